"""Summaries: see one before it is written anywhere."""

from __future__ import annotations

import click

from connector.cli.common import cop
from connector.errors import NotDone
from connector.steps.context import Context
from connector.steps.summary_orders import NoOrder, order_for
from connector.steps.summary_texts import read_and_write
from connector.summary.port import Silence


@click.command()
@click.argument("discussion")
def summarise(discussion: str) -> None:
    """Print the summary of DISCUSSION (its id, or SOURCE:ID), or why there is none; sends nothing."""
    with cop() as one:
        source, number = _named(one.context, discussion)
        with one.context.db.read() as session:
            order = order_for(session, source, number, preview=True)
        told = Silence(order.reason) if isinstance(order, NoOrder) else read_and_write(one.context, order)
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
