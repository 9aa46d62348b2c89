"""Comparing a shared secret."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from connector.errors import BadSecret


def check(offered: bytes, accepted: Sequence[str]) -> None:
    """Raise :class:`BadSecret` unless ``offered`` is one of the accepted secrets (two while one is replaced).

    Refuses when none is configured or offered. Every secret is compared, so that the time taken does not tell
    which one matched.
    """
    matched = False
    for secret in accepted:
        matched |= bool(secret) and hmac.compare_digest(offered, secret.encode())
    if not matched:
        raise BadSecret("the shared secret is missing or wrong")
