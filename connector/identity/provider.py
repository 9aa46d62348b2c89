"""One OpenID provider: discovery, code flow with PKCE, state and nonce, and a verified ID token.

https://openid.net/specs/openid-connect-core-1_0.html
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from connector.errors import LmsError, NotIdentified
from connector.lms.address import careful_session

TIMEOUTS = (5.0, 15.0)
"""Seconds to connect, and to wait for the answer's next piece."""
SIGNED_BY = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""With the provider's own key; never with our secret, never not at all."""
NOT_TOLD = (
    requests.RequestException,
    AuthlibBaseError,
    JoseError,
    LmsError,
    RuntimeError,
    ValueError,
    KeyError,
)


class Provider:
    """To be used within a request: state, nonce and verifier are kept in its session."""

    def __init__(
        self, issuer: str, client_id: str, client_secret: str, *, scope: str, allow_private_address: bool
    ) -> None:
        self._app = _App(
            FlaskIntegration("identity"),
            name="identity",
            client_id=client_id,
            client_secret=client_secret,
            server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": scope, "code_challenge_method": "S256"},
        )
        self._app.issuer = issuer
        self._app.client_cls = partial(_Session, allow_private_address=allow_private_address)

    def lead(self, back: str) -> Response:
        """Leads the browser to the provider, which sends it to ``back``; raises NotIdentified."""
        try:
            answer: Response = self._app.authorize_redirect(back)
        except NOT_TOLD as error:
            raise NotIdentified(type(error).__name__, word="provider_away") from error
        return answer

    def told(self) -> Mapping[str, Any]:
        """The claims of whoever came back with this request, verified; raises NotIdentified."""
        try:
            token = self._app.authorize_access_token(leeway=60)
        except NOT_TOLD as error:
            raise NotIdentified(type(error).__name__, word="not_verified") from error
        claims = token.get("userinfo")
        if not isinstance(claims, Mapping):
            raise NotIdentified("there was no ID token", word="not_verified")
        return claims


class _App(FlaskOAuth2App):  # type: ignore[misc]
    issuer = ""

    def load_server_metadata(self) -> dict[str, Any]:
        """Only of the issuer that was asked for, and only signatures with its own key."""
        if "_loaded_at" not in self.server_metadata:
            with self._get_session() as session:
                answer = session.request("GET", self._server_metadata_url, withhold_token=True)
                answer.raise_for_status()
                found = answer.json()
            if found.get("issuer") != self.issuer:
                raise ValueError("this is another issuer")
            algorithms = found.get("id_token_signing_alg_values_supported") or ["RS256"]
            found["id_token_signing_alg_values_supported"] = sorted(SIGNED_BY.intersection(algorithms))
            self.server_metadata.update(found, _loaded_at=True)
        known: dict[str, Any] = self.server_metadata
        return known


class _Session(OAuth2Session):  # type: ignore[misc]
    """Connects as all our sessions do."""

    def __init__(self, *args: Any, allow_private_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        careful = careful_session(allow_private_address=allow_private_address)
        self.trust_env, self.verify, self.adapters = careful.trust_env, careful.verify, careful.adapters

    def request(self, method: str, url: str, **kwargs: Any) -> requests.Response:
        answer: requests.Response = super().request(method, url, **{"timeout": TIMEOUTS, **kwargs})
        return answer
