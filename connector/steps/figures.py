"""The approved figure in the member's LMS profile: a desired state, read before it is written and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.scheme import Scheme
from connector.errors import LmsError, TryLater, WrongSetup
from connector.lms.port import Lms
from connector.models.credit import LedgerLine
from connector.models.outbox import Message
from connector.models.people import Account
from connector.models.state import Remark
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.delivery import Unforeseen, claim, leave, trouble
from connector.steps.keeping import unsettle
from connector.steps.people import accounts_of
from connector.steps.restored import forgotten_since
from connector.steps.world import figure_scheme

KIND = "profile-figure"
BATCH = 50


def want_figures(context: Context, session: Session, accounts: Sequence[Account], cause: str) -> None:
    """Lets each account's profile show the person's approved total of this calendar year."""
    scheme = figure_scheme(session)
    for account in accounts:
        if scheme is None or account.source not in context.profile_fields or account.state == "deleted":
            continue
        value = figure(context, session, accounts, scheme)
        if value == "0" and not _ever_told(context, session, account):
            continue  # an empty field says the same
        target = f"lms:{account.source}"
        outbox.want(session, target, KIND, account.key, {"value": value}, cause, context.now())


def figure(context: Context, session: Session, accounts: Sequence[Account], scheme: Scheme) -> str:
    """Units approved for days of the current calendar year, in the institution's time zone."""
    keys = [account.key for account in accounts]
    year = datetime.fromtimestamp(context.now(), context.zone).year
    total = select(func.coalesce(func.sum(LedgerLine.amount), 0)).where(LedgerLine.account.in_(keys))
    in_year = (LedgerLine.day >= f"{year}-01-01", LedgerLine.day <= f"{year}-12-31")
    steps = session.scalar(total.where(LedgerLine.scheme == scheme.key, *in_year)) or 0
    return f"{scheme.units(steps).normalize():f}"


def _ever_told(context: Context, session: Session, account: Account) -> bool:
    """Whether the profile may show something of ours; after a restored backup that must be looked at."""
    if forgotten_since(session, context.now()) is not None:
        return True
    query = select(Message.id).where(Message.target == f"lms:{account.source}", Message.kind == KIND)
    return session.scalars(query.where(Message.subject == account.key).limit(1)).first() is not None


def turn_the_year(context: Context) -> None:
    """Each figure starts anew with the calendar year, and is derived when we first run live."""
    year = datetime.fromtimestamp(context.now(), context.zone).year
    told = {"year": year, "live": context.live}
    with context.db.write() as session:
        remark = session.get(Remark, "figures")
        if remark is not None and remark.value == told:
            return
        session.merge(Remark(name="figures", value=told))
        persons = session.scalars(select(Account.person).where(Account.key.in_(select(LedgerLine.account))))
        unsettle(session, persons, context.now(), "new_year" if remark else "start")


# --- sending ------------------------------------------------------------------


def send_figures(context: Context, source: str) -> int:
    """Writes the differing figures of one site, up to 50 in a call; returns how many messages were worked on."""
    messages = claim(context, source, KIND, BATCH)
    if not messages:
        return 0
    with Unforeseen(context, messages):
        with context.db.write() as session:
            values = {message.id: _due_value(context, session, message.id) for message in messages}
        return _send(context, source, messages, values)
    return len(messages)


def _send(context: Context, source: str, messages: list[Message], values: dict[int, str]) -> int:
    lms, field = context.sources[source], context.profile_fields[source]
    wanted = {_user(message): values[message.id] for message in messages}
    try:
        refusals, shown = _bring_about(lms, field, wanted)
    except (TryLater, WrongSetup) as error:
        return len(messages) if trouble(context, source, messages, error) else 0
    except LmsError as error:
        if len(messages) > 1:
            return _one_by_one(context, source, messages, values)
        refusals, shown = dict.fromkeys(wanted, error.word), {}
    with context.db.write() as session:
        for message in messages:
            _conclude(session, message, values[message.id], refusals, shown, context.now())
    return len(messages)


def _one_by_one(context: Context, source: str, messages: list[Message], values: dict[int, str]) -> int:
    """The site will not have one of them: that one stops nobody else."""
    for place, message in enumerate(messages):
        if not _send(context, source, [message], values):
            leave(context, messages[place + 1 :])
            return place
    return len(messages)


def _user(message: Message) -> int:
    return int(message.subject.rpartition(":")[2])


def _due_value(context: Context, session: Session, id_: int) -> str:
    """What is true at sending, not when the message was written."""
    message = session.get_one(Message, id_)
    account = session.get_one(Account, message.subject)
    scheme = figure_scheme(session)
    if scheme is None:
        return str(message.desired["value"])
    message.desired = {"value": figure(context, session, accounts_of(session, account.person), scheme)}
    return str(message.desired["value"])


def _bring_about(
    lms: Lms, field: str, wanted: dict[int, str]
) -> tuple[dict[int, str], dict[int, str | None]]:
    """Look, write what differs, look again. An absolute value: doing it twice does no harm."""
    before = lms.profile_values(list(wanted), field)
    differing = {user: value for user, value in wanted.items() if not _says(before.get(user), value)}
    if not differing:
        return {}, before
    refusals = lms.write_profile(differing, field)
    return refusals, before | lms.profile_values(list(differing), field)


def _says(shown: str | None, value: str) -> bool:
    return (shown or "0") == value


def _conclude(
    session: Session,
    message: Message,
    value: str,
    refusals: dict[int, str],
    shown: dict[int, str | None],
    now: int,
) -> None:
    user = _user(message)
    answer = {"shown": shown.get(user)}
    if _says(shown.get(user), value):
        outbox.sent(session, message, now, answer)
    elif user in refusals:
        outbox.refused(session, message, now, refusals[user], answer)
    else:  # Moodle accepts an unknown field in silence: only reading back tells
        outbox.refused(session, message, now, "not_shown_afterwards", answer)
