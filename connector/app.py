"""The composition root: settings become a context, an inbox, a runner and a Flask application."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from config.packs import read_packs, read_starters
from config.settings import (
    HrSettings,
    LanguageModelSettings,
    MailSettings,
    ReconcileSettings,
    Settings,
    SourceSettings,
    read_settings,
)
from connector import web
from connector.errors import BadSetting
from connector.hr.simpeg_file import FileLayout
from connector.identity.provider import Provider
from connector.knocking import FrontDoor
from connector.lms.moodle import Moodle
from connector.logs import configure_logs
from connector.mail.smtp import Smtp
from connector.models.database import Database, inbox_url, is_server_url, open_engine
from connector.models.dialects import is_server
from connector.models.migrations import upgrade
from connector.phrasing.chat import Chat
from connector.runner.courtesy import Courtesy
from connector.steps.context import Context, FileTarget, Tiers
from connector.steps.doctor.examine import examine as look_over
from connector.steps.doctor.finding import Finding
from connector.steps.inbox import Inbox
from connector.steps.inbox_rows import AnyInbox
from connector.steps.inbox_server import ServerInbox
from webhooks.views import blueprint as webhooks

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NO_KEY = "COP_SECRET_KEY is not set; make one with: python -c 'import secrets; print(secrets.token_hex())'"
QUICKLY = (5.0, 10.0)
"""Seconds to connect and to be answered, where a person waits."""


@dataclass
class Cop:
    """One running institution: what routes find under ``app.extensions["cop"]``."""

    settings: Settings
    context: Context
    inbox: AnyInbox
    inbox_engine: Engine
    listens_at: str = ""
    """Where this very process listens; empty: it does not, or many do."""
    courtesy: Courtesy = field(default_factory=Courtesy)
    """Between answers and work where one process does both."""
    identity: Provider | None = None
    """The institution's own sign-in."""

    @property
    def sources(self) -> Mapping[str, SourceSettings]:
        return self.settings.sources

    @property
    def max_body(self) -> int:
        return self.settings.max_body

    def examine(self) -> list[Finding]:
        """Everything, by the address that was said, else where this process listens."""
        return examine(self, (), self.settings.address or self.listens_at)

    def close(self) -> None:
        self.inbox.close()
        self.inbox_engine.dispose()
        self.context.db.close()


def open_cop(settings: Settings, *, in_haste: bool = False) -> Cop:
    """Opens (and migrates) both files, or the database, and makes the clients; nothing is sent or read yet."""
    database = Database(settings.database_url)
    upgrade("main", database.engine)
    inbox_engine = open_engine(inbox_url(settings.database_url))
    upgrade("inbox", inbox_engine)
    context = Context(
        db=database,
        now=settings.now,
        zone=settings.zone,
        institution=settings.institution,
        live=settings.live,
        sources={id_: _moodle(source) for id_, source in settings.sources.items()},
        addresses={id_: source.base_url for id_, source in settings.sources.items()},
        profile_fields={id_: one.profile_field for id_, one in settings.sources.items() if one.profile_field},
        paces={id_: one.messages_per_minute for id_, one in settings.sources.items()},
        hr={id_: _file_target(one) for id_, one in settings.hr.items()},
        language_model=_chat(settings.language_model) if settings.language_model else None,
        tiers=_tiers(settings.reconcile) if settings.reconcile else None,
        token_expires={id_: one.token_expires for id_, one in settings.sources.items() if one.token_expires},
        mailbox=_mailbox(settings.mail) if settings.mail else None,
        packs=read_packs(),
        starters=read_starters(),
        in_haste=in_haste,
    )
    return Cop(settings, context, _inbox(settings, inbox_engine), inbox_engine, identity=_identity(settings))


def _inbox(settings: Settings, engine: Engine) -> AnyInbox:
    kind = ServerInbox if is_server(engine) else Inbox
    return kind(engine, settings.now, zone=settings.zone)


def _identity(settings: Settings) -> Provider | None:
    one = settings.oidc
    if one is None:
        return None
    allow = one.allow_private_address
    return Provider(
        one.issuer, one.client_id, one.client_secret, scope=one.scope, allow_private_address=allow
    )


@contextmanager
def opened(settings: Settings, *, in_haste: bool = False) -> Iterator[Cop]:
    cop = open_cop(settings, in_haste=in_haste)
    try:
        yield cop
    finally:
        cop.close()


def examine(cop: Cop, sources: Sequence[str], address: str) -> list[Finding]:
    """Over connections of its own, so that it waits for no reading and no reading waits for it."""
    clients = {id_: _moodle(one, QUICKLY) for id_, one in cop.settings.sources.items()}
    door = FrontDoor(address, {id_: one.webhook_secrets for id_, one in cop.settings.sources.items()})
    return look_over(replace(cop.context, sources=clients), cop.inbox, door, sources=sources)


def _moodle(source: SourceSettings, timeouts: tuple[float, float] = (5.0, 30.0)) -> Moodle:
    return Moodle(
        source.id,
        source.base_url,
        partial(_token, source),
        identifier_field=source.person_identifier,
        allow_private_address=source.allow_private_address,
        timeouts=timeouts,
    )


def _token(source: SourceSettings) -> str:
    """As its file has it now; the one we began with while that cannot be read."""
    try:
        return source.read_token() if source.read_token else source.token
    except BadSetting:
        return source.token


def _tiers(reconcile: ReconcileSettings) -> Tiers:
    return Tiers(60 * reconcile.light_minutes, 60 * reconcile.whole_minutes, reconcile.full_at)


def _mailbox(mail: MailSettings) -> Smtp:
    who = (mail.user, mail.password) if mail.user and mail.password else None
    return Smtp(mail.host, mail.port, mail.security, who, mail.sender, mail.to)


def _chat(model: LanguageModelSettings) -> Chat:
    return Chat(model.url, model.model, model.token, allow_private_address=model.allow_private_address)


def _file_target(hr: HrSettings) -> FileTarget:
    names = dict(hr.columns)
    corrections = tuple((field, names.pop(field)) for field in ("record", "action"))
    layout = FileLayout(
        columns=tuple(names.items()), correction_columns=corrections, date_format=hr.date_format
    )
    return FileTarget(str(hr.folder), layout, hr.code)


def more_connections(cop: Cop) -> dict[str, list[Context]]:
    """Source → the context again for each of its ``connections`` beyond the first, with a client of its own."""
    return {
        id_: [replace(cop.context, sources={id_: _moodle(one)}) for _ in range(one.connections - 1)]
        for id_, one in cop.settings.sources.items()
    }


def wsgi(proxies: int = 0) -> Flask:
    """For a WSGI server with many processes: ``gunicorn 'connector.app:wsgi(proxies=1)'``. It takes no turns.

    ``proxies``: how many reverse proxies stand in front, whose X-Forwarded headers are believed.
    """
    settings = read_settings()
    if not is_server_url(settings.database_url):
        raise BadSetting("many web processes need PostgreSQL: with SQLite run cop-connector serve")
    if not settings.secret_key:
        raise BadSetting(NO_KEY)
    configure_logs()
    cop = open_cop(settings)
    atexit.register(cop.close)
    app = make_flask(cop)
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    return app


def make_flask(cop: Cop) -> Flask:
    """The web application: the receive path and the desk."""
    app = Flask("connector", static_folder=None, template_folder=None)
    app.secret_key = cop.settings.secret_key
    app.extensions["cop"] = cop
    app.register_blueprint(webhooks)
    web.install(app)
    app.wsgi_app = _senders_first(app.wsgi_app, _make_receiving(cop), cop.courtesy)  # type: ignore[method-assign, assignment]
    return app


def _make_receiving(cop: Cop) -> Flask:
    """The receive path alone: what the desk does around each of its pages took two thirds of an answer's time."""
    app = Flask("connector.receiving", static_folder=None, template_folder=None)
    app.extensions["cop"] = cop
    app.register_blueprint(webhooks)
    return app


def _senders_first(desk: WSGIApplication, receiving: Flask, courtesy: Courtesy) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith("/webhooks/"):
            return desk(environ, start_response)
        with courtesy.answering():
            return receiving(environ, start_response)

    return answer
