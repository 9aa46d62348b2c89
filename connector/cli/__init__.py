"""The commands. Each reads the settings from the environment; exit 0 = done, 1 = failed, 2 = wrongly used."""

from __future__ import annotations

import sys

import click

from connector.cli import (
    clients,
    credit,
    data,
    desk,
    doctor,
    explaining,
    flags,
    looking,
    mapping,
    mapping_drafts,
    messages,
    previews,
    serving,
    sessions,
    summaries,
)
from connector.errors import BadSetting, ConnectorError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cop-connector")
def cli() -> None:
    """Connects Moodle with communities of practice.

    COP_CONFIG names the institution file, COP_DATABASE_URL the database (default sqlite:///var/cop.sqlite),
    COP_SECRET_KEY signs the desk's sessions. COP_NOW (an ISO time) may stand in for the clock.
    """


for command in (
    serving.serve,
    serving.work,
    serving.worker,
    serving.reconcile,
    looking.backfill,
    doctor.doctor,
    doctor.compare_,
    serving.status,
    serving.demo,
    mapping.mapping,
    previews.try_,
    credit.approve,
    explaining.explain,
    credit.held,
    flags.flag,
    credit.period,
    credit.hr,
    messages.message,
    data.export,
    summaries.summarise,
    data.backup,
    data.restore,
    data.db,
    desk.user,
    clients.client,
    sessions.session,
    sessions.attendance,
):
    cli.add_command(command)
mapping.mapping.add_command(mapping_drafts.draft)
mapping.mapping.add_command(previews.preview)
mapping.mapping.add_command(previews.recompute_)


def main() -> None:
    """The console script."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(1)
    except BadSetting as error:
        click.echo(f"{error}", err=True)
        sys.exit(2)
    except ConnectorError as error:
        click.echo(f"{error.word}: {error}", err=True)
        sys.exit(1)
