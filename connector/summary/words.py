"""Words, the ones that carry meaning, and their stems."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]
import stop_words  # type: ignore[import-untyped]

from connector.summary.port import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,/:-]\d+)*")
_NAMES = {Language.ID: "indonesian", Language.EN: "english"}

_EVERYDAY = """
aja ajah bapak bu ibu pak mas mbak bang kak gan bun bpk rekan rekan2 kawan teman bos kok nih sih dong deh lho loh
ya yaa iya oh wah nah hehe haha yg dgn utk dg sdh udah blm tdk gak ga nggak enggak ngga kalo klo tp tapi jd jadi krn
dr dlm pd spt sbg bgm bgmn gmn gimana apakah mohon izin ijin silakan silahkan siap baik oke ok monggo mari terima
kasih makasih salam selamat pagi siang sore malam yth dll dst dsb tsb trus terus biar bikin buat pakai punya minta
"""
_PLEASANTRIES = (
    "dear hello thanks thank please kind regards best colleague colleagues everyone team ok okay yes just"
)


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@lru_cache(maxsize=4)
def small_words(language: Language) -> frozenset[str]:
    """Those by which a language is known and which carry no subject."""
    return frozenset(stop_words.get_stop_words(str(language)))


@lru_cache(maxsize=4)
def _empty(language: Language) -> frozenset[str]:
    return small_words(language) | frozenset((_EVERYDAY + _PLEASANTRIES).split())


@lru_cache(maxsize=65536)
def stem(word: str, language: Language) -> str:
    """A new stemmer each time: they keep state, and several threads may ask."""
    return str(snowballstemmer.stemmer(_NAMES[language]).stemWord(word))


def content(text: str, language: Language) -> frozenset[str]:
    """The stems of the words that say what a text is about; numbers count, single letters do not."""
    empty = _empty(language)
    kept = (word for word in words(text) if word not in empty and (len(word) > 1 or word.isdigit()))
    return frozenset(stem(word, language) for word in kept)


def shared(some: frozenset[str], others: frozenset[str]) -> float:
    """How much of ``some`` is in ``others``, 0 to 1."""
    return len(some & others) / len(some) if some else 0.0


def jaccard(some: frozenset[str], others: frozenset[str]) -> float:
    union = len(some | others)
    return len(some & others) / union if union else 0.0
