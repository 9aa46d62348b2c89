"""The object that an event is about, as its name and numbers tell; whether it was read is another question."""

from __future__ import annotations

from collections.abc import Callable

from connector.domain.facts import Event, Kind

DEEDS = {
    "assessable_uploaded": Kind.POST,
    "post": Kind.POST,
    "discussion": Kind.DISCUSSION,
    "user_enrolment": Kind.ENROLMENT,
    "role": Kind.ENROLMENT,
    "user": Kind.USER,
    "cohort": Kind.COHORT,
    "group": Kind.GROUP,
    "course_module_completion": Kind.COMPLETION,
    "course_module": Kind.MODULE,
    "calendar_event": Kind.EVENT,
    "meeting": Kind.MEETING,
    "answer": Kind.CHOICE_ANSWER,
    "entry": Kind.GLOSSARY_ENTRY,
    "page": Kind.WIKI_PAGE,
    "record": Kind.DATA_ENTRY,
    "course": Kind.COURSE,
}
"""How an event's name begins → what it is about; the first that fits."""
WHOLE: dict[Kind, Callable[[Event], int | None]] = {
    Kind.ENROLMENT: lambda event: event.course_id,
    Kind.COMPLETION: lambda event: event.context_instance_id,
    Kind.CHOICE_ANSWER: lambda event: event.other.get("choiceid"),
}
"""For one person's part of an object: that object."""

Thing = tuple[str, str]
"""(kind, id)"""


def thing_of(event: Event) -> Thing | None:
    """What an event is about, of one that leads to reading; None where it does not say."""
    deed = event.name.rpartition("\\")[2]
    kind = next((kind for begins, kind in DEEDS.items() if deed.startswith(begins)), None)
    if kind is None:
        return None
    whole = WHOLE.get(kind)
    if whole is None:
        return (kind, str(event.object_id)) if event.object_id else None
    number, person = whole(event), event.related_user_id or event.user_id
    return (kind, f"{number}/{person}") if number and person else None
