"""What may be sent to the desk: little, and never onto the disk, for there are names and NIPs in it."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from flask import Flask, Request

MAX_REQUEST = 2 * 2**20
"""Bytes; the receive path has a limit of its own."""


class InMemory(Request):
    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        """Werkzeug would put larger files into a temporary one."""
        return BytesIO()


def install(app: Flask) -> None:
    app.request_class = InMemory
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST
