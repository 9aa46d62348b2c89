"""Everything a person reads, in Indonesian and English: Fluent files, one a language.

Duty: turn a key and values into a sentence. May import: nothing of ours.
Does not belong here: deciding what to say.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("id", "en")

Value = str | int


@cache
def bundle(language: str) -> FluentBundle:
    made = FluentBundle([language], use_isolating=False)
    for part in sorted(files(__package__).iterdir(), key=lambda one: one.name):
        if part.name.endswith(f".{language}.ftl"):
            made.add_resource(FluentResource(part.read_text(encoding="utf-8")))
    return made


def say(language: str, key: str, **values: Value) -> str:
    """The sentence of a key; raises ``LookupError`` for a key that the language lacks (tests see to it)."""
    texts = bundle(language if language in LANGUAGES else "en")
    if not texts.has_message(key):
        raise LookupError(f"no text {key!r} in {language}")
    pattern = texts.get_message(key).value
    if pattern is None:
        raise LookupError(f"text {key!r} in {language} is empty")
    text, errors = texts.format_pattern(pattern, values)
    if errors:
        raise LookupError(f"text {key!r} in {language}: {errors[0]}")
    return str(text)
