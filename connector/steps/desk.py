"""Desk users: local accounts with argon2id passwords."""

from __future__ import annotations

import re
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from connector.errors import NotDone
from connector.models.desk import DeskUser
from connector.steps.audit import note
from connector.steps.context import Context

ROLES = ("admin", "approver", "hr", "auditor")
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
SHORTEST = 10

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody's password")
"""Verified for unknown names too, so that the time of an answer tells nothing."""


@dataclass(frozen=True)
class NewUser:
    username: str
    password: str
    role: str
    identifier: str = ""


def put_user(context: Context, new: NewUser, by: str) -> None:
    """Adds a user or replaces password, role and identifier."""
    if not NAME.fullmatch(new.username):
        raise NotDone("a user name has small letters, digits, dots and hyphens", word="bad_username")
    if len(new.password) < SHORTEST:
        raise NotDone(f"a password has at least {SHORTEST} characters", word="password_too_short")
    with context.db.write() as session:
        user = DeskUser(username=new.username, password=_hasher.hash(new.password), role=new.role)
        user.identifier, user.created_at = new.identifier.replace(" ", ""), context.now()
        session.merge(user)
        note(session, context.now(), by, "put", f"user:{new.username}", {"role": new.role})


def signed_in(context: Context, username: str, password: str) -> DeskUser | None:
    """The user if the password is theirs."""
    with context.db.read() as session:
        user = session.get(DeskUser, username)
        try:
            _hasher.verify(user.password if user else _NOBODY, password)
        except (VerifyMismatchError, InvalidHashError):
            return None
        if user is not None:
            session.expunge(user)
        return user


def user_named(context: Context, username: str) -> DeskUser | None:
    with context.db.read() as session:
        user = session.get(DeskUser, username)
        if user is not None:
            session.expunge(user)
        return user
