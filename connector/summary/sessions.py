"""The minutes of a session and the weekly digest of a community, from what is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from connector.summary.page import MOST_BYTES, Line, Page, Section, size
from connector.summary.phrases import HEADINGS, PHRASES
from connector.summary.port import Language, Part

KNOWN_BY = ("completion", "interval", "choice", "replied", "list")
"""How an attendance is known, the firmest first."""


@dataclass(frozen=True, slots=True)
class Minutes:
    key: str
    title: str
    when: str
    """In words, in the place's own time zone."""
    object_url: str
    where: Line | None = None
    attendance: Sequence[tuple[str, int]] = ()
    """How known (one of KNOWN_BY) and how many; nobody is named."""
    decisions: Sequence[Line] = ()
    deadlines: Sequence[Line] = ()
    links: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    key: str
    community: str
    week: str
    object_url: str
    new: Sequence[Line] = ()
    solved: Sequence[Line] = ()
    open_questions: Sequence[Line] = ()
    sessions: Sequence[Line] = ()


def minutes_page(minutes: Minutes, language: Language) -> Page:
    """Use ``page.html`` or ``page.plain`` on it."""
    phrases, headings = PHRASES[language], HEADINGS[language]
    sections = [
        Section(phrases["when"], [Line(minutes.when)]),
        Section(phrases["where"], [minutes.where] if minutes.where else []),
        Section(phrases["attendance"], _attendance(minutes, language)),
        Section(headings[Part.DECISIONS], minutes.decisions),
        Section(headings[Part.DEADLINES], minutes.deadlines),
        Section(phrases["links"], minutes.links),
    ]
    return _fitting(
        Page(
            minutes.key,
            f"{phrases['minutes']}: {minutes.title}",
            sections,
            _foot(minutes.object_url, language),
        )
    )


def digest_page(digest: Digest, language: Language) -> Page:
    phrases = PHRASES[language]
    sections = [
        Section(phrases["solved"], digest.solved),
        Section(HEADINGS[language][Part.OPEN_QUESTIONS], digest.open_questions),
        Section(phrases["new"], digest.new),
        Section(phrases["sessions"], digest.sessions),
    ]
    title = f"{phrases['digest']} – {digest.community}, {digest.week}"
    return _fitting(Page(digest.key, title, sections, _foot(digest.object_url, language)))


def _attendance(minutes: Minutes, language: Language) -> list[Line]:
    phrases = PHRASES[language]
    ordered = sorted(minutes.attendance, key=lambda known: KNOWN_BY.index(known[0]))
    return [
        Line(f"{count} {phrases['people']}: {phrases[f'known_{how}']}") for how, count in ordered if count
    ]


def _fitting(page: Page) -> Page:
    """Without the last lines of the longest section until it fits; what is left out stands in the LMS anyway."""
    while size(page) > MOST_BYTES and any(part.lines for part in page.sections):
        longest = max(page.sections, key=lambda part: sum(len(line.text) for line in part.lines))
        shorter = replace(longest, lines=longest.lines[:-1])
        page = replace(page, sections=[shorter if part is longest else part for part in page.sections])
    return page


def _foot(object_url: str, language: Language) -> list[Line]:
    return [Line(PHRASES[language]["object"], object_url)]
