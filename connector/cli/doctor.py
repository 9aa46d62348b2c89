"""Looking over: doctor, and the comparison with a spreadsheet kept by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from connector.app import examine
from connector.cli.common import cop
from connector.cli.looking import chosen
from connector.errors import NotDone
from connector.steps.compare import Kind, compare
from connector.steps.compare_table import left_lines, lines, table
from connector.steps.doctor.finding import Level
from connector.steps.doctor.words import Said, as_json, said
from connector.steps.explain import Teller
from schemas.handmade_list import read_list

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


@click.command("compare")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--csv", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write a CSV there.")
@click.option("--language", type=click.Choice(["id", "en"]), help="The institution's by default.")
def compare_(file: Path, out: Path | None, language: str | None) -> None:
    """Compare FILE (CSV or XLSX kept by hand: person, community, month, JP) with what the connector gives, and why."""
    told = read_list(file.read_bytes())
    with cop() as one, one.context.db.read() as session:
        teller = Teller(one.context, session, language or one.settings.language)
        if told.problems and not told.rows:
            word = told.problems[0].word
            raise NotDone(teller.say(f"compare-left-{word}"), word=word)
        found = compare(session, told)
        if out is not None:
            out.write_bytes(table(teller, found))
        for line in lines(teller, found) if out is None else ():
            what = "\t".join((line.what, line.name, line.community, line.month))
            click.echo(
                f"{what}\t{teller.say('compare-amounts', theirs=line.theirs, ours=line.ours, unit=found.scheme.unit)}"
            )
            for why in line.why:
                click.echo(f"      {why}")
        for number, why, value in left_lines(teller, found):
            click.echo(f"{teller.say('compare-line', line=number)}: {value}: {why}", err=True)
        counts = [teller.say(f"compare-count-{kind}", count=found.count(kind)) for kind in Kind]
        click.echo(", ".join(counts), err=True)
