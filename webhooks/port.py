"""What the receive path needs of the application; it is found under ``app.extensions["cop"]``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from connector.steps.inbox_rows import AnyInbox


class SourceSettings(Protocol):
    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """Accepted shared secrets: none refuses everything, two while one is replaced."""


class Receiving(Protocol):
    @property
    def inbox(self) -> AnyInbox: ...

    @property
    def sources(self) -> Mapping[str, SourceSettings]:
        """By the name that stands in the address."""

    @property
    def max_body(self) -> int:
        """Bytes."""
