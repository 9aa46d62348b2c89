"""Credit: approve, held, period, hr."""

from __future__ import annotations

import json
import sys

import click
from sqlalchemy import select

from connector.app import Cop
from connector.cli.common import cop, operator
from connector.errors import NotDone
from connector.models.lms import Held
from connector.steps import absence, hr_runs
from connector.steps.approve import Choice, approver_named, decide_all, waiting
from connector.steps.audit import note
from connector.steps.explain import Teller
from connector.steps.periods import close_period


@click.group()
def approve() -> None:
    """Records that wait for approval."""


@approve.command("list")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def list_(*, as_json: bool) -> None:
    """List what waits: number, person, community, month, earned, approved so far."""
    with cop() as one, one.context.db.read() as session:
        teller = Teller(one.context, session, one.settings.language)
        after = ""
        while page := waiting(session, after=after):
            after = page[-1].number
            for record in page:
                earned, approved = (teller.units(record.scheme, n) for n in (record.amount, record.approved))
                row = [record.number, record.person, record.community, record.period, earned, approved]
                click.echo(json.dumps(row) if as_json else "\t".join(row))


@approve.command()
@click.option("--by", default=operator, help="Who decides: a desk user, or a NIP or account of a member.")
@click.option("--reason", default="", help="Kept with the decision.")
@click.option("--all", "everything", is_flag=True, help="Everything that waits.")
@click.argument("numbers", nargs=-1, metavar="[ID]...")
def accept(by: str, reason: str, numbers: tuple[str, ...], *, everything: bool) -> None:
    """Approve records. Nobody can approve their own."""
    _decide(by, reason, numbers, everything=everything, yes=True)


@approve.command()
@click.option("--by", default=operator, help="Who decides.")
@click.option("--reason", required=True, help="The member is shown it.")
@click.option("--all", "everything", is_flag=True, help="Everything that waits.")
@click.argument("numbers", nargs=-1, metavar="[ID]...")
def reject(by: str, reason: str, numbers: tuple[str, ...], *, everything: bool) -> None:
    """Reject records, with a reason."""
    _decide(by, reason, numbers, everything=everything, yes=False)


def _decide(by: str, reason: str, numbers: tuple[str, ...], *, everything: bool, yes: bool) -> None:
    if bool(numbers) == everything:
        raise click.UsageError("name the records, or say --all")
    with cop() as one:
        choices = _all_waiting(one) if everything else [Choice(number) for number in numbers]
        with one.context.db.read() as session:
            who = approver_named(session, by)
        if who.person is None and not by.startswith("cli:"):
            click.echo(f"note: {by} is known as no member, so nothing can be seen as their own", err=True)
        refusals = decide_all(one.context, choices, by, yes=yes, reason=reason)
    for refusal in refusals:
        click.echo(f"{refusal.word}: {refusal}", err=True)
    click.echo(f"{len(choices) - len(refusals)} of {len(choices)} decided", err=True)
    if refusals:
        sys.exit(1)


def _all_waiting(one: Cop) -> list[Choice]:
    found: list[Choice] = []
    with one.context.db.read() as session:
        while page := waiting(session, after=found[-1].number if found else ""):
            found += [Choice(record.number, record.revision) for record in page]
    return found


@click.group()
def held() -> None:
    """Losses that wait for a person's word before they take anything away."""


@held.command("list")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def held_list(*, as_json: bool) -> None:
    """List what is held: id, source, where, why, how many posts."""
    with cop() as one, one.context.db.read() as session:
        for row in session.scalars(select(Held).where(Held.state == "open").order_by(Held.id)):
            told = {"id": row.id, "source": row.source, "container": row.container, "reason": row.reason}
            told |= {"count": row.count, "created_at": row.created_at}
            click.echo(json.dumps(told) if as_json else "\t".join(str(value) for value in told.values()))


def _answer(ids: tuple[int, ...], action: str, by: str, reason: str) -> None:
    with cop() as one:
        for id_ in ids:
            with one.context.db.write() as session:
                row = session.get(Held, id_)
                if row is None or row.state != "open":
                    raise NotDone(f"nothing is held under {id_}", word="not_held")
                answer = absence.release if action == "release" else absence.drop
                answer(session, row, by, one.context.now(), reason)
                note(session, one.context.now(), by, action, f"held:{id_}", {"reason": reason})


@held.command()
@click.argument("ids", nargs=-1, type=int, required=True)
@click.option("--by", default=operator)
@click.option("--reason", default="")
def release(ids: tuple[int, ...], by: str, reason: str) -> None:
    """The loss is real: let it take effect."""
    _answer(ids, "release", by, reason)


@held.command()
@click.argument("ids", nargs=-1, type=int, required=True)
@click.option("--by", default=operator)
@click.option("--reason", default="")
def drop(ids: tuple[int, ...], by: str, reason: str) -> None:
    """Keep what was earned (a course reset, an archived course)."""
    _answer(ids, "drop", by, reason)


@click.group()
def period() -> None:
    """Months and their closing."""


@period.command()
@click.argument("name", metavar="PERIOD")
@click.option("--by", default=operator)
def close(name: str, by: str) -> None:
    """Close a month (2026-11): later changes to its days are booked in the next open one."""
    with cop() as one:
        close_period(one.context, name, by)


@click.group()
def hr() -> None:
    """What HR gets."""


@hr.command()
@click.option("--target", "targets", multiple=True, help="Only this target.")
@click.option("--insist", is_flag=True, help="Also if many records are withdrawn at once.")
def run(targets: tuple[str, ...], *, insist: bool) -> None:
    """Write what HR does not know yet to new files. In observe mode: only tell what would be written."""
    with cop() as one:
        unknown = set(targets) - one.context.hr.keys()
        if unknown:
            raise click.UsageError(f"no such HR target: {', '.join(sorted(unknown))}")
        for target in targets or sorted(one.context.hr):
            _run(one, target, insist=insist)


def _run(one: Cop, target: str, *, insist: bool) -> None:
    if not one.context.live:
        with one.context.db.read() as session:
            rows = list(hr_runs.difference(one.context, session, target))
        click.echo(f"{target}: observe mode, {len(rows)} rows would be written")
        return
    hr_runs.send_files(one.context, target)
    message = hr_runs.compose_run(one.context, target, insist=insist)
    if message is None:
        click.echo(f"{target}: nothing new")
        return
    hr_runs.send_files(one.context, target)
    state, answer = hr_runs.outcome(one.context, message.id)
    if state != "sent":
        raise NotDone(f"{target}: run {message.desired['run']} is {state}: {answer}", word="hr_not_written")
    for name in answer["files"]:
        click.echo(f"{one.context.hr[target].folder}/{name}")
