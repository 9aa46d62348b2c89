"""Writes a new revision by comparing the models with a database that has all earlier ones."""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory

from alembic import command

from connector.models.database import open_engine
from connector.models.migrations import config, upgrade


def main(history: str, message: str) -> None:
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/empty.sqlite")
        upgrade(history, engine)
        with engine.execution_options(writes=True).begin() as connection:
            command.revision(config(history, connection), message, autogenerate=True)
        engine.dispose()


main(*sys.argv[1:])
