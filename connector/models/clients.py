"""Programs that may ask the API."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class ApiClient(Base):
    """One program; it stays for ever, so that the audit log never names another by the same name."""

    __tablename__ = "api_client"
    __table_args__ = (Index("ix_api_client_token", "token", unique=True),)

    name: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str]
    """sha256 of its token, in hex; the token itself is kept nowhere."""
    scopes: Mapped[list[Any]]
    """What it may do (:data:`connector.steps.clients.SCOPES`)."""
    created_at: Mapped[int]
    created_by: Mapped[str]
    used_at: Mapped[int | None]
    """When it last asked, to within five minutes."""
    revoked_at: Mapped[int | None]
    """Since when its token is refused."""
