"""Why: explain."""

from __future__ import annotations

import click

from connector.cli.common import cop
from connector.steps.telling import Line
from connector.steps.why import explain as explain_lines


@click.command()
@click.argument("subject")
@click.option("--language", type=click.Choice(["id", "en"]), help="The institution's by default.")
def explain(subject: str, language: str | None) -> None:
    """Why SUBJECT came to be, or why nothing did: each step from the notice to the other side's answer.

    SUBJECT is a person (NIP, account like lms:9, or LMS user id), a record's number, an object of the LMS (post:17,
    lms:post:17, or its address there), a session (event:12), message:5, line:3 of the ledger, badge:RULE/PERSON,
    or a post of our own (discussion:31, session:event:12, week:COMMUNITY/2026-W47, thanks:…, link:31, related:31).
    """
    with cop() as one, one.context.db.read() as session:
        for line in explain_lines(
            one.context, one.inbox, session, subject, language or one.settings.language
        ):
            _print(line, 0)


def _print(line: Line, depth: int) -> None:
    click.echo("    " * depth + line.text)
    for below in line.below:
        _print(below, depth + 1)
