"""The session's cookie: signed, out of scripts' reach, and Secure wherever the desk is reached by https."""

from __future__ import annotations

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface


class CarefulSessions(SecureCookieSessionInterface):
    """One setting for every way of running: http on a laptop, https behind a proxy."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure or super().get_cookie_secure(app)
