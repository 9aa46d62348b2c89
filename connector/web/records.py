"""Records: what waits for approval, what each consists of, and the decision itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from connector.models.credit import Record
from connector.models.people import Account
from connector.steps.approve import Approver, Choice, approver_named, decide_all
from connector.steps.explain import Teller
from connector.steps.lists.listing import Found
from connector.steps.lists.records import RECORDS, RECORDS_FOR_HR
from connector.steps.people import masked
from connector.web import flags, health
from connector.web.contents import contents
from connector.web.links import own_path
from connector.web.lists import listed
from connector.web.page import blueprint, cop, name_of, render, say, say_or, telling
from connector.web.roles import DECIDERS, OF_CREDIT, may, role
from connector.web.user import me, within

DECIDABLE = ("draft", "rejected")
LONGEST_REASON = 1_000
MOST_TICKED = 200


@dataclass(frozen=True)
class RecordRow:
    number: str
    revision: str
    person: str
    name: str
    nip: str
    """Masked; empty if there is none."""
    community: str
    period: str
    earned: str
    approved: str
    unit: str
    state: str
    decidable: bool
    own: bool
    """Earned by whoever is looking, so that somebody else has to decide."""


def asking(teller: Teller) -> Approver:
    """The signed-in user as approver."""
    user = me()
    return approver_named(teller.session, user.username) if user else Approver("")


def record_rows(teller: Teller, found: Found) -> list[RecordRow]:
    return rows_of(teller, found.rows)


def rows_of(teller: Teller, found: Sequence[tuple[Record, Account | None]]) -> list[RecordRow]:
    who = asking(teller)
    return [_row(teller, who, record, account) for record, account in found]


def _row(teller: Teller, who: Approver, record: Record, account: Account | None) -> RecordRow:
    person = account.person if account else record.person
    return RecordRow(
        number=record.number,
        revision=record.revision,
        person=record.person,
        name=name_of(account, record.person),
        nip=masked(account.identifier) if account else "",
        community=teller.community(record.community),
        period=record.period,
        earned=teller.units(record.scheme, record.amount),
        approved=teller.units(record.scheme, record.approved),
        unit=teller.unit(record.scheme),
        state=record.state,
        decidable=record.state in DECIDABLE,
        own=who.person is not None and who.person == person,
    )


@blueprint.get("/records")
@role(*OF_CREDIT)
def records() -> ResponseReturnValue:
    user = me()
    return listed(
        RECORDS_FOR_HR if user and user.power == "hr" else RECORDS,
        "records.html",
        lambda teller, found: {"records": record_rows(teller, found), "nameless": nameless(teller)},
    )


def nameless(teller: Teller) -> bool:
    """Whether the user is known as no member, so that their own records cannot be recognised."""
    return asking(teller).person is None


@blueprint.get("/records/<path:number>")
@role(*OF_CREDIT)
def record(number: str) -> str:
    with telling() as teller:
        query = select(Record, Account).outerjoin(Account, Account.key == Record.person)
        found = teller.session.execute(query.where(Record.number == number)).first()
        if found is None or not _may_see(found[0]):
            abort(404)
        return render(
            "record.html",
            row=_row(teller, asking(teller), *found),
            inside=contents(teller, found[0]),
            nameless=nameless(teller),
            flagged=flags.beside(teller, *found) if may("desk.flags") else {},
        )


def _may_see(record: Record) -> bool:
    user = me()
    return within(record.community) and (user is None or user.power != "hr" or record.approved > 0)


@blueprint.post("/records")
@role(*DECIDERS)
def decide_several() -> ResponseReturnValue:
    """One decision on those that were ticked, each in the revision that was on the page."""
    answer, user = request.form.get("answer"), me()
    ticked = [one.partition("|")[::2] for one in request.form.getlist("choice")[:MOST_TICKED]]
    choices = [Choice(number, revision) for number, revision in ticked if number and revision]
    if answer not in ("accept", "reject") or user is None:
        abort(400)
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    refusals = decide_all(cop().context, choices, user.username, yes=answer == "accept", reason=reason)
    for word, count in Counter(refusal.word for refusal in refusals).items():
        why = say_or(f"desk-refused-{word}", say("desk-refused-other", word=word))
        flash(say("bulk-refused", count=count, why=why), "bad")
    if len(choices) > len(refusals) or not choices:
        done = say(f"bulk-done-{answer}", count=len(choices) - len(refusals))
        flash(done if choices else say("bulk-none"), "good" if choices else "bad")
        health.forget()
    return redirect(own_path(request.form.get("next")), 303)


@blueprint.post("/records/<path:number>")
@role(*DECIDERS)
def decide(number: str) -> ResponseReturnValue:
    """Yes or no to the revision that was on the page, never to one that came meanwhile."""
    answer, revision = request.form.get("answer"), request.form.get("revision")
    user = me()
    if answer not in ("accept", "reject") or not revision or user is None:
        abort(400)
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    choice = [Choice(number, revision)]
    refusals = decide_all(cop().context, choice, user.username, yes=answer == "accept", reason=reason)
    for refusal in refusals:
        flash(say_or(f"desk-refused-{refusal.word}", say("desk-refused-other", word=refusal.word)), "bad")
    if not refusals:
        flash(say(f"desk-done-{answer}", number=number), "good")
        health.forget()
    if request.form.get("back") == "overview":
        return redirect(url_for("desk.overview", _anchor="waiting"), 303)
    if request.form.get("back") == "list":
        return redirect(url_for("desk.records", state="draft"), 303)
    return redirect(url_for("desk.record", number=number), 303)
