"""Mappings: check, publish, schema."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

import click

from config.packs import read_packs
from config.settings import read_settings
from connector.cli.common import cop, operator
from connector.errors import NotDone
from connector.steps.publish import publish as publish_mapping
from connector.steps.world import current_mapping
from schemas.mapping_document import Checked, check, json_schema

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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
        file.read_text(encoding="utf-8"),
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
def publish_(file: Path | None, valid_from: datetime | None, by: str, reason: str) -> None:
    """Put FILE in force (by default the institution file's mapping). Posts before it keep their old rules."""
    with cop() as one:
        path = file or one.settings.mapping
        if path is None:
            raise click.UsageError("name a FILE, or give the institution file a mapping:")
        packs = read_packs()
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise NotDone(
                f"cannot read the mapping {path}: {error.strerror}", word="mapping_not_read"
            ) from error
        hr = set(one.settings.hr)
        with one.context.db.read() as session:
            before = current_mapping(session)
        checked = check(
            text, str(path), sources=set(one.settings.sources), hr_targets=hr, packs=packs, before=before
        )
        report(checked, one.settings.language)
        if checked.mapping is None:
            raise NotDone("nothing was published", word="mapping_has_problems")
        from_ = int(valid_from.replace(tzinfo=one.settings.zone).timestamp()) if valid_from else None
        number = publish_mapping(one.context, text, packs, by, from_, reason)
        click.echo(f"published as version {number}")


@mapping.command()
def schema() -> None:
    """Print the JSON Schema of a mapping document, for editors."""
    click.echo(json.dumps(json_schema(), indent=2))
