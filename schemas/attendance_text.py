"""The text of a table that some program saved: UTF-8, or UTF-16 as Teams and older spreadsheets write it."""

from __future__ import annotations


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and the codec that it does not wholly fit; empty if it does."""
    codec = "utf-8-sig"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16"
    elif data[1:2] == b"\0":
        codec = "utf-16-le"
    try:
        return data.decode(codec), ""
    except UnicodeDecodeError:
        return data.decode(codec, errors="replace"), codec
