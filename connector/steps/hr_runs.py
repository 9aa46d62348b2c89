"""HR's files: each run writes what HR should know and does not yet, to new numbered files.

What HR should know follows from the records alone; what HR knows is what was written before (``HrKnown``). The
difference is the run: NEW rows, UBAH (changed) and BATAL (withdrawn). Its rows are frozen in the database before
a file is written, and the same rows give the same bytes, so a crash between the two does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.hr.port import Action, HrRow
from connector.hr.simpeg_file import check_row, compose, look, next_run, write
from connector.models.credit import Record
from connector.models.outbox import HrKnown, HrRowSent, Message, TargetState
from connector.models.state import Remark
from connector.steps import outbox, targets
from connector.steps.context import Context, FileTarget
from connector.steps.delivery import Unforeseen
from connector.steps.hr_rows import content_of, desired_rows, plain_of, row_of, schemes_for
from connector.steps.numbers import number, set_number
from connector.steps.world import current_mapping

KIND = "hr-file"
FOLDER_AWAY = "folder_not_writable"

WITHDRAWN_AT_ONCE = 20
"""More withdrawals than this, or than 5 % of what HR knows, are not sent before a person insists."""


def compose_run(context: Context, target: str, *, insist: bool = False) -> Message | None:
    """Freezes the next run of a target; None if HR knows everything, if an earlier run is on its
    way, or in observe mode.

    Raises ``NotDone`` (``too_many_withdrawals``) if it would take away from many and nobody insists.
    """
    if not context.live:
        return None
    folder = _folder(context, target)
    adopt(context, target, folder)
    known_run = next_run(folder, 0)
    with context.db.write() as session:
        if _under_way(session, target):
            return None
        _recognise(context, session, target)
        rows = list(difference(context, session, target))
        if not rows:
            return None
        if not insist and (withdrawn := too_many_withdrawals(session, target, rows)):
            raise NotDone(f"{withdrawn} records would be withdrawn at once", word="too_many_withdrawals")
        run = max(known_run, number(session, f"hr-run:{target}") + 1)
        set_number(session, f"hr-run:{target}", run)
        desired = {"run": run, "date": _day(context, context.now()), "rows": len(rows)}
        message = outbox.want(session, f"hr:{target}", KIND, f"run:{run}", desired, "hr run", context.now())
        if message is not None:
            session.add_all(_frozen(message.id, target, rows))
    return message


def _folder(context: Context, target: str) -> Path:
    """Made before the first run; missing later, it is away (not mounted) and not to be made anew."""
    folder = Path(context.hr[target].folder)
    with context.db.read() as session:
        first = number(session, f"hr-run:{target}") == 0
    try:
        if first:
            folder.mkdir(parents=True, exist_ok=True)
        next(folder.iterdir(), None)
    except OSError as error:
        raise NotDone(f"HR's folder {folder}: {error.strerror}", word="hr_folder_away") from error
    return folder


def _under_way(session: Session, target: str) -> bool:
    query = select(Message.id).where(Message.target == f"hr:{target}", Message.state.in_(outbox.OPEN))
    return session.scalars(query.limit(1)).first() is not None


def too_many_withdrawals(session: Session, target: str, rows: Sequence[HrRow]) -> int:
    """How many rows take back what HR knows, if that is more than goes without a person's word; else 0."""
    withdrawn = sum(1 for row in rows if row.action is Action.BATAL)
    known = session.scalar(select(func.count()).select_from(HrKnown).where(HrKnown.target == target)) or 0
    return withdrawn if withdrawn > max(WITHDRAWN_AT_ONCE, known // 20) else 0


def _frozen(message: int, target: str, rows: list[HrRow]) -> Iterator[HrRowSent]:
    for line, row in enumerate(rows, start=1):
        yield HrRowSent(
            message=message,
            line=line,
            target=target,
            number=row.record,
            action=row.action.value,
            row=plain_of(row),
        )


# --- what HR should know and does not ----------------------------------------


def difference(context: Context, session: Session, target: str) -> Iterator[HrRow]:
    """The rows of the next run, in the order of their record numbers.

    A record that cannot be sent as it is (no valid NIP) stays as HR knows it: that is no reason to withdraw it.
    Nor is it corrected merely because a restored backup does not remember its approval.
    """
    if not schemes_for(session, target):
        return  # the mapping does not say (any more) what this target gets: no reason to withdraw all
    rows = list(desired_rows(context, session, target))
    desired = {row.record: row for row in rows if check_row(row) is None}
    unfit = {row.record for row in rows} - desired.keys()
    known = {one.number: one for one in session.scalars(select(HrKnown).where(HrKnown.target == target))}
    unfit |= {number for number, one in known.items() if one.row.get("adopted")} & _undecided(session)
    for record in sorted((desired.keys() | known.keys()) - unfit):
        row, told = desired.get(record), known.get(record)
        live = told is not None and told.row["action"] != Action.BATAL.value
        if row is None and told is not None and live and not told.row.get("adopted"):
            yield row_of({**told.row, "action": Action.BATAL})
        elif row is not None and (told is None or not live):
            yield row if told is None else replace(row, action=Action.UBAH)
        elif row is not None and told is not None and content_of(told.row) != content_of(plain_of(row)):
            yield replace(row, action=Action.UBAH)


def _undecided(session: Session) -> set[str]:
    return set(session.scalars(select(Record.number).where(Record.state == "draft")))


# --- writing ------------------------------------------------------------------


def send_files(context: Context, target: str) -> int:
    """Writes the run that is due; returns how many messages were worked on."""
    with Unforeseen(context, messages := _claim(context, f"hr:{target}")):
        return sum(_send(context, target, context.hr[target], message) for message in messages)
    return 0


def _claim(context: Context, target: str) -> list[Message]:
    """The run that is due, unless the folder was away a moment ago; the file itself is the next try."""
    now = context.now()
    with context.db.read() as session:
        state = session.get(TargetState, target)
        if not outbox.any_due(session, target, KIND, now):
            return []
    with context.db.write() as session:
        if state is not None and state.reason and not targets.may_be_tried(session, target, now):
            return []
        return outbox.take(session, target, KIND, now, 1)


def _send(context: Context, target: str, files: FileTarget, message: Message) -> int:
    """1 if the run reached its end, 0 if the folder is away."""
    with context.db.read() as session:
        query = select(HrRowSent).where(HrRowSent.message == message.id).order_by(HrRowSent.line)
        rows = [row_of(one.row) for one in session.scalars(query)]
    made_on = date.fromisoformat(message.desired["date"])
    try:
        composed = compose(rows, files.layout, message.desired["run"], made_on)
        write(Path(files.folder), composed)
    except NotDone as error:
        with context.db.write() as session:
            answer = {**message.answer, "message": str(error)}  # which files HR has had is not forgotten
            outbox.refused(session, message, context.now(), error.word, answer)
            targets.free(session, message.target)
        return 1
    except OSError as error:
        with context.db.write() as session:
            targets.pause(session, message.target, context.now(), FOLDER_AWAY)
            outbox.put_back(session, message, context.now(), FOLDER_AWAY)
            session.get_one(Message, message.id).answer = {**message.answer, "message": str(error)}
        return 0
    with context.db.write() as session:
        _know(session, target, rows, int(message.desired["run"]))
        answer = {"files": {file.name: {"sha256": file.sha256, "rows": file.rows} for file in composed}}
        outbox.sent(session, message, context.now(), answer)
        targets.free(session, message.target)
    return 1


def _know(session: Session, target: str, rows: Sequence[HrRow], run: int) -> None:
    """What HR knows from now on; an old run whose files are put there once more changes nothing of it."""
    for row in rows:
        known = session.get(HrKnown, (target, row.record))
        if known is None or known.run <= run:
            session.merge(HrKnown(target=target, number=row.record, row=plain_of(row), run=run))


# --- after a restored backup ----------------------------------------------------


def adopt(context: Context, target: str, folder: Path) -> int:
    """Learns from the folder's manifests what was written in runs that we do not remember.

    So that nothing is told twice after yesterday's backup was restored. Returns how many rows were learnt.
    """
    manifests = look(folder)
    learnt = 0
    with context.db.write() as session:
        remembered = number(session, f"hr-run:{target}")
        for manifest in sorted(manifests, key=lambda one: one["run"]):
            if manifest["run"] > remembered:
                learnt += _learn(context, session, target, manifest)
                set_number(session, f"hr-run:{target}", manifest["run"])
    return learnt


def _recognise(context: Context, session: Session, target: str) -> None:
    """What was told in a run that we had forgotten, and is approved again just so, is known as any other."""
    known = session.scalars(select(HrKnown).where(HrKnown.target == target))
    adopted = {one.number: one for one in known if one.row.get("adopted")}
    if not adopted:
        return
    for row in desired_rows(context, session, target):
        told = adopted.get(row.record)
        if told is not None and (told.row["revision"], told.row["amount"]) == (row.revision, row.amount):
            told.row = {**plain_of(row), "action": told.row["action"]}
    session.flush()


def _learn(context: Context, session: Session, target: str, manifest: dict[str, Any]) -> int:
    """What was told then stands as known; it is not withdrawn merely because its approval is not remembered."""
    rows = {row.record: plain_of(row) for row in desired_rows(context, session, target, least=0)}
    for told in manifest["records"]:
        known = session.get(HrKnown, (target, told["record"]))
        base = dict(known.row) if known else rows.get(told["record"], {"nip": "", "record": told["record"]})
        base |= {key: told[key] for key in ("action", "revision", "amount")} | {"adopted": True}
        session.merge(HrKnown(target=target, number=told["record"], row=base, run=manifest["run"]))
    return len(manifest["records"])


def run_is_due(context: Context, target: str) -> bool:
    """Whether the mapping wants a file by itself now: at once, or when a day or month has just ended.

    The first look only notes the day: going live does not by itself send what a person has not asked for.
    """
    today = _day(context, context.now())
    with context.db.read() as session:
        mapping = current_mapping(session)
        written = {rule.written for rule in mapping.hr if rule.target == target} if mapping else set()
        looked = session.get(Remark, f"hr-looked:{target}")
    before = str(looked.value["day"]) if looked else today
    if looked is None:
        looked_at(context, target)
    by_month = "monthly" in written and before[:7] != today[:7]
    return "at_once" in written or ("daily" in written and before != today) or by_month


def under_way(context: Context, target: str) -> bool:
    """Whether an earlier run has not reached its end yet."""
    with context.db.read() as session:
        return _under_way(session, target)


def looked_at(context: Context, target: str) -> None:
    """The run that was due has been made (or nothing was new): the next one is due when this day or month ends."""
    told = {"day": _day(context, context.now())}
    with context.db.read() as session:
        looked = session.get(Remark, f"hr-looked:{target}")
        if looked is not None and looked.value == told:
            return
    with context.db.write() as session:
        session.merge(Remark(name=f"hr-looked:{target}", value=told))


def _day(context: Context, at: int) -> str:
    return datetime.fromtimestamp(at, context.zone).date().isoformat()


def outcome(context: Context, message: int) -> tuple[str, dict[str, Any]]:
    """State and answer of a run's message."""
    with context.db.read() as session:
        row = session.get_one(Message, message)
        return row.state, row.answer
