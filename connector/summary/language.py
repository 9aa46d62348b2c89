"""Which language a discussion is held in, by its small words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from connector.summary.port import Language
from connector.summary.words import small_words, words

_INFORMAL = frozenset(
    {
        "yg",
        "dgn",
        "utk",
        "tdk",
        "sdh",
        "blm",
        "gak",
        "nggak",
        "udah",
        "kalo",
        "gmn",
        "bgmn",
        "pak",
        "bu",
        "ya",
    }
    | {"sih", "kok", "aja", "jd", "tp", "krn"}
)


def language_of(texts: Iterable[str]) -> Language:
    """English only if its small words clearly outnumber; Indonesian discussions borrow many English ones."""
    counts = {Language.ID: 0, Language.EN: 0}
    for text in texts:
        for word in words(text):
            for language in _languages_of(word):
                counts[language] += 1
    return Language.EN if counts[Language.EN] > counts[Language.ID] * 1.2 else Language.ID


@lru_cache(maxsize=65536)
def _languages_of(word: str) -> tuple[Language, ...]:
    """The one language whose small word it is; words of both say nothing."""
    own = [language for language in Language if word in small_words(language)]
    if not own and word in _INFORMAL:
        return (Language.ID,)
    return tuple(own) if len(own) == 1 else ()
