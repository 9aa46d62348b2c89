"""What can take a mail: one small protocol."""

from __future__ import annotations

from typing import Protocol


class Mailbox(Protocol):
    def send(self, subject: str, text: str) -> None:
        """To everybody it is set up for. Raises ``NotMailed``; some of them may have got it all the same."""
        ...
