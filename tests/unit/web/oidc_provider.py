"""A small OpenID provider that listens on a real port: discovery, code with PKCE, signed ID tokens.

It signs in whoever ``claims`` says, without asking; ``spoil`` changes the ID token's claims at the last moment.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import ECKey
from werkzeug.serving import make_server

CLIENT, SECRET = "cop-connector", "a-secret"


def key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": secrets.token_hex(4), "use": "sig", "alg": "ES256"})


@dataclass
class Provider:
    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "1", "preferred_username": "retno"})
    spoil: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    key: ECKey = field(default_factory=key)
    signs_with: ECKey | None = None
    """Another key than the one it tells of."""
    tells_issuer: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    """What the last browser came with."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def discovery(self) -> ResponseReturnValue:
        return jsonify(
            issuer=self.tells_issuer or self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/keys",
            response_types_supported=["code"],
            id_token_signing_alg_values_supported=["ES256", "HS256", "none"],
            code_challenge_methods_supported=["S256"],
        )

    def keys(self) -> ResponseReturnValue:
        return jsonify(keys=[self.key.as_dict(private=False)])

    def authorize(self) -> ResponseReturnValue:
        self.asked = request.args.to_dict()
        code = secrets.token_urlsafe()
        self.codes[code] = self.asked
        answer = urlencode({"code": code, "state": self.asked["state"]})
        return redirect(f"{self.asked['redirect_uri']}?{answer}")

    def token(self) -> ResponseReturnValue:
        asked = self.codes.pop(request.form.get("code", ""), None)
        verifier = request.form.get("code_verifier", "")
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        who = request.authorization
        wrong = {
            "code": asked is None,
            "pkce": asked is not None and asked.get("code_challenge") != digest,
            "redirect": asked is not None and request.form.get("redirect_uri") != asked["redirect_uri"],
            "client": who is None or (who.username, who.password) != (CLIENT, SECRET),
        }
        self.refusals = [word for word, is_so in wrong.items() if is_so]
        if asked is None or self.refusals:
            return jsonify(error="invalid_grant"), 400
        return jsonify(access_token="t", token_type="Bearer", expires_in=60, id_token=self._id_token(asked))

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        told = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"]}
        signer = self.signs_with or self.key
        header = {"alg": "ES256", "kid": self.key.kid}
        return jwt.encode(header, self.spoil(told | self.claims), signer)


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    app = Flask("provider")
    app.add_url_rule("/.well-known/openid-configuration", view_func=provider.discovery)
    app.add_url_rule("/keys", view_func=provider.keys)
    app.add_url_rule("/authorize", view_func=provider.authorize)
    app.add_url_rule("/token", view_func=provider.token, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
