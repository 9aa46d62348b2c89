"""Drafts of mappings from the command line, for those who keep their rules as files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from connector.app import Cop
from connector.cli.common import cop, operator
from connector.cli.mapping import FILE, SUPERSEDE, local, report, text_of
from connector.errors import NotDone
from connector.models.mapping import MappingDraft, MappingVersion
from connector.steps.drafts import Seen, begin_draft, discard_draft, drafts, publish_draft, save_draft
from connector.steps.mapping_check import check_here, mark_of


@click.group()
def draft() -> None:
    """What is being written and not in force."""


@draft.command("list")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
def list_(limit: int) -> None:
    """Drafts, the newest first: id, revision, name, who saved it when."""
    with cop() as one, one.context.db.read() as session:
        for each in drafts(session, limit=limit):
            at = local(one.settings.zone, each.changed_at)
            click.echo(f"{each.id}  r{each.revision}  {each.name}  saved {at} by {each.changed_by}")


@draft.command()
@click.argument("file", type=FILE, required=False)
@click.option("--starter", help="Begin from a starter mapping instead: indonesia-asn …")
@click.option("--version", "number", type=int, help="Begin from a published version instead.")
@click.option("--name", default="", help="What it is about.")
@click.option("--by", default=operator, help="Who begins it.")
def begin(file: Path | None, starter: str | None, number: int | None, name: str, by: str) -> None:
    """Begin a draft from FILE, a starter or a version; prints its id."""
    if sum(each is not None for each in (file, starter, number)) != 1:
        raise click.UsageError("name one of FILE, --starter and --version")
    with cop() as one:
        text = text_of(file) if file else _base(one, starter, number)
        title = name or (file.name if file else starter or f"version {number}")
        click.echo(begin_draft(one.context, title, text, by, number))


def _base(one: Cop, starter: str | None, number: int | None) -> str:
    if starter is not None and starter in one.context.starters:
        return one.context.starters[starter]
    with one.context.db.read() as session:
        found = session.get(MappingVersion, number) if number is not None else None
    if found is None:
        known = ", ".join(sorted(one.context.starters))
        raise NotDone(f"there is no such version or starter; starters: {known}", word="no_such_base")
    return found.text


@draft.command()
@click.argument("id_", metavar="ID", type=int)
def show(id_: int) -> None:
    """Print a draft's document, byte for byte."""
    with cop() as one:
        click.echo(_draft(one, id_).text.encode(), nl=False)


@draft.command()
@click.argument("id_", metavar="ID", type=int)
@click.argument("file", type=FILE)
@click.option("--revision", type=int, help="Only over this revision; the one there is now by default.")
@click.option("--by", default=operator, help="Who saves it.")
def save(id_: int, file: Path, revision: int | None, by: str) -> None:
    """Put FILE in the place of a draft's text; prints the new revision."""
    with cop() as one:
        found = _draft(one, id_)
        seen = Seen(id_, found.revision if revision is None else revision)
        click.echo(f"r{save_draft(one.context, seen, found.name, text_of(file), by)}")


@draft.command()
@click.argument("id_", metavar="ID", type=int)
@click.option(
    "--from", "day", type=click.DateTime(["%Y-%m-%d"]), help="In force from this day; now by default."
)
@click.option("--reason", required=True, help="Why; kept with the version.")
@click.option("--warnings-seen", is_flag=True, help="Publish although there are warnings.")
@SUPERSEDE
@click.option("--by", default=operator, help="Who publishes it.")
def publish(
    id_: int, day: datetime | None, reason: str, supersede: tuple[int, ...], by: str, *, warnings_seen: bool
) -> None:
    """Put a draft in force. One with warnings only with --warnings-seen."""
    with cop() as one:
        found = _draft(one, id_)
        with one.context.db.read() as session:
            checked = check_here(one.context, session, found.text, found.name)
        report(checked, one.settings.language)
        mark = mark_of(checked.warnings) if warnings_seen else ""
        when: date | None = day.date() if day else None
        seen = Seen(id_, found.revision)
        number = publish_draft(
            one.context, seen, by, reason=reason, day=when, warnings_seen=mark, supersede=supersede
        )
        click.echo(f"published as version {number}")


@draft.command()
@click.argument("id_", metavar="ID", type=int)
@click.option("--by", default=operator, help="Who discards it.")
def discard(id_: int, by: str) -> None:
    """Remove a draft for good."""
    with cop() as one:
        discard_draft(one.context, Seen(id_, _draft(one, id_).revision), by)


def _draft(one: Cop, id_: int) -> MappingDraft:
    with one.context.db.read() as session:
        found = session.get(MappingDraft, id_)
        if found is None:
            raise NotDone(f"there is no draft {id_}", word="draft_gone")
        session.expunge(found)
        return found
