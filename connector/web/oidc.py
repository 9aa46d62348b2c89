"""Signing in with the institution's own account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from flask import abort, request, session, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotIdentified
from connector.steps import desk
from connector.web.links import own_path
from connector.web.page import blueprint, cop, render
from connector.web.port import Identity, OidcSettings
from connector.web.roles import ANYONE, role
from connector.web.signin import enter

log = structlog.get_logger()


def _provider() -> tuple[Identity, OidcSettings]:
    identity, settings = cop().identity, cop().settings.oidc
    if identity is None or settings is None:
        abort(404)
    return identity, settings


@blueprint.get("/sign-in/institution")
@role(ANYONE)
def sign_in_elsewhere() -> ResponseReturnValue:
    identity, settings = _provider()
    session["next"] = own_path(request.args.get("next"))
    try:
        return identity.lead(url_for("desk.sign_in_back", _external=True))
    except NotIdentified as error:
        return _refused(settings, error.word, 503)


@blueprint.get("/sign-in/institution/back")
@role(ANYONE)
def sign_in_back() -> ResponseReturnValue:
    """Where the provider sends the browser."""
    identity, settings = _provider()
    wanted = own_path(session.pop("next", None))
    try:
        claims = identity.told()
    except NotIdentified as error:
        log.info("not identified", word=error.word, why=str(error))
        return _refused(settings, error.word, 401)
    known = desk.came_from_elsewhere(cop().context, visitor(settings, claims))
    if known is None:
        return _refused(settings, "unknown_here", 403)
    return enter(known, wanted)


def _refused(settings: OidcSettings, word: str, status: int) -> ResponseReturnValue:
    return render("sign_in_refused.html", word=word, name=settings.name), status


def visitor(settings: OidcSettings, claims: Mapping[str, Any]) -> desk.Visitor:
    """What of a person's claims concerns us. An e-mail address that was not verified names nobody."""
    name = _text(claim(claims, settings.user_claim)).lower()
    if settings.user_claim == "email" and claims.get("email_verified") is not True:
        name = ""
    held = claim(claims, settings.roles_claim) if settings.roles_claim else None
    values = held if isinstance(held, list) else [held]
    roles = {settings.roles[value] for value in values if isinstance(value, str) and value in settings.roles}
    return desk.Visitor(
        username=name,
        identifier=_text(claim(claims, settings.identifier_claim)) if settings.identifier_claim else "",
        # Of several roles the one that may do most.
        role=next((one for one in desk.ROLES if one in roles), ""),
        roles_are_told=bool(settings.roles_claim),
    )


def claim(claims: Mapping[str, Any], path: str) -> Any:
    """``realm_access.roles`` is the claim ``roles`` in the claim ``realm_access``; a whole name goes first."""
    if path in claims:
        return claims[path]
    first, _, rest = path.partition(".")
    inner = claims.get(first)
    return claim(inner, rest) if rest and isinstance(inner, Mapping) else None


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
