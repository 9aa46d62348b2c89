"""Messages: what left, what waits, what was refused; sending once more, laying aside."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click
from sqlalchemy.orm import Session

from connector.cli.common import cop, operator
from connector.errors import NotDone
from connector.models.outbox import Message
from connector.steps import messages
from connector.texts import say

STATES = ("pending", "sending", "sent", "refused", "dead", "discarded")


@click.group()
def message() -> None:
    """What is sent to the LMS and to HR."""


def _filters(command: Any) -> Any:
    for name, of in (
        ("--target", "for instance lms:lms"),
        ("--kind", "for instance summary"),
        ("--word", "that it failed with, for instance cannot_post_here"),
    ):
        command = click.option(name, default="", help=f"Only of this {name[2:]} {of}".rstrip() + ".")(command)
    return command


@message.command("list")
@click.option("--state", "states", multiple=True, type=click.Choice([*STATES, "all"]))
@_filters
@click.option("--json", "as_json", is_flag=True, help="For machines; times are epoch seconds.")
def list_(states: tuple[str, ...], *, as_json: bool, **filters: str) -> None:
    """List messages: id, state, target, kind, subject, tries, reason. Without --state: refused and given up."""
    wanted = () if "all" in states else states or messages.WAIT_FOR_A_PERSON
    with cop() as one, one.context.db.read() as session:
        for row in _every(session, wanted, filters):
            told = _told(row)
            short = (row.id, row.state, row.target, row.kind, row.subject, row.attempts, row.reason or "-")
            click.echo(json.dumps(told) if as_json else "\t".join(str(value) for value in short))


def _every(session: Session, states: tuple[str, ...], filters: dict[str, str]) -> Iterator[Message]:
    after = 0
    while page := messages.listed(session, states, after=after, **filters):
        yield from page
        after = page[-1].id


def _told(row: Message) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in Message.__table__.columns}


@message.command()
@click.argument("id_", metavar="ID", type=int)
def show(id_: int) -> None:
    """Everything about one message, with what to do if it was refused."""
    with cop() as one, one.context.db.read() as session:
        row = session.get(Message, id_)
        if row is None:
            raise NotDone(f"there is no message {id_}", word="no_such_message")
        for key, value in _told(row).items():
            click.echo(f"{key}: {json.dumps(value) if isinstance(value, dict) else value}")
        if row.reason and row.state != "sent" and (cure := _cure(one.settings.language, row.reason)):
            click.echo(f"cure: {cure}")


def _cure(language: str, reason: str) -> str:
    try:
        return say(language, f"desk-cure-{reason}")
    except LookupError:
        return ""


@message.command()
@click.argument("ids", nargs=-1, type=int, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All that were refused or given up.")
@_filters
@click.option("--by", default=operator, help="Who wants it.")
def resend(ids: tuple[int, ...], by: str, *, everything: bool, **filters: str) -> None:
    """Send messages (again), as is true now. The target is looked at first."""
    with cop() as one:
        chosen = _chosen(one.context.db.read, ids, filters, everything=everything)
        _tell(messages.resend(one.context, chosen, by), len(chosen), "to be sent")


@message.command()
@click.argument("ids", nargs=-1, type=int, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All that were refused or given up.")
@_filters
@click.option("--by", default=operator, help="Who decides.")
@click.option("--reason", required=True, help="Kept with the message and in the audit log.")
def discard(ids: tuple[int, ...], by: str, reason: str, *, everything: bool, **filters: str) -> None:
    """Lay messages aside. The very same is not asked for again; what changes later is a new message."""
    with cop() as one:
        chosen = _chosen(one.context.db.read, ids, filters, everything=everything)
        _tell(messages.discard(one.context, chosen, by, reason), len(chosen), "laid aside")


def _chosen(read: Any, ids: tuple[int, ...], filters: dict[str, str], *, everything: bool) -> list[int]:
    if bool(ids) == everything:
        raise click.UsageError("name the messages, or say --all")
    if ids and any(filters.values()):
        raise click.UsageError("--target, --kind and --word go with --all")
    if ids:
        return list(dict.fromkeys(ids))
    with read() as session:
        return [row.id for row in _every(session, messages.WAIT_FOR_A_PERSON, filters)]


def _tell(refusals: list[NotDone], asked: int, done: str) -> None:
    for refusal in refusals:
        click.echo(f"{refusal.word}: {refusal}", err=True)
    click.echo(f"{max(asked - len(refusals), 0)} of {asked} {done}", err=True)
    if refusals:
        sys.exit(1)
