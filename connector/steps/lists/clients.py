"""Programs that may ask the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from connector.models.clients import ApiClient
from connector.steps.lists.listing import Listing, Sort
from connector.steps.telling import Teller


@dataclass(frozen=True)
class ClientLine:
    client: str
    scopes: str
    """With spaces between."""
    created_at: int
    created_by: str
    used_at: int | None
    """To within five minutes."""
    revoked_at: int | None


def _plain(_teller: Teller, found: Sequence[Any]) -> list[ClientLine]:
    return [
        ClientLine(
            client=one.name,
            scopes=" ".join(one.scopes),
            created_at=one.created_at,
            created_by=one.created_by,
            used_at=one.used_at,
            revoked_at=one.revoked_at,
        )
        for (one,) in found
    ]


CLIENTS = Listing(
    name="clients",
    row=ClientLine,
    query=select(ApiClient),
    sorts=(Sort("name", (ApiClient.name,)), Sort("name_down", (ApiClient.name,), down=True)),
    plain=_plain,
    words=lambda words: ApiClient.name.icontains(words, autoescape=True),
)
