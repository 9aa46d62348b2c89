"""Data: export, backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from config.settings import read_settings
from connector.cli.common import cop
from connector.steps import backup as backups
from connector.steps import export as exports
from connector.steps import export_recognition, export_sessions, export_summaries
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
    waiting = backups.restore(settings.database_url, file, settings.now())
    with cop() as one:
        for source in one.context.sources:
            begin(one.context, source)
    click.echo(f"restored; {waiting} messages will look before they send; a reconcile is laid out", err=True)
