"""HR's targets: a dry run – whether the folder takes files, and which rows would go."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from connector.hr.port import Action
from connector.hr.simpeg_file import check_row
from connector.steps import hr_runs
from connector.steps.context import Context
from connector.steps.doctor.finding import Finding, bad, ok, warning
from connector.steps.hr_rows import desired_rows
from connector.steps.numbers import number
from connector.steps.world import current_mapping


def target(context: Context, name: str) -> Iterator[Finding]:
    yield from _mapped(context, name)
    yield from _folder(context, name)
    yield from _rows(context, name)


def _mapped(context: Context, name: str) -> Iterator[Finding]:
    with context.db.read() as session:
        mapping = current_mapping(session)
    if mapping is None or not any(rule.target == name for rule in mapping.hr):
        yield warning("hr_not_mapped", target=name)


def _folder(context: Context, name: str) -> Iterator[Finding]:
    """Writes a file without a name, which is gone at once; before the first run the folder may be missing."""
    folder = Path(context.hr[name].folder)
    with context.db.read() as session:
        first = number(session, f"hr-run:{name}") == 0
    there = folder if folder.exists() or not first else _nearest(folder)
    try:
        with TemporaryFile(dir=there) as file:
            file.write(b"x")
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        yield bad("hr_folder_away", folder=str(folder), reason=reason)
    else:
        yield ok("hr_folder_writable", folder=str(folder))


def _nearest(folder: Path) -> Path:
    """The part of its path that is there already."""
    return next(each for each in folder.absolute().parents if each.exists())


def _rows(context: Context, name: str) -> Iterator[Finding]:
    with context.db.read() as session:
        rows = list(hr_runs.difference(context, session, name))
        unfit = sum(check_row(row) is not None for row in desired_rows(context, session, name))
        too_many = hr_runs.too_many_withdrawals(session, name, rows)
    actions = Counter(row.action for row in rows)
    new, changed, gone = (actions[each] for each in (Action.NEW, Action.UBAH, Action.BATAL))
    found = warning if too_many else ok
    word = "hr_too_many_withdrawals" if too_many else "hr_rows"
    live = "yes" if context.live else "no"
    yield found(word, new=new, changed=changed, gone=gone, live=live)
    if unfit:
        yield warning("hr_rows_unfit", count=unfit)
