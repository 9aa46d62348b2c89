"""A language model's phrasing is shown only if every sentence names posts of the thread that bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from connector.summary.cue_tables import CUES
from connector.summary.language import language_of
from connector.summary.lines import lines
from connector.summary.port import Language, Phrasing, Post, Refused, Statement, Summary, readable
from connector.summary.sentences import sentences
from connector.summary.words import content, shared, words

LONGEST = 4_000
"""Characters of the whole phrasing."""
BORNE_OUT = 0.6
"""Of a statement's content stems, in the posts it names."""
_CITATION = re.compile(r"\s*\[p(\d+)(?:\s*,\s*p(\d+))*\]")
_ONE = re.compile(r"p(\d+)")
_MARKUP = re.compile(
    r"<\s*/?[a-zA-Z!]|https?:|www\.|\]\(|javascript:|[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", re.I
)


def checked(text: str, posts: Iterable[Post], language: Language | None = None) -> Phrasing | Refused:
    """All or nothing: one bad sentence spoils the text."""
    told = {post.id: " ".join(lines(post.html)) for post in readable(posts)}
    if reason := _form(text):
        return Refused(reason)
    spoken = language or language_of(told.values())
    statements: list[Statement] = []
    for piece in _pieces(text):
        judged = _judge(piece, told, spoken)
        if isinstance(judged, Refused):
            return judged
        statements.append(judged)
    return Phrasing(tuple(statements)) if statements else Refused("empty")


def one_sided(phrasing: Phrasing, summary: Summary) -> bool:
    """Whether it passes over most posts that matter, as one does that a single post has talked into it."""
    quoted = set(summary.cited)
    return 2 * len(quoted & set(phrasing.cited)) < len(quoted)


def _form(text: str) -> str | None:
    if not text.strip():
        return "empty"
    if len(text) > LONGEST:
        return "too_long"
    return "markup" if _MARKUP.search(text) else None


def _pieces(text: str) -> list[str]:
    """Sentences with their citations; one that follows the point belongs to the sentence before it."""
    moved = re.sub(r"([.!?])((?:\s*\[p[\d, p]+\])+)", r"\2\1", text)
    return [piece for line in moved.splitlines() for piece in sentences(line.strip(" -*•"))]


def _judge(piece: str, told: dict[int, str], language: Language) -> Statement | Refused:
    cited = tuple(
        dict.fromkeys(int(n) for found in _CITATION.finditer(piece) for n in _ONE.findall(found[0]))
    )
    bare = _CITATION.sub("", piece).strip()
    if not cited:
        return Refused("no_citation", bare)
    if any(post not in told for post in cited):
        return Refused("unknown_post", bare)
    reason = _unsupported(bare, [told[post] for post in cited], language)
    return Refused(reason, bare) if reason else Statement(bare, cited)


def _unsupported(bare: str, sources: Sequence[str], language: Language) -> str | None:
    source = " ".join(sources)
    if not _numbers(bare) <= _numbers(source):
        return "number"
    if not _names(bare) <= set(words(source)):
        return "name"
    stems = content(bare, language)
    if shared(stems, content(source, language)) < BORNE_OUT or not stems:
        return "not_borne_out"
    return "denial" if _denial_differs(bare, stems, sources, language) else None


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,:/-]\d+)*", text))


def _names(text: str) -> set[str]:
    """Words with a capital that do not begin the sentence."""
    return {found.lower() for found in re.findall(r"(?<=[\w,;:] )[A-Z][^\W\d_]+", text)}


def _denial_differs(bare: str, stems: frozenset[str], sources: Sequence[str], language: Language) -> bool:
    """Whether it says *not* where the sentence nearest to it does not, or the other way round."""
    denies = CUES[language].denies
    stood = [each for source in sources for each in sentences(source)]
    near = max(stood, key=lambda each: len(stems & content(each, language)))
    return bool(denies.search(bare)) != bool(denies.search(near))
