"""Summaries: see one before it is written anywhere."""

from __future__ import annotations

import click

from connector.cli.common import cop
from connector.errors import NotDone
from connector.steps.context import Context
from connector.steps.own_posts import discussions
from connector.steps.own_posts.kind import NoOrder
from connector.steps.own_posts.written import Written
from connector.steps.telling import reason_words
from connector.summary.port import Refused, Silence
from connector.texts import say


@click.command()
@click.argument("discussion")
def summarise(discussion: str) -> None:
    """Print the summary of DISCUSSION (its id, or SOURCE:ID), or why there is none; writes nothing into the LMS."""
    with cop() as one:
        language = one.settings.language
        source, number = _named(one.context, discussion)
        with one.context.db.read() as session:
            order = discussions.order(one.context, session, source, f"discussion:{number}", preview=True)
        told = Silence(order.reason) if isinstance(order, NoOrder) else order.write(one.context)
    if isinstance(told, Written):
        told = _phrased(told)
    click.echo(_silence(language, told) if isinstance(told, Silence) else told.plain.rstrip())


def _silence(language: str, told: Silence) -> str:
    reason = reason_words(language, told.reason)
    return say(language, "summary-none", reason=reason, word=told.reason)


def _phrased(text: Written) -> Written:
    """As it would be shown: in the language model's words, if there is one and its words hold."""
    told = text.reword() if text.reword else text
    if isinstance(told, Refused):
        click.echo(f"not phrased: {told.reason} {told.sentence}".rstrip(), err=True)
        return text
    return told


def _named(context: Context, text: str) -> tuple[str, int]:
    source, _, number = text.rpartition(":")
    if not source and len(context.sources) == 1:
        source = next(iter(context.sources))
    if source not in context.sources or not number.isdecimal():
        raise NotDone(
            f"{text!r} names no discussion; say {' or '.join(context.sources)}:ID", word="no_such_discussion"
        )
    return source, int(number)
