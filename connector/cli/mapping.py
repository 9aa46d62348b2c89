"""Mappings: check, publish, look at versions and how they differ, schema."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from sqlalchemy.orm import Session

from config.packs import read_packs
from config.settings import read_settings
from connector.cli.common import cop, operator
from connector.errors import NotDone
from connector.models.mapping import MappingVersion
from connector.steps.mapping_check import check_here
from connector.steps.mapping_difference import changes, lines_changed
from connector.steps.mapping_versions import latest, versions
from connector.steps.publish import publish as publish_mapping
from schemas.mapping_document import Checked, check, json_schema

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SUPERSEDE = click.option(
    "--supersede",
    type=int,
    multiple=True,
    metavar="NUMBER",
    help="Publish although this version, which is to come, then never comes into force; may be given again.",
)


@click.group()
def mapping() -> None:
    """What counts as what."""


@mapping.command("check")
@click.argument("file", type=FILE)
@click.option(
    "--language", type=click.Choice(["id", "en"]), help="Of the messages; the institution's by default."
)
def check_(file: Path, language: str | None) -> None:
    """Report everything that is wrong with FILE: file, line, column, what and the cure."""
    settings = read_settings() if os.environ.get("COP_CONFIG") else None
    checked = check(
        text_of(file),
        str(file),
        sources=set(settings.sources) if settings else None,
        hr_targets=set(settings.hr) if settings else None,
        packs=read_packs(),
    )
    report(checked, language or (settings.language if settings else "en"))
    if checked.mapping is None:
        sys.exit(1)


def report(checked: Checked, language: str) -> None:
    for problem in [*checked.problems, *checked.warnings]:
        click.echo(problem.report(language))
    if checked.mapping is not None:
        told = checked.mapping
        click.echo(
            f"OK: {len(told.communities)} communities, {len(told.contributions)} contribution rules, "
            f"{len(told.credits)} credit rules"
        )


@mapping.command("publish")
@click.argument("file", type=FILE, required=False)
@click.option(
    "--from", "valid_from", type=click.DateTime(), help="For posts from this local time on; now by default."
)
@click.option("--by", default=operator, help="Who publishes it.")
@click.option("--reason", default="", help="Why; kept with the version.")
@SUPERSEDE
def publish_(
    file: Path | None, valid_from: datetime | None, by: str, reason: str, supersede: tuple[int, ...]
) -> None:
    """Put FILE in force (by default the institution file's mapping). Posts before it keep their old rules."""
    with cop() as one:
        path = file or one.settings.mapping
        if path is None:
            raise click.UsageError("name a FILE, or give the institution file a mapping:")
        text = text_of(path)
        with one.context.db.read() as session:
            checked = check_here(one.context, session, text, str(path))
            first = latest(session) is None
        report(checked, one.settings.language)
        if checked.mapping is None:
            raise NotDone("nothing was published", word="mapping_has_problems")
        from_ = int(valid_from.replace(tzinfo=one.settings.zone).timestamp()) if valid_from else None
        if from_ is not None and from_ < one.context.now() and not first:
            raise NotDone("publishing does not touch the past; mapping recompute does", word="day_is_past")
        number = publish_mapping(one.context, text, one.context.packs, by, from_, reason, supersede)
        click.echo(f"published as version {number}")


def text_of(path: Path) -> str:
    """The file's text with the line ends it has: what is published is the file, byte for byte."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise NotDone(f"cannot read the mapping {path}: {why}", word="mapping_not_read") from error


@mapping.command("list")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
def list_(limit: int) -> None:
    """Published versions, the newest first: number, state, from when, when and by whom, why."""
    with cop() as one, one.context.db.read() as session:
        zone = one.settings.zone
        for each in versions(session, one.context.now(), limit=limit):
            from_ = local(zone, each.valid_from) if each.valid_from else "the beginning"
            published = f"published {local(zone, each.published_at)} by {each.published_by}"
            click.echo(f"{each.number}  {each.state}  from {from_}, {published}  {each.note}".rstrip())
            if each.overtaken_by:
                click.echo(
                    f"    never came into force: version {each.overtaken_by} was published before its day"
                )


@mapping.command()
@click.argument("number", type=int)
def show(number: int) -> None:
    """Print the document of a published version, byte for byte."""
    with cop() as one, one.context.db.read() as session:
        click.echo(_version(session, number).text.encode(), nl=False)


@mapping.command()
@click.argument("number", type=int)
@click.argument("other", type=int)
def diff(number: int, other: int) -> None:
    """How version OTHER differs from version NUMBER, line by line and rule by rule."""
    with cop() as one, one.context.db.read() as session:
        before, after = _version(session, number), _version(session, other)
    for line in lines_changed(before.text, after.text, (f"version {number}", f"version {other}")):
        click.echo(line)
    for change in changes(before.text, after.text, json.loads(before.packs), json.loads(after.packs)) or ():
        click.echo(f"{change.how}: {change.part} {change.name}".rstrip())
        for where, old, new in change.details:
            click.echo(f"    {where or '·'}: {old or '–'} → {new or '–'}")


def _version(session: Session, number: int) -> MappingVersion:
    found = session.get(MappingVersion, number)
    if found is None:
        raise NotDone(f"there is no version {number}", word="no_such_version")
    return found


def local(zone: ZoneInfo, at: int) -> str:
    return datetime.fromtimestamp(at, zone).strftime("%Y-%m-%d %H:%M")


@mapping.command()
def schema() -> None:
    """Print the JSON Schema of a mapping document, for editors."""
    click.echo(json.dumps(json_schema(), indent=2))
