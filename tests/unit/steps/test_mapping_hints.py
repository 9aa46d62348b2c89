"""What the stored facts say against a mapping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from config.packs import read_pack, read_packs
from connector.models.database import Database
from connector.models.lms import FactRow, Lookup, Reading
from connector.models.state import Remark, SourceState
from connector.steps import mapping_ground
from connector.steps.alarm_rules import SEEN
from connector.steps.mapping_hints import hints
from schemas.mapping_document import check

FULL = read_pack("indonesia-asn-lengkap")
FORUMS = (
    "Blog Praktik Baik",
    "Tanya Jawab dengan Pakar",
    "Forum Diskusi Praktik Lapangan",
    "Rencana Aksi",
    "Usulan Sesi",
    "Terima Kasih",
    "Ringkasan CoP",
)
MODULES = (
    ("bigbluebuttonbn", "Webinar CoP 1"),
    ("choice", "Daftar hadir 1"),
    ("glossary", "Pengetahuan CoP"),
)


def fact(kind: str, id_: object, course: int | None = 2, **data: Any) -> FactRow:
    return FactRow(
        source="lms", kind=kind, id=str(id_), course=course, state="present", data=data, digest="", read_no=1
    )


def look(
    db: Database, rows: Iterable[object], text: str = FULL, *, in_force: bool = False
) -> list[tuple[int, str]]:
    """(line, word) of each hint, over a site that has all that the starter names, and ``rows``."""
    checked = check(text, "x", packs=read_packs())
    assert checked.mapping is not None
    with db.write() as session:
        for row in rows:
            session.merge(row)
    with db.read() as session:
        before = checked.mapping if in_force else None
        found = hints(session, checked.mapping, before, text, "x")
    return sorted((one.line, one.word) for one in found)


def line(words: str, text: str = FULL) -> int:
    return next(number for number, one in enumerate(text.splitlines(), start=1) if words in one)


def site() -> list[object]:
    rows: list[object] = [
        Lookup(source="lms", query=f"idnumber=COP-{name}", courses=[number], read_no=1)
        for number, name in ((2, "AK"), (3, "PP"))
    ]
    for number, name in enumerate(FORUMS, start=1):
        kind = "qanda" if "Tanya" in name else "general"
        rows.append(fact("forum", number, name=name, type=kind))
    rows.append(fact("forum", 50, course=3, name="Umum", type="general"))
    rows += [
        fact("module", number, modname=kind, name=name, instance=number)
        for number, (kind, name) in enumerate(MODULES, start=70)
    ]
    return [
        SourceState(source="lms"),
        *rows,
        fact("cohort", 9, None, idnumber="COP-LENCANA-KONTRIBUTOR", name="K"),
    ]


def test_where_all_is_there_nothing_is_said(db: Database) -> None:
    assert look(db, site()) == []


def test_before_anything_was_read_only_the_courses_are_said_to_be_unseen(db: Database) -> None:
    assert look(db, []) == [(line("COP-AK"), "course_not_seen"), (line("COP-PP"), "course_not_seen")]


def test_a_place_that_was_asked_for_and_not_answered_yet_is_no_missing_course(db: Database) -> None:
    rows = [
        Lookup(source="lms", query=f"idnumber=COP-{name}", courses=[], read_no=0) for name in ("AK", "PP")
    ]
    assert {word for _, word in look(db, rows)} == {"course_not_seen"}


def test_a_course_that_the_lms_does_not_have(db: Database) -> None:
    gone = Lookup(source="lms", query="idnumber=COP-PP", courses=[], read_no=5)
    assert look(db, [*site(), gone]) == [(line("COP-PP"), "course_not_found")]


@pytest.mark.parametrize("place", ["{id: 2}", "{shortname: AK}"])
def test_a_course_known_by_another_name_is_known(db: Database, place: str) -> None:
    rows = [*site(), fact("course", 2, shortname="AK")]
    assert look(db, rows, FULL.replace("{idnumber: COP-AK}", place)) == []
    assert look(db, rows, FULL.replace("{idnumber: COP-AK}", "{shortname: XX}")) == [
        (line("COP-AK"), "course_not_seen")
    ]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Blog Praktik Baik", "praktik-baik:"),
        ("Rencana Aksi", "rencana-aksi:"),
        ("Usulan Sesi", "proposed_in:"),
        ("Terima Kasih", "shown_by: {thanks"),
    ],
)
def test_a_forum_that_is_not_there(db: Database, name: str, where: str) -> None:
    number = FORUMS.index(name) + 1
    renamed = fact("forum", number, name="Lain", type="general")
    [(at, word)] = look(db, [*site(), renamed])
    assert word == "forum_not_found"
    assert line(where) <= at <= line(where) + 2


def test_the_cure_names_forums_that_are_there(db: Database) -> None:
    text = FULL.replace('"Rencana Aksi"', '"Rencana Aksy"')
    mapping = check(text, "x", packs=read_packs()).mapping
    assert mapping is not None
    with db.write() as session:
        session.add_all(site())
    with db.read() as session:
        [found] = hints(session, mapping, None, text, "x")
    assert "“Rencana Aksi”" in found.cure("en").split(",")[0]
    assert "Rencana Aksy" in found.message("id")


def test_summaries_need_their_forum(db: Database) -> None:
    renamed = fact("forum", FORUMS.index("Ringkasan CoP") + 1, name="Lain", type="general")
    assert [word for _, word in look(db, [*site(), renamed])] == ["forum_not_found"] * 3


def test_a_forum_that_may_not_be_read(db: Database) -> None:
    closed = Reading(source="lms", ask="heads", id="4", read_at=1, read_no=1, problem="not_allowed")
    assert look(db, [*site(), closed]) == [(line('"Rencana Aksi"'), "forum_not_readable")]


def test_a_course_that_may_not_be_read(db: Database) -> None:
    closed = Reading(source="lms", ask="forums", id="3", read_at=1, read_no=1, problem="not_allowed")
    assert look(db, [*site(), closed]) == [(line("COP-PP"), "course_not_readable")]


@pytest.mark.parametrize(
    ("number", "modname", "name", "word", "where"),
    [
        (70, "lti", "Webinar CoP 1", "activity_not_seen", "activity: bigbluebuttonbn"),
        (70, "bigbluebuttonbn", "Rapat", "activity_not_found", "activity: bigbluebuttonbn"),
        (71, "choice", "Absen", "activity_not_found", "choice: {name"),
        (72, "glossary", "Istilah", "activity_not_found", "entry: glossary"),
        (72, "wiki", "Pengetahuan CoP", "activity_not_seen", "entry: glossary"),
    ],
)
def test_an_activity_that_was_never_seen(
    db: Database, number: int, modname: str, name: str, word: str, where: str
) -> None:
    other = fact("module", number, modname=modname, name=name, instance=number)
    assert look(db, [*site(), other]) == [(line(where), word)]


def test_a_cohort_that_was_never_seen(db: Database) -> None:
    other = fact("cohort", 9, None, idnumber="LAIN", name="K")
    assert look(db, [*site(), other]) == [(line("{cohort: COP"), "cohort_not_seen")]


def test_a_role_that_nobody_ever_had(db: Database) -> None:
    roles = [fact("enrolment", "2/4", roles=["teacher", "student"]), fact("enrolment", "2/5", roles=[])]
    former = fact("enrolment", "2/6", roles=["editingteacher"])
    former.state = "gone"
    assert look(db, [*site(), *roles, former]) == []
    text = FULL.replace("roles: {editingteacher: expert,", "roles: {editingteachr: expert,", 1)
    assert look(db, [], text) == [(line("editingteachr", text), "role_not_seen")]


def test_of_a_site_that_was_not_wholly_looked_through_no_role_is_said_to_be_unknown(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping_ground, "MOST_ENROLMENTS", 1)
    rows = [fact("enrolment", f"2/{user}", roles=["student"]) for user in (4, 5)]
    assert look(db, [*site(), *rows]) == []
    monkeypatch.setattr(mapping_ground, "MOST_ENROLMENTS", 2)
    assert {word for _, word in look(db, [])} == {"role_not_seen"}


def test_a_tag_that_no_post_has(db: Database) -> None:
    text = FULL.replace("is: {post: first, ", "is: {post: first, tags: {any_of: [Praktik, baik]}, ", 1)
    assert text != FULL
    assert look(db, site(), text) == []  # nothing was read yet
    posts = [fact("post", number, tags=["Lain"]) for number in (1, 2)]
    for post in posts:
        post.time = 5
    others = next(number for number, one in enumerate(text.splitlines(), 1) if "tags" in one and number > 47)
    assert look(db, posts, text) == [
        (line("any_of: [Praktik", text), "tag_not_seen"),
        (others, "tag_not_seen"),
    ]
    tagged = fact("post", 3, tags=["Lain", "PRAKTIK"])
    tagged.time = 6
    assert look(db, [tagged], text) == [(others, "tag_not_seen")]


def test_a_community_in_one_forum_meets_only_that_forum(db: Database) -> None:
    where = "{source: lms, course: {idnumber: COP-AK}, forum: {name: Rencana Aksi}}"
    text = FULL.replace("{source: lms, course: {idnumber: COP-AK}}", where).replace(
        "    kind: action_plan", "    kind: action_plan\n    in: [analis-keimigrasian]"
    )
    found = look(db, site(), text)
    assert (line('forum: {name: "Rencana Aksi"}', text), "forum_not_found") not in found
    assert (line("praktik-baik:", text) + 2, "forum_not_found") in found
    nowhere = text.replace("forum: {name: Rencana Aksi}}", "forum: {name: Tiada}}")
    assert (line("name: Tiada", nowhere), "forum_not_found") in look(db, site(), nowhere)


def test_a_rule_in_force_that_matched_nothing(db: Database) -> None:
    seen = Remark(name=SEEN["rule"], value={"refleksi": 0, "praktik-baik": 7})
    assert look(db, [*site(), seen], in_force=True) == [(line("  refleksi:"), "matched_nothing")]
    assert look(db, [], in_force=False) == []  # a rule that is not in force yet had no chance
