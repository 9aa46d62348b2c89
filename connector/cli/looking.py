"""Looking at everything: backfill, and what reconcile shares with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click

from connector.app import Cop
from connector.cli.common import cop
from connector.errors import NotDone
from connector.runner.embedded import work_until_idle
from connector.steps import reconcile as reconciling
from connector.steps.status import status as status_of


def look(one: Cop, sources: Sequence[str], *, full: bool, quiet: bool) -> None:
    """Runs reconciles to their end and settles; says what was found."""
    ended = [
        reconciling.reconcile(one.context, source, full=full, progress=None if quiet else _progress)
        for source in sources
    ]
    work_until_idle(one.context, one.inbox)
    told = status_of(one.context, one.inbox)["sources"]
    problems = {source: told[source]["problem"] for source in told if told[source]["problem"]}
    if not all(ended) and problems:
        raise NotDone(f"not ended: {problems}; call it again to go on", word="lms_away")
    for source in sources if not quiet else ():
        click.echo(f"{source}: {_found(told[source]['repaired'])} within a day", err=True)


def chosen(one: Cop, sources: Sequence[str]) -> list[str]:
    unknown = set(sources) - one.context.sources.keys()
    if unknown:
        raise click.UsageError(f"no such source: {', '.join(sorted(unknown))}")
    return list(sources) or sorted(one.context.sources)


def _progress(source: str, done: int, left: int) -> None:
    click.echo(f"{source}: {done} read, {left} to go", err=True)


def _found(repaired: dict[str, dict[str, int]]) -> str:
    told = [f"{kind} {n} {word}" for kind, words in sorted(repaired.items()) for word, n in words.items()]
    return f"found without an event: {', '.join(told)}" if told else "nothing found that no event had told"


@click.command()
@click.option(
    "--since",
    required=True,
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day to be read, for instance 2026-01-01, in the institution's time zone.",
)
@click.option("--source", "sources", multiple=True, help="Only this source; may be given more than once.")
@click.option("--quiet", is_flag=True, help="No progress.")
def backfill(since: datetime, sources: tuple[str, ...], *, quiet: bool) -> None:
    """Read the mapped places for the first time, back to a date; older discussions are left alone.

    Give it before anything was read. An earlier date later on reaches further back; what was read stays. A
    discussion with a post since the date is read whole. One that was interrupted is gone on with.
    """
    with cop(in_haste=True) as one:
        begin = int(since.replace(tzinfo=one.context.zone).timestamp())
        names = chosen(one, sources)
        for source in names:
            holds = reconciling.reach_back(one.context, source, begin)
            if holds < begin:
                day = datetime.fromtimestamp(holds, one.context.zone).date()
                from_ = f"back to {day}" if holds else "without a limit"
                click.echo(f"{source}: was read {from_} already; that stays so", err=True)
        look(one, names, full=False, quiet=quiet)
