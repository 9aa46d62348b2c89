"""Bringing both files, or the PostgreSQL database, to the tables this version needs: one alembic history for the
inbox and one for all else, run when a process starts.

A new revision: ``python -m connector.models.migrations main "what it changes"`` (or ``inbox``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, func, select

from connector.models import (
    clients,
    credit,
    desk,
    flags,
    lms,
    manual,
    mapping,
    outbox,
    own_posts,
    people,
    preview,
    sessions,
    state,
)
from connector.models.base import Base
from connector.models.dialects import SCOPE, is_server
from connector.models.inbox import InboxBase

METADATA: dict[str, MetaData] = {"main": Base.metadata, "inbox": InboxBase.metadata}
TABLES = (
    clients,
    credit,
    desk,
    flags,
    lms,
    manual,
    mapping,
    outbox,
    own_posts,
    people,
    preview,
    sessions,
    state,
)
"""Imported so that every table is known."""
MIGRATING = 1
"""Second half of the key of the lock under which tables are changed."""


def config(history: str, connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / history))
    made.attributes["connection"] = connection
    made.attributes["metadata"] = METADATA[history]
    made.attributes["include_object"] = ours
    made.attributes["version_table"] = _version_table(history, connection)
    return made


def ours(_object: Any, name: str | None, kind: str, _found: bool, _other: Any) -> bool:
    """Leaves out of a comparison what no model tells of: the notes on how far a history is, an index of PostgreSQL."""
    noted = kind == "table" and str(name).startswith("alembic_version")
    return not noted and not (kind == "index" and name == "ix_inbox_event_new")


def _version_table(history: str, connection: Connection) -> str:
    """Where a history notes how far it is: each has one of its own, also in one database."""
    shared = is_server(connection) and history != "main"
    return f"alembic_version_{history}" if shared else "alembic_version"


def upgrade(history: str, engine: Engine) -> None:
    """To the newest revision; nothing is locked if it is there already."""
    if current(history, engine):
        return
    with engine.execution_options(writes=True).begin() as connection:
        if is_server(connection):  # many processes may begin at once; the later ones find it done
            connection.execute(select(func.pg_advisory_xact_lock(SCOPE, MIGRATING)))
        command.upgrade(config(history, connection), "head")


def current(history: str, engine: Engine) -> bool:
    """Whether the tables are those this version needs."""
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(config(history, connection))
        options = {"version_table": _version_table(history, connection)}
        found = MigrationContext.configure(connection, opts=options).get_current_heads()
        return found == tuple(scripts.get_heads())
