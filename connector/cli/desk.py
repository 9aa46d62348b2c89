"""People at the desk."""

from __future__ import annotations

import click

from connector.cli.common import cop, operator
from connector.steps import desk


@click.group()
def user() -> None:
    """Who may sign in at the desk."""


@user.command()
@click.argument("username")
@click.option("--role", type=click.Choice(desk.ROLES), default="approver", show_default=True)
@click.option("--identifier", help="Their NIP, so that they cannot decide on their own records.")
@click.option(
    "--no-member", is_flag=True, help="They have no account in any LMS, so there is nothing of their own."
)
@click.option(
    "--community", "communities", multiple=True, help="Of an approver: only these; all if left out."
)
@click.option(
    "--password", envvar="COP_DESK_PASSWORD", prompt=True, hide_input=True, confirmation_prompt=True
)
def add(
    username: str,
    role: str,
    identifier: str | None,
    communities: tuple[str, ...],
    password: str,
    *,
    no_member: bool,
) -> None:
    """Add a desk user, or give one a new password, role and identifier."""
    if bool(identifier) == no_member:
        raise click.UsageError("say who they are: --identifier NIP, or --no-member")
    new = desk.NewUser(username, password, role, identifier or "", communities or None)
    with cop() as one:
        desk.put_user(one.context, new, operator())
