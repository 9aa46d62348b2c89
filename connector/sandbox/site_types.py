"""What the site and its deeds agree on."""

from collections.abc import Callable

from connector.sandbox.rows import Tables

Change = Callable[[Tables], None]
"""What a transaction does to the state."""
