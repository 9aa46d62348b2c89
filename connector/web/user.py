"""Who is signed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask_login import current_user

from connector.models.desk import DeskUser


@dataclass(frozen=True)
class User:
    """A desk user as flask-login wants one."""

    username: str
    role: str
    identifier: str
    stamp: str
    """Changes with the password, so that a new one ends the sessions begun with the old."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    @classmethod
    def of(cls, row: DeskUser) -> User:
        stamp = hashlib.sha256(row.password.encode()).hexdigest()[:16]
        return cls(row.username, row.role, row.identifier, stamp)

    def get_id(self) -> str:
        return f"{self.username}|{self.stamp}"

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"


def me() -> User | None:
    """The signed-in user of this request."""
    user = current_user._get_current_object()
    return user if isinstance(user, User) else None
