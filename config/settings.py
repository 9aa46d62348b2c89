"""Reads ``COP_CONFIG``, ``COP_DATABASE_URL``, ``COP_SECRET_KEY`` and ``COP_NOW`` into one frozen object."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from time import time
from typing import Any
from zoneinfo import ZoneInfo

from connector.errors import BadSetting
from schemas.documents import DocumentError, load_with
from schemas.institution import InstitutionFileSchema

DEFAULT_DATABASE = "sqlite:///var/cop.sqlite"


@dataclass(frozen=True)
class SourceSettings:
    """One LMS site."""

    id: str
    base_url: str
    token: str = field(repr=False)
    webhook_secrets: tuple[str, ...] = field(repr=False)
    person_identifier: str
    """Which field of a user holds the NIP."""
    profile_field: str | None
    messages_per_minute: int
    """How many messages may be sent to it."""
    allow_private_address: bool
    connections: int
    """Reads at once, with workers on PostgreSQL; the embedded way has one."""
    token_expires: date | None = None
    read_token: Callable[[], str] | None = field(default=None, repr=False)
    """Looks where the token is kept: one that was renewed in its file is used without a restart."""


@dataclass(frozen=True)
class ReconcileSettings:
    """How often a running service reconciles by itself."""

    light_minutes: int
    whole_minutes: int
    full_at: clock_time
    """In the institution's time zone."""


@dataclass(frozen=True)
class MailSettings:
    """The mail server that takes alarms, and who gets them."""

    host: str
    port: int | None
    """None: the usual one for the security chosen."""
    security: str
    """starttls | tls | none."""
    user: str | None
    password: str | None = field(repr=False)
    sender: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class HrSettings:
    id: str
    folder: Path
    date_format: str
    code: str | None
    columns: Mapping[str, str]


@dataclass(frozen=True)
class LanguageModelSettings:
    """An OpenAI-compatible address that is sent the text of discussions."""

    url: str
    model: str
    token: str | None = field(repr=False)
    allow_private_address: bool


@dataclass(frozen=True)
class OidcSettings:
    """The institution's own sign-in, and what of it concerns the desk."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    """As people know it."""
    scope: str
    user_claim: str
    """Which claim is the desk user's name."""
    identifier_claim: str | None
    roles_claim: str | None
    """None: only who was added at the desk may come in."""
    roles: Mapping[str, str]
    """Value of that claim → role."""
    allow_private_address: bool


@dataclass(frozen=True)
class Settings:
    institution: str
    zone: ZoneInfo
    address: str | None
    """Where an LMS and people reach us, as far as somebody said it."""
    language: str
    live: bool
    sources: Mapping[str, SourceSettings]
    mapping: Path | None
    hr: Mapping[str, HrSettings]
    language_model: LanguageModelSettings | None
    """None: nothing of a discussion is sent anywhere but back to its LMS."""
    reconcile: ReconcileSettings | None
    """None: only by command."""
    mail: MailSettings | None
    metrics_token: str | None = field(repr=False)
    """None: only this machine may read the metrics."""
    oidc: OidcSettings | None
    keep_days: int
    max_body: int
    """Bytes a webhook may have."""
    database_url: str = field(repr=False)
    secret_key: str | None = field(repr=False)
    now: Callable[[], int]
    """Epoch seconds, or the fixed time of ``COP_NOW``."""


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Reads everything; raises ``BadSetting`` whose message says where and what would be right."""
    environ = os.environ if environ is None else environ
    path = environ.get("COP_CONFIG")
    if not path:
        raise BadSetting(
            "COP_CONFIG is not set; let it name your institution file (config/institution.example.yaml)"
        )
    loaded = _load(Path(path))
    who = loaded["institution"]
    sources = {id_: _source(id_, one, environ, Path(path).parent) for id_, one in loaded["sources"].items()}
    return Settings(
        institution=who["name"],
        zone=who["timezone"],
        address=who["address"],
        language=who["language"],
        live=loaded["mode"] == "live",
        sources=sources,
        mapping=_beside(path, loaded["mapping"]) if loaded["mapping"] else None,
        hr={id_: _hr(id_, one) for id_, one in loaded["hr"].items()},
        language_model=_language_model(loaded["language_model"], environ, Path(path).parent),
        reconcile=ReconcileSettings(**loaded["reconcile"]) if loaded["reconcile"] else None,
        mail=_mail(loaded["mail"], environ, Path(path).parent),
        metrics_token=_metrics_token(loaded["metrics"], environ, Path(path).parent),
        oidc=_oidc(loaded["oidc"], environ, Path(path).parent),
        keep_days=loaded["inbox"]["keep_days"],
        max_body=loaded["inbox"]["max_body"],
        database_url=_database(environ),
        secret_key=environ.get("COP_SECRET_KEY") or None,
        now=_clock(environ.get("COP_NOW")),
    )


def _load(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadSetting(f"cannot read the institution file {path}: {error.strerror}") from error
    try:
        loaded, _ = load_with(InstitutionFileSchema(), text, str(path))
    except DocumentError as error:
        raise BadSetting("\n".join(problem.report("en") for problem in error.problems)) from error
    return loaded


def _source(id_: str, one: Mapping[str, Any], environ: Mapping[str, str], folder: Path) -> SourceSettings:
    read_token = partial(_secret, one["token"], environ, folder, f"sources.{id_}.token")
    return SourceSettings(
        id=id_,
        base_url=one["base_url"].rstrip("/"),
        token=read_token(),
        token_expires=one["token_expires"],
        read_token=read_token,
        webhook_secrets=tuple(
            _secret(secret, environ, folder, f"sources.{id_}.webhook_secrets")
            for secret in one["webhook_secrets"]
        ),
        person_identifier=one["person_identifier"],
        profile_field=one["profile_field"],
        messages_per_minute=one["messages_per_minute"],
        allow_private_address=one["allow_private_address"],
        connections=one["connections"],
    )


def _hr(id_: str, one: Mapping[str, Any]) -> HrSettings:
    return HrSettings(id_, Path(one["folder"]), one["date_format"], one["code"], one["columns"])


def _language_model(
    one: Mapping[str, Any] | None, environ: Mapping[str, str], folder: Path
) -> LanguageModelSettings | None:
    if one is None:
        return None
    token = _secret(one["token"], environ, folder, "language_model.token") if one["token"] else None
    return LanguageModelSettings(one["url"], one["model"], token, one["allow_private_address"])


def _mail(one: Mapping[str, Any] | None, environ: Mapping[str, str], folder: Path) -> MailSettings | None:
    if one is None:
        return None
    password = _secret(one["password"], environ, folder, "mail.password") if one["password"] else None
    return MailSettings(**{**one, "password": password, "to": tuple(one["to"])})


def _oidc(one: Mapping[str, Any] | None, environ: Mapping[str, str], folder: Path) -> OidcSettings | None:
    if one is None:
        return None
    roles = one["roles"] or {"claim": None, "values": {}}
    told = {key: value for key, value in one.items() if key != "roles"}
    told["client_secret"] = _secret(one["client_secret"], environ, folder, "oidc.client_secret")
    return OidcSettings(**told, roles_claim=roles["claim"], roles=roles["values"])


def _metrics_token(one: Mapping[str, Any] | None, environ: Mapping[str, str], folder: Path) -> str | None:
    return _secret(one["token"], environ, folder, "metrics.token") if one else None


def _secret(where: Mapping[str, str], environ: Mapping[str, str], folder: Path, name: str) -> str:
    if "env" in where:
        value = environ.get(where["env"], "")
        if not value:
            raise BadSetting(f"{name}: the environment variable {where['env']} is not set")
        return value
    path = _beside(str(folder / "institution"), where["file"])
    try:
        value = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{name}: cannot read {path}: {error.strerror}") from error
    if not value:
        raise BadSetting(f"{name}: {path} is empty")
    return value


def _beside(path: str, name: str) -> Path:
    """A file named in the institution file: looked for beside it, then in the working directory."""
    beside = Path(path).parent / name
    return beside if beside.exists() else Path(name)


def _database(environ: Mapping[str, str]) -> str:
    url = environ.get("COP_DATABASE_URL") or DEFAULT_DATABASE
    file = url.startswith("sqlite:///") and url != "sqlite:///"
    if not file and not url.startswith(("postgresql://", "postgresql+psycopg://")):
        raise BadSetting(
            "COP_DATABASE_URL: write sqlite:///path/to/cop.sqlite or postgresql://user@host/database"
        )
    return url


def _clock(fixed: str | None) -> Callable[[], int]:
    if not fixed:
        return lambda: int(time())
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise BadSetting(f"COP_NOW: {fixed!r} is no ISO time; write 2026-11-22T08:00:00+07:00") from error
    seconds = int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    return lambda: seconds
