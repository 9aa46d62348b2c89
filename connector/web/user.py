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
    communities: tuple[str, ...] | None
    """The only ones they see and decide on; None = all."""
    stamp: str
    """Changes with the password and whatever else ends the sessions begun before."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    @classmethod
    def of(cls, row: DeskUser) -> User:
        stamp = hashlib.sha256(f"{row.sessions}|{row.password}".encode()).hexdigest()[:16]
        within = None if row.communities is None or row.role != "approver" else tuple(row.communities)
        return cls(row.username, row.role, row.identifier, within, stamp)

    def get_id(self) -> str:
        return f"{self.username}|{self.stamp}"

    @property
    def power(self) -> str:
        """What a view has to allow: the role; of an approver for some communities ``approver_of``."""
        return self.role if self.communities is None else "approver_of"

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"

    @property
    def decides(self) -> bool:
        """Whether they decide on records and sessions."""
        return self.role in ("admin", "approver")


def me() -> User | None:
    """The signed-in user of this request."""
    user = current_user._get_current_object()
    return user if isinstance(user, User) else None


def within(community: str) -> bool:
    """Whether whoever is signed in may see what belongs to a community."""
    user = me()
    return user is not None and (user.communities is None or community in user.communities)
