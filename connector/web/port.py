"""What the desk needs of the application; it is found under ``app.extensions["cop"]``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from werkzeug.wrappers import Response

from connector.steps.context import Context
from connector.steps.doctor.finding import Finding
from connector.steps.inbox_rows import AnyInbox


class SourceSettings(Protocol):
    @property
    def base_url(self) -> str: ...


class OidcSettings(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def user_claim(self) -> str: ...

    @property
    def identifier_claim(self) -> str | None: ...

    @property
    def roles_claim(self) -> str | None: ...

    @property
    def roles(self) -> Mapping[str, str]: ...


class Identity(Protocol):
    """The institution's own sign-in (``connector.identity``)."""

    def lead(self, back: str) -> Response: ...

    def told(self) -> Mapping[str, Any]: ...


class Settings(Protocol):
    @property
    def language(self) -> str:
        """The institution's: ``id`` or ``en``."""

    @property
    def sources(self) -> Mapping[str, SourceSettings]: ...

    @property
    def metrics_token(self) -> str | None: ...

    @property
    def oidc(self) -> OidcSettings | None: ...


class Serving(Protocol):
    @property
    def settings(self) -> Settings: ...

    @property
    def context(self) -> Context: ...

    @property
    def inbox(self) -> AnyInbox: ...

    def examine(self) -> Sequence[Finding]:
        """Looks everything over; takes up to a minute."""

    @property
    def identity(self) -> Identity | None: ...
