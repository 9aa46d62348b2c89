"""Programs that may ask the API."""

from __future__ import annotations

from datetime import datetime

import click

from connector.cli.common import cop, operator
from connector.steps import clients
from connector.steps.lists.clients import CLIENTS
from connector.steps.lists.finding import find
from connector.steps.lists.listing import Asked
from connector.steps.telling import Teller

PAGE = 200


@click.group()
def client() -> None:
    """Programs that may ask the API, each with a token and scopes."""


@client.command("add")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(clients.SCOPES))
def add_(name: str, scopes: tuple[str, ...]) -> None:
    """Let the program NAME ask. Its token is printed once, and kept nowhere."""
    with cop() as one:
        click.echo(clients.add_client(one.context, name, scopes, operator()))


@client.command("list")
def list_() -> None:
    """Each program: name, scopes, when it last asked, and since when it is revoked."""
    after = ""
    with cop() as one, one.context.db.read() as session:
        teller = Teller(one.context, session, one.settings.language)
        while True:
            found = find(CLIENTS, teller, None, Asked(after=after, limit=PAGE))
            for row in CLIENTS.plain(teller, found.rows):
                told = (row.client, row.scopes, _when(teller, row.used_at), _when(teller, row.revoked_at))
                click.echo("\t".join(told))
            if not (after := found.next):
                return


def _when(teller: Teller, at: int | None) -> str:
    return "-" if at is None else datetime.fromtimestamp(at, teller.context.zone).isoformat()


@client.command("revoke")
@click.argument("name")
def revoke_(name: str) -> None:
    """Refuse the token of the program NAME from now on, for good."""
    with cop() as one:
        clients.revoke_client(one.context, name, operator())
