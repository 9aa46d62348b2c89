"""A line → its sentences, verbatim; points of abbreviations, numbers and file names end none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from syntok import segmenter  # type: ignore[import-untyped]

_NEVER_LAST = """
a.d a.l a.m a.n art bpk cq d.a d.h dr drs dra dkk e.g h hal hj hlm i.e ir jl jln kab kec kel kpts lamp mr mrs ms nip no
p.m p.p per pkl plh plt prof psl ps ref rp s.d sdr st tel telp tgl u.b u.p us vs wr yth
"""
_MAY_BE_LAST = "dll dsb dst etc tsb wb ybs inc ltd"


def _either_case(short_words: str) -> str:
    """``bpk`` and ``Bpk``, but not the audit board BPK."""
    ordered = sorted(short_words.split(), key=len, reverse=True)
    return "|".join(f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" for word in ordered)


_NO_END = re.compile(
    rf"\b(?:{_either_case(_NEVER_LAST)})\."
    rf"|\b(?:{_either_case(_MAY_BE_LAST)})\.(?=\s+[^A-Z\"“\s])"
    r"|\b(?:[SM]\.(?:Kom|Hum|Sos|Ak|Pd|Ap|Si|[A-Z])|[A-Z]\.[A-Z])\."
    r"|\b[A-Z]\.(?=\s?[A-Z][\w.])"
    r"|(?<=\w)\.(?=[\d_a-z])"
    r"|\.(?=[,;:)])"
)
_BEGINNING = re.compile(
    r"(?:(?<=[A-Za-z]{2}[.!?])|(?<=[%?!)][.?!])|(?<=[?!]))\s+(?=[a-z])"
    r"|(?:(?<=[\w,]\s\d\.)|(?<=[\w,]\s\d\d\.)|(?<=\d{3}\.))\s+(?=[a-z]{2})"
    r"|(?<=[IVX]{2}\.)\s+(?=[A-Z])"
)
"""Many write without capitals: where abbreviations are masked, a point and a space end a sentence."""

_INSIDE = re.compile(r"[.!?…:;][^\w\s]{0,6}(?:\s|[A-Z])")
"""Without a mark before another word there is nothing to part."""


def sentences(line: str) -> list[str]:
    masked = _NO_END.sub(lambda match: match[0].replace(".", "x"), line)
    if not _INSIDE.search(masked):
        return [line.strip()] if line.strip() else []
    bounds = [*sorted({0, *_starts(masked)}), len(line)]
    return [text for start, end in pairwise(bounds) if (text := line[start:end].strip())]


def _starts(masked: str) -> Iterable[int]:
    for paragraph in segmenter.analyze(masked):
        yield from (tokens[0].offset for tokens in paragraph if tokens)
    yield from (match.end() for match in _BEGINNING.finditer(masked))
