"""Looking over: doctor, and the comparison with a spreadsheet kept by hand."""

from __future__ import annotations

import json
import sys

import click

from connector.app import examine
from connector.cli.common import cop
from connector.cli.looking import chosen
from connector.steps.doctor.finding import Level
from connector.steps.doctor.words import Said, as_json, said

SIGNS = {Level.OK: "ok  ", Level.LOOK: "look", Level.WARNING: "WARN", Level.BAD: "BAD "}


@click.command()
@click.option("--source", "sources", multiple=True, help="Only this source; may be given more than once.")
@click.option(
    "--address",
    default=None,
    metavar="URL",
    help="Where the LMS reaches us, for the test event; institution.address, else http://127.0.0.1:8080.",
)
@click.option("--language", type=click.Choice(["id", "en"]), help="The institution's by default.")
@click.option("--json", "as_json_", is_flag=True, help="For machines.")
def doctor(sources: tuple[str, ...], address: str | None, language: str | None, *, as_json_: bool) -> None:
    """Look a site and HR's targets over: what is wrong, why it matters, what to click. Exit 1 if something is bad.

    Changes nothing but a test event of its own, which needs a running serve (or worker) to go all the way round.
    """
    with cop() as one:
        spoken = language or one.settings.language
        names = chosen(one, sources) if sources else []
        found = examine(one, names, address or one.settings.address or "http://127.0.0.1:8080")
        if as_json_:
            told = [as_json(one.context, each, spoken) for each in found]
            click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        else:
            for each in found:
                _print(said(one.context, each, spoken))
    sys.exit(any(each.level is Level.BAD for each in found))


def _print(told: Said) -> None:
    click.echo(f"{SIGNS[told.level]}  {told.of}  {told.word}\n      {told.what}")
    for line in filter(None, (told.why, told.cure)):
        click.echo(f"      → {line}")
