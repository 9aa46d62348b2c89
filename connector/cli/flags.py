"""Flags: what approvers should look at twice."""

from __future__ import annotations

import json

import click

from connector.cli.common import cop, operator
from connector.models.flags import Flag
from connector.steps import flags
from connector.steps.approve import approver_named
from connector.steps.explain import Teller


@click.group()
def flag() -> None:
    """What the mapping's guards find odd in records that wait; nothing is taken away by it."""


@flag.command("list")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def list_(*, as_json: bool) -> None:
    """List what nobody has judged yet: which contribution, in which record, and why it is flagged."""
    with cop() as one:
        while flags.look(one.context):
            pass
        with one.context.db.read() as session:
            teller = Teller(one.context, session, one.settings.language)
            for row in session.scalars(flags.open_flags().order_by(Flag.at, Flag.fact_id, Flag.kind)):
                name = f"{row.source}:{row.fact_kind}:{row.fact_id}:{row.kind}"
                told = {"flag": name, "record": row.record, "why": flags.words(teller, row)}
                click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\t".join(told.values()))


@flag.command()
@click.argument("name", metavar="FLAG")
@click.option("--by", default=operator, help="Who looked; nobody judges themselves.")
@click.option("--reason", required=True)
def dismiss(name: str, by: str, reason: str) -> None:
    """Say that FLAG (as the list names it) is no cause for concern."""
    source, kind, id_, what = [*name.split(":"), "", "", "", ""][:4]
    with cop() as one, one.context.db.write() as session:
        flags.dismiss(one.context, session, (source, kind, id_, what), approver_named(session, by), reason)
