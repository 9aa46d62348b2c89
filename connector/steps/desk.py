"""Desk users: their roles, and local accounts with argon2id passwords."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.desk import DeskUser
from connector.steps.audit import note
from connector.steps.context import Context

ROLES = ("admin", "approver", "hr", "auditor")
NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}")
SHORTEST = 10

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody's password")
"""Verified for unknown names too, so that the time of an answer tells nothing."""


@dataclass(frozen=True)
class NewUser:
    username: str
    password: str
    """Empty: they sign in elsewhere."""
    role: str
    identifier: str = ""
    communities: tuple[str, ...] | None = None
    """Of an approver: the only ones they see and decide on; None = all."""


def put_user(context: Context, new: NewUser, by: str) -> None:
    """Adds a user or replaces password, role and all else; whoever was disabled may sign in again."""
    _checked(new)
    with context.db.write() as session:
        if (known := session.get(DeskUser, new.username)) is not None:
            _not_the_last_admin(session, known, keeps=new.role == "admin")
        user = known or DeskUser(username=new.username, created_at=context.now(), sessions=0)
        user.password = _hasher.hash(new.password) if new.password else ""
        user.disabled_at = None
        _fill(user, new)
        session.add(user)
        note(session, context.now(), by, "put", f"user:{new.username}", _told(user))


def add_user(context: Context, new: NewUser, by: str) -> None:
    """As :func:`put_user`, for a name that is not taken."""
    if user_named(context, new.username) is not None:
        raise NotDone(f"there is a user {new.username} already", word="username_taken")
    put_user(context, new, by)


def _checked(new: NewUser) -> None:
    if not NAME.fullmatch(new.username):
        raise NotDone("a user name has small letters, digits and . _ @ + -", word="bad_username")
    if new.password and len(new.password) < SHORTEST:
        raise NotDone(f"a password has at least {SHORTEST} characters", word="password_too_short")
    if new.role not in ROLES:
        raise NotDone(f"there is no role {new.role}", word="bad_role")


def _fill(user: DeskUser, new: NewUser) -> None:
    user.role, user.identifier = new.role, new.identifier.replace(" ", "")
    limited = new.role == "approver" and new.communities is not None
    user.communities = sorted(new.communities or ()) if limited else None
    user.sessions += 1


def _told(user: DeskUser) -> dict[str, Any]:
    told = {"role": user.role, "identifier": bool(user.identifier)}
    return told if user.communities is None else told | {"communities": user.communities}


def change_user(context: Context, new: NewUser, by: str) -> None:
    """Another role, NIP or communities; their sessions end. The password stays."""
    _checked(new)
    with context.db.write() as session:
        user = _user(session, new.username)
        _not_the_last_admin(session, user, keeps=new.role == "admin")
        _fill(user, new)
        note(session, context.now(), by, "change", f"user:{user.username}", _told(user))


def set_password(context: Context, username: str, password: str, by: str) -> None:
    """Their sessions end."""
    if len(password) < SHORTEST:
        raise NotDone(f"a password has at least {SHORTEST} characters", word="password_too_short")
    with context.db.write() as session:
        user = _user(session, username)
        user.password = _hasher.hash(password)
        user.sessions += 1
        note(session, context.now(), by, "password", f"user:{username}")


def disable_user(context: Context, username: str, by: str) -> None:
    """They are signed out, and cannot sign in."""
    with context.db.write() as session:
        user = _user(session, username)
        _not_the_last_admin(session, user, keeps=False)
        user.disabled_at = user.disabled_at or context.now()
        user.sessions += 1
        note(session, context.now(), by, "disable", f"user:{username}")


def enable_user(context: Context, username: str, by: str) -> None:
    with context.db.write() as session:
        _user(session, username).disabled_at = None
        note(session, context.now(), by, "enable", f"user:{username}")


def _user(session: Session, username: str) -> DeskUser:
    user = session.get(DeskUser, username)
    if user is None:
        raise NotDone(f"there is no user {username}", word="no_such_user")
    return user


def _not_the_last_admin(session: Session, user: DeskUser, *, keeps: bool) -> None:
    """Or nobody could let anybody in any more."""
    if keeps or user.role != "admin" or user.disabled_at is not None:
        return
    others = select(DeskUser.username).where(
        DeskUser.role == "admin", DeskUser.disabled_at.is_(None), DeskUser.username != user.username
    )
    if session.scalar(others.limit(1)) is None:
        raise NotDone(f"{user.username} is the last admin", word="last_admin")


def signed_in(context: Context, username: str, password: str) -> DeskUser | None:
    """The user if the password is theirs and they may sign in."""
    user = user_named(context, username)
    try:
        _hasher.verify(user.password if user else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return user if user is not None and user.disabled_at is None else None


@dataclass(frozen=True)
class Visitor:
    """Somebody whom the institution's own sign-in vouches for."""

    username: str
    identifier: str = ""
    """Their NIP, if it tells it."""
    role: str = ""
    """What its groups make of them; empty = nothing."""
    roles_are_told: bool = False
    """Whether it says who has which role."""


def came_from_elsewhere(context: Context, who: Visitor) -> DeskUser | None:
    """The desk user they are; None if they are nobody here.

    Whoever was added by hand keeps the role given by hand. Where roles are told, others come and go with them.
    """
    known = user_named(context, who.username) if NAME.fullmatch(who.username) else None
    if known is not None and known.disabled_at is not None:
        return None
    if not who.roles_are_told or (known is not None and not known.elsewhere):
        return known
    if not who.role or not NAME.fullmatch(who.username):
        return None
    told = NewUser(who.username, "", who.role, who.identifier)
    if known is None or (known.role, known.identifier) != (told.role, told.identifier.replace(" ", "")):
        _let_in(context, told)
    return user_named(context, who.username)


def _let_in(context: Context, told: NewUser) -> None:
    with context.db.write() as session:
        user = session.get(DeskUser, told.username) or DeskUser(
            username=told.username, password="", created_at=context.now(), sessions=0, elsewhere=True
        )
        within = None if user.communities is None else tuple(user.communities)
        _fill(user, replace(told, communities=within))
        session.add(user)
        note(session, context.now(), "oidc", "put", f"user:{told.username}", _told(user))


def user_named(context: Context, username: str) -> DeskUser | None:
    with context.db.read() as session:
        user = session.get(DeskUser, username)
        if user is not None:
            session.expunge(user)
        return user
