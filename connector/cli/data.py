"""Data: export, backup, restore."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from config.settings import read_settings
from connector.cli.common import cop
from connector.models.database import is_server_url
from connector.steps import backup as backups
from connector.steps import export as exports
from connector.steps import export_recognition, export_sessions, export_summaries, moving
from connector.steps.reconcile import begin

COMPUTED = {
    "sessions": export_sessions.sessions,
    "attendance": export_sessions.attendance,
    "recognition": export_recognition.recognition,
    "summaries": export_summaries.summaries,
}


@click.command()
@click.argument("what", type=click.Choice(["events", *exports.TABLES, *COMPUTED]))
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def export(what: str, form: str) -> None:  # noqa: ARG001 - one form so far, named so that another may come
    """Print everything of one kind, one JSON object a line, in a stable order."""
    with cop() as one, one.context.db.read() as session:
        if what in COMPUTED:
            rows = COMPUTED[what](one.context, session)
        else:
            rows = exports.events(one.inbox) if what == "events" else exports.TABLES[what](session)
        for line in exports.lines(rows):
            click.echo(line)


@click.group()
def db() -> None:
    """The database itself."""


@db.command("copy")
@click.option("--to", "target", required=True, metavar="URL", help="postgresql://user@host/database, empty.")
def copy(target: str) -> None:
    """Move everything from SQLite (COP_DATABASE_URL) to PostgreSQL. The connector must be stopped.

    Rows and hashes are compared table by table; if anything differs nothing is kept. The files stay as they are.
    """
    copied = moving.move(read_settings().database_url, target, _print_copied)
    rows = sum(each.rows for each in copied)
    click.echo(f"{rows} rows in {len(copied)} tables arrived unchanged; now set COP_DATABASE_URL", err=True)


def _print_copied(each: moving.Copied) -> None:
    click.echo(f"{each.table}\t{each.rows}\t{each.hash[:16]}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write everything to FILE (.tar.gz), while running."""
    settings = read_settings()
    with cop():
        backups.backup(settings.database_url, file, settings.now())
    click.echo(f"{file}: {file.stat().st_size} bytes", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE in place. The connector must be stopped and the old files moved away."""
    settings = read_settings()
    _go_on_from(backups.restore(settings.database_url, file, settings.now()))


@db.command()
@click.option(
    "--made", required=True, type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="When pg_dump was run."
)
def restored(made: datetime) -> None:
    """After pg_restore of a backup: have messages look before they send, and lay out a reconcile."""
    settings = read_settings()
    if not is_server_url(settings.database_url):
        raise click.UsageError("with SQLite, cop-connector restore does this itself")
    at = int(made.replace(tzinfo=settings.zone).timestamp())
    _go_on_from(backups.look_everywhere(settings.database_url, at, settings.now()))


def _go_on_from(waiting: int) -> None:
    with cop() as one:
        for source in one.context.sources:
            begin(one.context, source)
    click.echo(f"restored; {waiting} messages will look before they send; a reconcile is laid out", err=True)
