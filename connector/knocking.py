"""Our own receive address, tried from outside as a sender would: a POST that carries the source's secret.

May import: requests, connector.lms.address, connector.errors. Does not belong here: what came of the event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import requests

from connector.errors import NotDone
from connector.lms.address import careful_session

TIMEOUTS = (5.0, 10.0)
"""Seconds to connect, and to be answered."""
ACCEPTED = 202


class FrontDoor:
    def __init__(self, address: str, secrets: Mapping[str, Sequence[str]]) -> None:
        """``address``: ``https://cop.example.go.id``, empty if nobody said it. ``secrets``: of each source."""
        self.address = address.rstrip("/")
        self._secrets = secrets

    def __repr__(self) -> str:
        return f"FrontDoor({self.address!r})"

    def opens_for(self, source: str) -> bool:
        """Whether this source has a secret, without which every event is refused."""
        return bool(self._secrets.get(source))

    def knock(self, source: str, body: Mapping[str, Any]) -> None:
        """Posts as ``local_webhooks`` does. ``NotDone``: closed, tls, refused, elsewhere or full."""
        token = self._secrets[source][0]
        url = f"{self.address}/webhooks/moodle/{source}"
        try:
            # It is our own address, wherever it lies; redirected, the secret would go on to whoever is named.
            with careful_session(allow_private_address=True) as session:
                answer = session.post(
                    url, json={**body, "token": token}, timeout=TIMEOUTS, allow_redirects=False
                )
        except requests.exceptions.SSLError as error:
            raise NotDone("the certificate is not trusted", word="tls") from error
        except requests.RequestException as error:
            raise NotDone("no connection", word="closed") from error
        if answer.status_code != ACCEPTED:
            raise NotDone(f"HTTP {answer.status_code}", word=_word(answer.status_code))


def _word(status: int) -> str:
    if status == 401:
        return "refused"
    return "full" if status == 503 else "elsewhere"
