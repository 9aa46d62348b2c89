"""The text of minutes: members' own sentences where it was decided, otherwise figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connector.domain.facts import Fact, Kind
from connector.domain.sessions import How, Session
from connector.steps.context import Context
from connector.steps.own_posts.discussions import Talk, read_and_sum_up
from connector.steps.own_posts.times import day_text, span_text
from connector.steps.own_posts.written import Written, discussion_url, slug, written
from connector.summary.page import Line
from connector.summary.phrases import PHRASES
from connector.summary.port import Item, Language, Part, Silence
from connector.summary.sessions import Minutes, minutes_page

KNOWN_BY = {
    How.COMPLETION: "completion",
    How.CHOICE: "choice",
    How.REPLIED: "replied",
    How.CONFIRMED: "list",
    How.FILE: "interval",
}
PLACES = {Kind.MEETING: "room", Kind.EVENT: "calendar", Kind.DISCUSSION: "discussion"}
NOT_TO_BE_NAMED = ("gone", "not_for_all")


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held, and what there is to tell of it."""

    session: Session
    attendance: Mapping[str, int]
    """How known → how many people."""
    talks: tuple[Talk, ...]
    recordings: tuple[Fact, ...]
    language: str
    """Empty = Indonesian, unless the discussions about it are English."""


def write(context: Context, held: Held) -> Written | Silence:
    """Reads the discussions about it; what is not for all in them is passed over."""
    quoted: list[tuple[Item, str]] = []
    talks: list[Line] = []
    languages: list[Language] = []
    for talk in held.talks:
        read, url = read_and_sum_up(context, talk), discussion_url(context, talk.source, talk.discussion)
        if not isinstance(read, Silence):
            languages.append(read[1].language)
            quoted += [(item, f"{url}#p{item.post}") for item in read[1].items]
        if not isinstance(read, Silence) or read.reason not in NOT_TO_BE_NAMED:
            talks.append(Line(talk.posts[0].data.get("subject", ""), url))
    language = Language(held.language) if held.language else next(iter(languages), Language.ID)
    minutes = _minutes(context, held, quoted, [*_recorded(context, held, language), *talks], language)
    if not (minutes.attendance or minutes.decisions or minutes.deadlines or minutes.links):
        return Silence("nothing_clear")
    parts = (Part.DECISIONS, Part.DEADLINES)
    cited = sorted({item.post for item, _ in quoted if item.part in parts})
    return written(minutes_page(minutes, language), tuple(cited))


def _minutes(
    context: Context, held: Held, quoted: list[tuple[Item, str]], links: list[Line], language: Language
) -> Minutes:
    session = held.session
    start, end = session.start or 0, session.end or 0

    def said(part: Part) -> list[Line]:
        return [Line(item.text, url) for item, url in quoted if item.part is part]

    return Minutes(
        key=slug(f"session:{session.key}"),
        title=session.name,
        when=span_text(start, end, context.zone, language),
        object_url=session_url(context, session),
        where=Line(
            PHRASES[language][PLACES.get(Kind(session.fact_kind), "activity")], session_url(context, session)
        ),
        attendance=[(KNOWN_BY[How(how)], count) for how, count in sorted(held.attendance.items())],
        decisions=said(Part.DECISIONS),
        deadlines=said(Part.DEADLINES),
        links=links,
    )


def _recorded(context: Context, held: Held, language: Language) -> list[Line]:
    return [
        Line(f"{PHRASES[language]['recording']}, {day_text(fact.time or 0, context.zone, language)}", link)
        for fact in held.recordings
        for link in fact.data.get("links", ())
    ]


def session_url(context: Context, session: Session) -> str:
    """Where a member finds it in the LMS."""
    base = context.addresses[session.source]
    if session.fact_kind == Kind.DISCUSSION:
        return discussion_url(context, session.source, int(session.fact_id))
    if session.fact_kind == Kind.MEETING and session.cmid:
        return f"{base}/mod/bigbluebuttonbn/view.php?id={session.cmid}"
    if session.cmid:
        return f"{base}/course/view.php?id={session.course}#module-{session.cmid}"
    return f"{base}/calendar/view.php?view=day&course={session.course}&time={session.start}"
