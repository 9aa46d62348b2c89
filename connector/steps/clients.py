"""Programs that may ask the API: each has a name, scopes, and a token that is shown once."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.clients import ApiClient
from connector.steps.audit import note
from connector.steps.context import Context

SCOPES = ("read:activity", "read:credits", "read:people", "read:admin", "write:messages")
"""What came and what it meant; credit; names and NIPs in all of these; the rest of the desk; sending again."""
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
BEGINS = "cop_"
"""So that whoever finds a token somewhere knows what it is."""
SEEN_S = 300


def add_client(context: Context, name: str, scopes: Collection[str], by: str) -> str:
    """Its token; nobody can tell it a second time."""
    if not NAME.fullmatch(name):
        raise NotDone("a client's name has small letters, digits and . _ -", word="bad_client_name")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise NotDone(f"a client has one or more of {', '.join(SCOPES)}", word="bad_scopes")
    token, now = BEGINS + secrets.token_urlsafe(32), context.now()
    told = [scope for scope in SCOPES if scope in scopes]
    with context.db.write() as session:
        if session.get(ApiClient, name) is not None:
            raise NotDone(f"there is, or was, a client {name} already", word="client_taken")
        session.add(ApiClient(name=name, token=_hashed(token), scopes=told, created_at=now, created_by=by))
        note(session, now, by, "put", f"client:{name}", {"scopes": told})
    return token


def revoke_client(context: Context, name: str, by: str) -> None:
    """Its token is refused from now on. For good: another client needs another name."""
    with context.db.write() as session:
        client = session.get(ApiClient, name)
        if client is None:
            raise NotDone(f"there is no client {name}", word="no_such_client")
        if client.revoked_at is None:
            client.revoked_at = context.now()
            note(session, context.now(), by, "revoke", f"client:{name}")


def client_with(context: Context, token: str) -> ApiClient | None:
    """Whose token it is; None if it is nobody's, or no longer. Its use is noted."""
    with context.db.read() as session:
        client = _found(session, token)
    if client is None or client.revoked_at is not None:
        return None
    if client.used_at is None or client.used_at + SEEN_S <= context.now():
        # Not each time: asking would wait for whoever writes.
        with context.db.write(f"client:{client.name}") as session:
            session.get_one(ApiClient, client.name).used_at = context.now()
    return client


def _found(session: Session, token: str) -> ApiClient | None:
    client = session.scalars(select(ApiClient).where(ApiClient.token == _hashed(token))).first()
    if client is not None:
        session.expunge(client)
    return client


def _hashed(token: str) -> str:
    """Long and random as it is, it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
