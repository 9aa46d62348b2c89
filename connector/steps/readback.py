"""What each answer of the LMS means for what we know: which reader takes which answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from connector.errors import Gone, LmsError, NotAllowed
from connector.lms.port import Ask
from connector.steps import course_list, read_activities, read_people, read_places, read_posts
from connector.steps.reading import Read, Unmet, reading, unmet


def take_in(read: Read, answer: Any) -> Unmet:
    """Applies one answer; see the module."""
    if answer == [] and read.hint.ask == Ask.USERS:
        # Moodle tells by id even of deleted users: one it does not tell of is hidden from us.
        answer = NotAllowed("the user is not told of", word="not_told")
    if answer == [] and read_activities.listed_several(read):
        answer = NotAllowed("nothing is listed any more", word="nothing_listed")
    if isinstance(answer, LmsError):
        remember_problem(read, answer)
        unmet = ERRORS[Ask(read.hint.ask)](read, answer) if isinstance(answer, Gone) else read.hint.expect
    else:
        unmet = ANSWERS[Ask(read.hint.ask)](read, answer)
        _remember_read(read)
    return unmet


def _remember_read(read: Read) -> None:
    asked = read.hint.asked
    row = reading(read)
    if row.read_no >= read.read_no:
        return
    # Of what an event led to, the head was not seen: a fingerprint from before would hide what is undone later.
    row.fingerprint = asked.get("fingerprint")
    row.last_post = asked.get("last_post", row.last_post)
    row.read_at, row.read_no = read.now, read.read_no
    row.problem = row.problem_since = None


def remember_problem(read: Read, error: LmsError) -> None:
    if not isinstance(error, Gone):
        row = reading(read)
        row.problem, row.problem_since = error.word, row.problem_since or read.now


def nothing(read: Read, _error: LmsError) -> Unmet:
    return unmet(read.hint.expect, {})


ANSWERS: dict[Ask, Callable[[Read, Any], Unmet]] = {
    Ask.COURSES: read_places.courses,
    Ask.LISTED: course_list.listed,
    Ask.FORUMS: read_places.forums,
    Ask.HEADS: read_places.heads,
    Ask.POSTS: read_posts.posts,
    Ask.POST: read_posts.post,
    Ask.USERS: read_people.users,
    Ask.ENROLMENTS: read_people.enrolments,
    Ask.COHORT: read_people.cohort,
    Ask.GROUPS: read_people.groups,
    Ask.EVENTS: read_activities.of_course,
    Ask.MODULES: read_activities.of_course,
    Ask.MEETINGS: read_activities.of_course,
    Ask.RECORDINGS: read_activities.recordings,
    Ask.CHOICE: read_activities.inside,
    Ask.GLOSSARY: read_activities.inside,
    Ask.WIKI: read_activities.inside,
    Ask.DATABASE: read_activities.inside,
    Ask.COMPLETION: read_activities.completion,
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
