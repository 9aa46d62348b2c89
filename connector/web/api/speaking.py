"""The language of sentences in an answer: what the request asks for, else the institution's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from connector.steps.telling import Teller
from connector.texts import LANGUAGES
from connector.web.page import cop


def spoken() -> str:
    return request.accept_languages.best_match(LANGUAGES) or cop().settings.language


@contextmanager
def telling() -> Iterator[Teller]:
    """A teller on one moment of the database."""
    with cop().context.db.read() as session:
        yield Teller(cop().context, session, spoken())
