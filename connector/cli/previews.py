"""Previewing a mapping, recomputing the past by one, trying one post or event."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from connector.app import Cop
from connector.cli.common import cop, operator
from connector.cli.mapping import FILE, text_of
from connector.errors import NotDone
from connector.models.preview import Preview
from connector.steps.mapping_versions import overtaken
from connector.steps.preview import compute, unread_places
from connector.steps.preview_asking import When, ask_draft, ask_text, ask_version
from connector.steps.preview_told import Row, Told, as_json, everybody, person_json, teller_of
from connector.steps.recompute import recompute
from connector.steps.telling import Line, Teller
from connector.steps.try_one import Which, try_one

DAY = click.DateTime(["%Y-%m-%d"])
PEOPLE = 20
"""Named in words; ``--json`` has all of them."""


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--version", type=int, help="Instead of a FILE: a version that is published.")
@click.option("--draft", type=int, metavar="ID", help="Instead of a FILE: a draft as it was saved last.")
@click.option("--from", "day", type=DAY, metavar="DATE", help="From that day's midnight on; now by default.")
@click.option("--recompute", "past", is_flag=True, help="What if the past since DATE were computed anew?")
@click.option("--json", "as_json_", is_flag=True, help="For machines, with everybody.")
@click.option("--quiet", is_flag=True, help="No progress.")
def preview(
    file: Path | None,
    version: int | None,
    draft: int | None,
    day: datetime | None,
    *,
    past: bool,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Show what FILE, a draft or a published version would change for whom. Writes nothing.

    Without --recompute: if it were published and held from DATE on.
    """
    if sum(each is not None for each in (file, version, draft)) != 1:
        raise click.UsageError("name one of FILE, --draft and --version")
    with cop() as one:
        when = When.on(one.context, _day(day), recompute=past)
        if file is not None:
            id_ = ask_text(one.context, file.name, text_of(file), when, operator())
        elif draft is not None:
            id_ = ask_draft(one.context, draft, when, operator())
        else:
            id_ = ask_version(one.context, version or 0, when, operator())
        _print(one, _computed(one, id_, quiet=quiet), as_json_=as_json_)


def _day(day: datetime | None) -> date | None:
    return day.date() if day else None


def _computed(one: Cop, id_: int, *, quiet: bool) -> Preview:
    while True:
        compute(one.context, id_)
        with one.context.db.read() as session:
            row = session.get_one(Preview, id_)
            session.expunge(row)
        if row.state == "failed":
            raise NotDone(row.problem, word="preview_failed")
        if not quiet:
            click.echo(f"{row.done} of {row.people} people", err=True)
        if row.state == "done":
            return row


def _print(one: Cop, row: Preview, *, as_json_: bool) -> None:
    if as_json_:
        people = [person_json(*each) for each in everybody(one.context, row.id)]
        click.echo(json.dumps(as_json(row) | {"persons": people}, ensure_ascii=False))
        return
    with one.context.db.read() as session:
        teller = teller_of(one.context, session, one.settings.language, row)
        unread = unread_places(session, row)
        coming = overtaken(session, row.valid_from or 0, one.context.now())
    if unread:
        places = ", ".join(f"{source} {query}" for source, query in unread)
        click.echo(teller.say("preview-unread", places=places))
    for each in coming:
        click.echo(
            teller.say("preview-overtaken", number=each.version, when=teller.when(each.valid_from or 0))
        )
    for word, count in (("people-all", row.people), ("gaining", row.gaining), ("losing", row.losing)):
        click.echo(f"{teller.say(f'preview-{word}')}: {count}")
    _tables(teller, Told(teller, row.sums))
    _people(one, teller, row.id)


def _tables(teller: Teller, told: Told) -> None:
    taken = ", ".join(told.taken()) or teller.say("preview-nothing")
    click.echo(f"{teller.say('preview-taken')}: {taken}")
    for word, rows in (
        ("totals", told.totals()),
        ("rules", told.by_rule()),
        ("credit", told.credit()),
        ("bites", told.bites()),
        ("badges", told.badges()),
    ):
        if rows:
            click.echo(f"\n{teller.say(f'preview-{word}')}")
            _rows(rows)


def _rows(rows: Iterable[Row]) -> None:
    for row in rows:
        click.echo(f"    {row.what}\t{row.now}\t{row.then}\t{row.change}".rstrip())


def _people(one: Cop, teller: Teller, id_: int) -> None:
    click.echo(f"\n{teller.say('preview-people')}")
    for number, (row, account) in enumerate(everybody(one.context, id_)):
        if number == PEOPLE:
            click.echo("    … (--json)")
            break
        click.echo(f"    {(account.name if account else '') or row.person}")
        for line in Told(teller, row.sums).totals():
            click.echo(f"        {line.what}\t{line.now}\t{line.then}\t{line.change}".rstrip())


@click.command("recompute")
@click.argument("version", type=int)
@click.option("--from", "day", type=DAY, metavar="DATE", required=True, help="From that day's midnight on.")
@click.option("--by", default=operator, help="Who does it.")
@click.option("--reason", required=True, help="Why; kept in the log.")
@click.option("--losing", type=int, help="Where many lose something: how many, as the preview says.")
def recompute_(version: int, day: datetime, by: str, reason: str, losing: int | None) -> None:
    """Let everything since DATE count by VERSION, which is published; after a preview of the very same.

    What is less goes at once, what is more waits for approval; closed months are corrected in the open one.
    """
    with cop() as one:
        when = When.on(one.context, day.date(), recompute=True)
        recompute(one.context, version, when.valid_from or 0, by, reason, losing)
        click.echo(f"everything since {day.date()} counts by version {version}; everybody is computed anew")


@click.command("try")
@click.argument("words")
@click.option("--mapping", "file", type=FILE, help="By this file, as if it had always held.")
@click.option("--version", type=int, help="By this published version, as if it had always held.")
@click.option("--draft", type=int, help="By this draft, as if it had always held.")
@click.option("--source", default="", help="Which LMS, where there are several.")
@click.option("--language", type=click.Choice(["id", "en"]), help="The institution's by default.")
def try_(
    words: str, file: Path | None, version: int | None, draft: int | None, source: str, language: str | None
) -> None:
    """Say what every rule makes of WORDS, and why. Stores nothing and asks nobody.

    WORDS: an event's number, an event as it was sent (JSON; - reads it from standard input), a fact like post:17,
    or the address of a post in the LMS.
    """
    text = sys.stdin.read() if words == "-" else words
    which = Which(version, draft, text_of(file) if file else None)
    with cop() as one, one.context.db.read() as session:
        spoken = language or one.settings.language
        for line in try_one(one.context, one.inbox, session, text, spoken, source=source, which=which):
            _show(line, 0)


def _show(line: Line, depth: int) -> None:
    click.echo("    " * depth + line.text)
    for below in line.below:
        _show(below, depth + 1)
