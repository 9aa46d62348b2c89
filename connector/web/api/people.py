"""Why somebody has, and has not, what they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connector.errors import NotThere
from connector.steps.explain import Line, explain
from connector.steps.people import find_person
from connector.web.api.blueprint import route
from connector.web.api.guard import sees_people
from connector.web.api.speaking import spoken, telling
from connector.web.facts import lms_url
from connector.web.page import cop
from schemas.api_shapes import shape


@dataclass(frozen=True)
class Sentence:
    text: str
    kind: str
    """total | record | decision | contribution | none | session | recognition | reason | ledger | message; person:
    only for clients that may see who people are."""
    link: str | None
    """At the LMS."""
    record: str | None
    """Number of the record that it is about."""
    below: Sequence[Sentence]
    """Why."""


@dataclass(frozen=True)
class Explanation:
    person: str
    language: str
    lines: Sequence[Sentence]


@route("/people/<path:key>/explain", "read:credits", shape(Explanation), 404)
def explained(key: str) -> Explanation:
    """Everything about one person's credit, in sentences (Accept-Language: id or en)."""
    if not sees_people() and ":" not in key:
        raise NotThere("name them by an account, for instance lms:9: a NIP needs the scope read:people")
    with telling() as teller:
        person = find_person(teller.session, key)
        lines = explain(cop().context, teller.session, person, spoken()) if person else None
    if person is None or lines is None:
        raise NotThere
    told = [sentence(line) for line in lines if line.kind != "person" or sees_people()]
    return Explanation(person, spoken(), told)


def sentence(line: Line) -> Sentence:
    source, _, path = line.link.partition("|")
    return Sentence(
        text=line.text,
        kind=line.kind,
        link=(lms_url(source, path) or None) if path else None,
        record=line.link if line.link and not path else None,
        below=[sentence(each) for each in line.below],
    )
