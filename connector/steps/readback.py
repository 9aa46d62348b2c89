"""What each answer of the LMS means for what we know: which reader takes which answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from connector.errors import Gone, LmsError, NotAllowed
from connector.lms.port import Ask
from connector.models.lms import Hint
from connector.steps import course_list, read_activities, read_people, read_places, read_posts
from connector.steps.reading import Answered, Read, Unmet, readings, unmet


def take_in(ask: Ask, answered: Answered) -> list[tuple[Hint, Unmet]]:
    """Applies the answers to one kind of question; returns what none of them met, hint by hint."""
    meant = [(read, _meaning(ask, read, answer)) for read, answer in answered]
    well = [(read, answer) for read, answer in meant if not isinstance(answer, LmsError)]
    ended = [(read.hint, rest) for (read, _), rest in zip(well, _apply(ask, well), strict=True)]
    failed = [(read, error) for read, error in meant if isinstance(error, LmsError)]
    return [*ended, *((read.hint, _not_told(ask, read, error)) for read, error in failed)]


def _meaning(ask: Ask, read: Read, answer: Any) -> Any:
    if answer == [] and ask is Ask.USERS:
        # Moodle tells by id even of deleted users: one it does not tell of is hidden from us.
        return NotAllowed("the user is not told of", word="not_told")
    if answer == [] and read_activities.listed_several(read):
        return NotAllowed("nothing is listed any more", word="nothing_listed")
    return answer


def _apply(ask: Ask, answered: Answered) -> list[Unmet]:
    if not answered:
        return []
    rest = ANSWERS[ask](answered)
    _remember_read([read for read, _ in answered])
    return rest


def _not_told(ask: Ask, read: Read, error: LmsError) -> Unmet:
    remember_problem(read, error)
    return ERRORS[ask](read, error) if isinstance(error, Gone) else read.hint.expect


def _remember_read(reads: Sequence[Read]) -> None:
    for read, row in zip(reads, readings(reads), strict=True):
        if row.read_no >= read.read_no:
            continue
        # Of what an event led to, the head was not seen: a fingerprint from before would hide what is undone later.
        row.fingerprint = read.hint.asked.get("fingerprint")
        row.last_post = read.hint.asked.get("last_post", row.last_post)
        row.read_at, row.read_no = read.now, read.read_no
        row.problem = row.problem_since = None


def remember_problem(read: Read, error: LmsError) -> None:
    if not isinstance(error, Gone):
        [row] = readings([read])
        row.problem, row.problem_since = error.word, row.problem_since or read.now


def nothing(read: Read, _error: LmsError) -> Unmet:
    return unmet(read.hint.expect, {})


def each(reader: Callable[[Read, Any], Unmet]) -> Callable[[Answered], list[Unmet]]:
    """Of what seldom comes many at a time: one after the other."""
    return lambda answered: [reader(read, answer) for read, answer in answered]


ANSWERS: dict[Ask, Callable[[Answered], list[Unmet]]] = {
    Ask.COURSES: each(read_places.courses),
    Ask.LISTED: each(course_list.listed),
    Ask.FORUMS: each(read_places.forums),
    Ask.HEADS: each(read_places.heads),
    Ask.POSTS: read_posts.posts,
    Ask.POST: each(read_posts.post),
    Ask.USERS: read_people.users,
    Ask.ENROLMENTS: each(read_people.enrolments),
    Ask.COHORT: each(read_people.cohort),
    Ask.GROUPS: each(read_people.groups),
    Ask.EVENTS: each(read_activities.of_course),
    Ask.MODULES: each(read_activities.of_course),
    Ask.MEETINGS: each(read_activities.of_course),
    Ask.RECORDINGS: each(read_activities.recordings),
    Ask.CHOICE: each(read_activities.inside),
    Ask.GLOSSARY: each(read_activities.inside),
    Ask.WIKI: each(read_activities.inside),
    Ask.DATABASE: each(read_activities.inside),
    Ask.COMPLETION: each(read_activities.completion),
}

ERRORS: dict[Ask, Callable[[Read, LmsError], Unmet]] = {
    Ask.COURSES: nothing,
    Ask.LISTED: nothing,
    Ask.FORUMS: nothing,
    Ask.HEADS: read_places.forum_gone,
    Ask.POSTS: read_posts.discussion_gone,
    Ask.POST: read_posts.post_gone,
    Ask.USERS: nothing,
    Ask.ENROLMENTS: nothing,
    Ask.COHORT: read_people.cohort_gone,
    Ask.GROUPS: nothing,
    Ask.EVENTS: nothing,
    Ask.RECORDINGS: nothing,
    Ask.MODULES: nothing,
    Ask.MEETINGS: nothing,
    Ask.CHOICE: nothing,
    Ask.GLOSSARY: nothing,
    Ask.WIKI: nothing,
    Ask.DATABASE: nothing,
    Ask.COMPLETION: nothing,
}
"""Only for Gone; what may not be seen is never taken for a deletion."""
