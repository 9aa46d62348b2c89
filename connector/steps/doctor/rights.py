"""Capabilities in forums, missing and too many: the one place of which Moodle tells them by web service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from connector.errors import Gone, NotAllowed
from connector.lms.functions import FORUM_RIGHTS
from connector.models.lms import FactRow
from connector.steps.doctor.finding import Finding, bad, listed, look, ok, warning
from connector.steps.doctor.visit import Ground, Visit, ground, own_forums

MOST_FORUMS = 10
READING = frozenset(
    {"mod/forum:viewdiscussion", "mod/forum:viewqandawithoutposting", "mod/forum:viewhiddentimedposts"}
)
RATED = frozenset({"mod/forum:viewrating", "mod/forum:viewanyrating"})
KEEPING = frozenset({"mod/forum:editanypost", "mod/forum:deleteownpost"})
START, REPLY = "mod/forum:startdiscussion", "mod/forum:replypost"
PRIVATE = "mod/forum:readprivatereplies"
NEVER = frozenset(
    f"mod/forum:{name}"
    for name in (
        *("addinstance", "deleteanypost", "splitdiscussions", "movediscussions", "pindiscussions", "grade"),
        *("managesubscriptions", "postprivatereply", "exportforum", "canoverridediscussionlock"),
    )
)
"""What no mapping ever makes us do."""


def rights(visit: Visit) -> Iterator[Finding]:
    here = ground(visit)
    if visit.site is None or not here.forums:
        return
    if FORUM_RIGHTS not in visit.site.functions:
        yield look("rights_not_told", function=FORUM_RIGHTS)
        return
    told = [(row, has) for row in _some(here) if (has := _ask(visit, row)) is not None]
    lacking, excess = _compared(here, told)
    for capability, forums in sorted(lacking.items()):
        yield bad("right_missing", capability=capability, forums=listed(forums))
    if PRIVATE in excess:
        yield bad("right_private", capability=PRIVATE)
    if excess & NEVER:
        yield warning("rights_too_many", capabilities=listed(excess & NEVER))
    if idle := excess - NEVER - {PRIVATE}:
        yield warning("rights_idle", capabilities=listed(idle))
    if told and not lacking:
        yield ok("rights_there", forums=len(told))


def _some(here: Ground) -> list[FactRow]:
    """One forum of each course in which members talk, and those that we write in."""
    ours = [row for row in here.forums if _is_ours(here, row)]
    talk = [row for row in here.forums if row not in ours and row.data["type"] != "news"]
    first = {row.course: row for row in reversed(talk)}
    return list({row.id: row for row in [*ours, *first.values()]}.values())[:MOST_FORUMS]


def _is_ours(here: Ground, row: FactRow) -> bool:
    known = row.data
    return any(match.matches(int(row.id), known["type"], known["name"]) for match in own_forums(here.mapping))


def _ask(visit: Visit, row: FactRow) -> dict[str, bool] | None:
    """None where the forum is gone or closed to us: another check says so."""
    try:
        return visit.lms.forum_rights(int(row.id))
    except (Gone, NotAllowed):
        return None


def _compared(
    here: Ground, told: Sequence[tuple[FactRow, dict[str, bool]]]
) -> tuple[dict[str, set[str]], set[str]]:
    """Capability → forums where it is missing; and the capabilities that are too many."""
    lacking: dict[str, set[str]] = defaultdict(set)
    excess: set[str] = set()
    writing = _writing(here)
    for row, has in told:
        wanted = READING | (RATED if _rates(here) else set()) | writing
        wanted -= {REPLY} if _is_ours(here, row) else {START}
        for capability in wanted:
            if not has.get(capability, True):  # a Moodle that does not know it cannot lack it
                lacking[capability].add(f"“{row.data['name']}” (forum {row.id}, {_course(here, row)})")
        idle = {START, REPLY, *KEEPING} - {"mod/forum:deleteownpost"} - writing
        excess |= {capability for capability in NEVER | {PRIVATE} | idle if has.get(capability)}
    return lacking, excess


def _course(here: Ground, row: FactRow) -> str:
    """As the mapping names it: rights are often given in some courses only."""
    return next((query for query, found in here.lookups.items() if row.course in found), str(row.course))


def _writing(here: Ground) -> set[str]:
    found = {START} if "discussions" in here.features else set()
    found |= {REPLY} if "replies" in here.features else set()
    return found | (set(KEEPING) if found else set())


def _rates(here: Ground) -> bool:
    rules = here.mapping.contributions if here.mapping else ()
    return any(getattr(rule.is_, "rated", None) is not None for rule in rules)
