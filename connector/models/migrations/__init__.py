"""Bringing both files to the tables this version needs: one alembic history each, run when a process starts.

A new revision: ``python -m connector.models.migrations main "what it changes"`` (or ``inbox``).
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData

from connector.models import credit, desk, lms, mapping, outbox, own_posts, people, sessions, state
from connector.models.base import Base
from connector.models.inbox import InboxBase

METADATA: dict[str, MetaData] = {"main": Base.metadata, "inbox": InboxBase.metadata}
TABLES = (credit, desk, lms, mapping, outbox, own_posts, people, sessions, state)
"""Imported so that every table is known."""


def config(history: str, connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / history))
    made.attributes["connection"] = connection
    made.attributes["metadata"] = METADATA[history]
    return made


def upgrade(history: str, engine: Engine) -> None:
    """To the newest revision; nothing is locked if it is there already."""
    if current(history, engine):
        return
    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(config(history, connection), "head")


def current(history: str, engine: Engine) -> bool:
    """Whether the tables are those this version needs."""
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(config(history, connection))
        return MigrationContext.configure(connection).get_current_heads() == tuple(scripts.get_heads())
