"""Summaries: see one before it is written anywhere."""

from __future__ import annotations

import click

from connector.cli.common import cop
from connector.errors import NotDone
from connector.steps.context import Context
from connector.steps.own_posts import discussions
from connector.steps.own_posts.kind import NoOrder
from connector.summary.port import Silence


@click.command()
@click.argument("discussion")
def summarise(discussion: str) -> None:
    """Print the summary of DISCUSSION (its id, or SOURCE:ID), or why there is none; sends nothing."""
    with cop() as one:
        source, number = _named(one.context, discussion)
        with one.context.db.read() as session:
            order = discussions.order(one.context, session, source, f"discussion:{number}", preview=True)
        told = Silence(order.reason) if isinstance(order, NoOrder) else order.write(one.context)
    click.echo(f"no summary: {told.reason}" if isinstance(told, Silence) else told.plain.rstrip())


def _named(context: Context, text: str) -> tuple[str, int]:
    source, _, number = text.rpartition(":")
    if not source and len(context.sources) == 1:
        source = next(iter(context.sources))
    if source not in context.sources or not number.isdecimal():
        raise NotDone(
            f"{text!r} names no discussion; say {' or '.join(context.sources)}:ID", word="no_such_discussion"
        )
    return source, int(number)
