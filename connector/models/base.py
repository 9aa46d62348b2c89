"""The declarative base, the naming convention that alembic needs to change constraints on SQLite, and the two
column types that must be said once for both engines."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""Ids and epoch seconds need 64 bits; SQLite has them in every INTEGER, and counts up only in one of that name."""
WORDS = String().with_variant(String(collation="C"), "postgresql")
"""Ordered by code points on both engines: pages and exports must not depend on a server's language."""
COLUMN_TYPES: dict[Any, Any] = {int: WHOLE, str: WORDS, dict[str, Any]: JSON, list[Any]: JSON}


class Base(DeclarativeBase):
    """Everything but the inbox, which has a history of its own (see :mod:`connector.models.inbox`)."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = COLUMN_TYPES
