"""What several commands need."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from config.settings import read_settings
from connector.app import Cop, opened
from connector.logs import configure_logs


@contextmanager
def cop(*, in_haste: bool = False) -> Iterator[Cop]:
    """The institution named by the environment, opened."""
    configure_logs()
    with opened(read_settings(), in_haste=in_haste) as one:
        yield one


def operator() -> str:
    """Who sits at the keyboard, for the audit log."""
    return f"cli:{getpass.getuser()}"
