"""The sender ``local_webhooks``: JSON whatever its Content-Type says, the secret in the body's key ``token``.

Its form type ``x-www-form-urlencoded`` changes the header only; the body is JSON all the same.
https://moodle.org/plugins/local_webhooks
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connector.errors import BadSecret
from webhooks import body, secret


def load(raw: bytes, accepted: Sequence[str]) -> dict[str, Any]:
    """The verified body. It has to be parsed first, since the secret lies within."""
    parsed = body.from_json(raw)
    token = parsed.pop("token", None)
    if not isinstance(token, str):
        raise BadSecret("the body has no key token with the shared secret")
    # JSON can spell half a surrogate pair, which UTF-8 proper cannot.
    secret.check(token.encode(errors="surrogatepass"), accepted)
    return parsed
