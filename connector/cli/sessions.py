"""Sessions and attendance: list, decide, confirm, import a file."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from connector.cli.common import cop, operator
from connector.domain.sessions import Session
from connector.errors import NotDone
from connector.steps.approve import approver_named
from connector.steps.attendance_file import Imported, import_file
from connector.steps.explain import Teller
from connector.steps.meetings import found_sessions, mapped_courses
from connector.steps.people import find_person
from connector.steps.presences import confirm as put_on_list
from connector.steps.presences import deny, withdraw_presence
from connector.steps.session_actions import decide as say_when
from connector.texts import say


@click.group()
def session() -> None:
    """Meetings of the communities: when they are, who was there."""


@session.command("list")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def list_(*, as_json: bool) -> None:
    """List all sessions: source, key, stage, when, minutes, community, name."""
    with cop() as one, one.context.db.read() as db:
        teller = Teller(one.context, db, one.settings.language)
        for each in found_sessions(one.context, db, mapped_courses(db)):
            row = _row(teller, each)
            click.echo(json.dumps(row, ensure_ascii=False) if as_json else "\t".join(map(str, row.values())))


def _row(teller: Teller, each: Session) -> dict[str, str | int]:
    when = teller.when(each.start) if each.start else "-"
    told = {"source": each.source, "key": each.key, "stage": each.stage.value, "when": when}
    return {**told, "minutes": each.minutes, "community": each.community, "name": each.name}


@session.command()
@click.argument("key")
@click.option("--source", default="lms", show_default=True)
@click.option("--start", type=click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]), help="Local time.")
@click.option("--minutes", type=click.IntRange(1, 1440), help="How long it is; left out, as the LMS says.")
@click.option("--cancelled", is_flag=True, help="It is not, or was not.")
@click.option("--by", default=operator, help="Who says so.")
@click.option("--reason", required=True)
def decide(
    key: str,
    source: str,
    start: datetime | None,
    minutes: int | None,
    by: str,
    reason: str,
    *,
    cancelled: bool,
) -> None:
    """Say when the session KEY (event:12) is, or that it is not. Replaces what was said before."""
    with cop() as one, one.context.db.write() as db:
        at = int(start.replace(tzinfo=one.context.zone).timestamp()) if start else None
        say_when(
            one.context,
            db,
            source,
            key,
            start=at,
            minutes=minutes or 0,
            cancelled=cancelled,
            by=approver_named(db, by),
            reason=reason,
        )


@session.command()
@click.argument("key")
@click.argument("people", nargs=-1, required=True)
@click.option("--source", default="lms", show_default=True)
@click.option("--absent", "word", flag_value="absent", help="They were not there, whatever speaks for it.")
@click.option("--withdraw", "word", flag_value="withdraw", help="Take back what was said of them.")
@click.option("--by", default=operator, help="Who confirms; nobody confirms themselves.")
@click.option("--reason", required=True)
def confirm(key: str, people: tuple[str, ...], source: str, word: str | None, by: str, reason: str) -> None:
    """Confirm that PEOPLE (NIPs or accounts) were at the session KEY, however its attendance is known."""
    act = {"absent": deny, "withdraw": withdraw_presence}.get(word or "", put_on_list)
    with cop() as one, one.context.db.write() as db:
        accounts = []
        for words in people:
            person = find_person(db, words)
            if person is None:
                raise NotDone(
                    say(one.settings.language, "explain-nobody", words=words), word="unknown_person"
                )
            accounts.append(person)
        count = act(one.context, db, source, key, accounts, by=approver_named(db, by), reason=reason)
        told = say(one.settings.language, "attendance-said", changed=str(count), people=str(len(people)))
    click.echo(told, err=True)


@click.group()
def attendance() -> None:
    """Lists of who was at a session."""


@attendance.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--session", "key", required=True, help="Key of the session: event:12.")
@click.option("--source", default="lms", show_default=True)
@click.option("--by", default=operator, help="Who hands it in.")
@click.option("--reason", default="", help="Kept with it; the file's name by default.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be taken.")
def import_(file: Path, key: str, source: str, by: str, reason: str, *, dry_run: bool) -> None:
    """Read who was there from FILE (Zoom, Meet, Teams, or any table with a name and times).

    It replaces what an earlier file said of this session, unless no line of it could be taken. Exit 1 if any
    line of a person was left out.
    """
    with cop() as one, one.context.db.write() as db:
        found = import_file(
            one.context,
            db,
            source,
            key,
            file.read_bytes(),
            by=approver_named(db, by),
            reason=reason or file.name,
            dry_run=dry_run,
        )
        _tell(found, Teller(one.context, db, one.settings.language))
    if not found.taken or any(left.dropped and left.word != "outside" for left in found.left):
        sys.exit(1)


def _tell(found: Imported, teller: Teller) -> None:
    for one in found.taken:
        parts = ", ".join(f"{teller.when(start)}–{teller.clock(end)}" for start, end in one.intervals)
        click.echo(f"{one.account}\t{parts or f'{one.minutes} min'}")
    for left in found.left:
        what = teller.say(f"attendance-word-{left.word}", value=left.value)
        sentence = "attendance-line-left" if left.dropped else "attendance-line"
        click.echo(teller.say(sentence, line=str(left.line), what=what), err=True)
    click.echo(teller.say("attendance-taken", people=len(found.taken), lines=len(found.left)), err=True)
