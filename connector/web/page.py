"""What every page needs: the application, the language, a teller, pages of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Generic, TypeVar

from flask import Blueprint, Flask, Response, current_app, render_template, request, session
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector import texts
from connector.errors import NotDone
from connector.models.people import Account
from connector.steps.explain import Teller
from connector.texts import LANGUAGES, Value
from connector.web.port import Serving
from connector.web.roles import may
from connector.web.user import me

PAGE = 25

blueprint = Blueprint("desk", __name__, template_folder="templates")

Row = TypeVar("Row")


def install(app: Flask) -> None:
    app.jinja_env.globals.update(
        t=say, me=me, may=may, when=when, amount=amount
    )  # globals, so that macros know them too
    app.context_processor(_known_to_templates)


@blueprint.after_request
def _wake(answer: Response) -> Response:
    """What somebody decided here is worked on at once, however long nothing has happened."""
    wake = cop().inbox.on_kept
    if request.method == "POST" and wake is not None:
        wake()
    return answer


def _known_to_templates() -> dict[str, Any]:
    return {
        "language": language(),
        "languages": LANGUAGES,
        "institution": cop().context.institution,
        "live": cop().context.live,
        "zone": zone_name(),
        "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
    }


def cop() -> Serving:
    serving: Serving = current_app.extensions["cop"]
    return serving


def language() -> str:
    chosen = session.get("language")
    return chosen if chosen in LANGUAGES else cop().settings.language


def say(key: str, **values: Value) -> str:
    return texts.say(language(), key, **values)


def say_or(key: str, otherwise: str, **values: Value) -> str:
    """For words that come from elsewhere: the sentence if we have one, else what was told."""
    try:
        return say(key, **values)
    except LookupError:
        return otherwise


def render(template: str, **values: Any) -> str:
    return render_template(template, **values)


@contextmanager
def telling() -> Iterator[Teller]:
    """A teller on one moment of the database."""
    with cop().context.db.read() as db:
        yield Teller(cop().context, db, language())


def when(at: int | None) -> str:
    """In the institution's time; the page names the zone once."""
    if at is None:
        return ""
    return datetime.fromtimestamp(at, cop().context.zone).strftime("%Y-%m-%d %H:%M")


def amount(value: Decimal) -> str:
    """``1``, ``0.5``: without the noughts that say nothing."""
    return f"{value.normalize():f}" if value else "0"


def zone_name() -> str:
    context = cop().context
    short = datetime.fromtimestamp(context.now(), context.zone).tzname() or ""
    return f"{context.zone.key} ({short})"


# --- lists -------------------------------------------------------------------


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Part of a list that is ordered by a key; the next part begins after the last row's key."""

    rows: Sequence[Row]
    more: str = ""
    """The key to go on from; empty = that was all."""


def cut(rows: Iterable[Row], limit: int, key: Callable[[Row], str]) -> Page[Row]:
    """A page out of ``limit`` + 1 rows: the one too many says that there are more."""
    found = list(islice(rows, limit + 1))
    return Page(found[:limit], key(found[limit - 1]) if len(found) > limit else "")


def whole(text: str | None) -> int | None:
    """A whole number out of an address, if it is one that a database takes."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def form_day() -> date | None:
    """The form's ``day``; None where it is left empty. Raises ``NotDone`` (``no_day``)."""
    text = request.form.get("day", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NotDone("that is no date", word="no_day") from error


# --- people ------------------------------------------------------------------


def accounts(db: Session, keys: Iterable[str]) -> dict[str, Account]:
    """In one question, however many are asked for."""
    wanted = sorted(set(keys))
    return {row.key: row for row in db.scalars(select(Account).where(Account.key.in_(wanted)))}


def name_of(account: Account | None, key: str) -> str:
    return account.name or key if account else key
