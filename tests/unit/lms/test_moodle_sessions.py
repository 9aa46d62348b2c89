"""Sessions, what people leave in activities, and badges: recorded answers become facts without their texts."""

import dataclasses
import json
from typing import Any

import pytest

from connector.domain.facts import Fact, Kind
from connector.errors import NotAllowed, Refused, TryLater
from connector.lms.moodle import Moodle
from connector.lms.port import Ask, Want

EVENTS = "core_calendar_get_calendar_events"
CONTENTS = "core_course_get_contents"
MEETINGS = "mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses"
RECORDINGS = "mod_bigbluebuttonbn_get_recordings"
CHOICE = "mod_choice_get_choice_results"
COMPLETION = "core_completion_get_activities_completion_status"
GLOSSARY = "mod_glossary_get_entries_by_letter"
WIKI = "mod_wiki_get_subwiki_pages"
DATABASE = "mod_data_get_entries"
BADGES = "core_badges_get_user_badges"
POSTS = "mod_forum_get_discussion_posts"


def test_events(read: Any, remote: Any, capture: Any) -> None:
    facts = read(Ask.EVENTS, "2", **{EVENTS: EVENTS})
    assert [fact.id for fact in facts] == ["1", "3", "4", "5"]
    assert facts[0] == Fact(
        source="lms",
        kind=Kind.EVENT,
        id="1",
        course=2,
        container="course:2",
        author=4,
        time=1796104800,
        data={
            "name": "Sesi CoP 1: Deteksi paspor palsu",
            "start": 1796104800,
            "duration": 7200,
            "modified": 1795325505,
            "type": "course",
            "group": None,
            "repeat": None,
            "modname": None,
            "instance": None,
            "visible": True,
        },
    )
    assert facts[1].data["repeat"] == 3
    asked, recorded = remote.asked[-1][1], capture(EVENTS)["request"]["form"]
    assert asked.keys() == recorded.keys()
    assert asked["events[courseids][0]"] == recorded["events[courseids][0]"]


def test_modules(read: Any, remote: Any) -> None:
    facts = read(Ask.MODULES, "2", **{CONTENTS: CONTENTS})
    by_id = {fact.id: fact for fact in facts}
    assert by_id["19"] == Fact(
        source="lms",
        kind=Kind.MODULE,
        id="19",
        course=2,
        container="course:2",
        data={
            "modname": "choice",
            "instance": 1,
            "name": "Daftar Hadir Sesi (choice)",
            "visible": True,
            "completion": 0,
            "groupmode": 0,
            "restricted": False,
            "opens": None,
            "closes": None,
        },
    )
    assert by_id["9"].data["groupmode"] == 1
    assert by_id["23"].data["completion"] == 2
    found = {fact.data["modname"] for fact in facts}
    assert found >= {"forum", "glossary", "wiki", "data", "choice", "bigbluebuttonbn"}
    assert remote.asked[-1][1]["options[0][name]"] == "excludecontents"


@pytest.mark.parametrize(
    ("customdata", "opens", "closes"),
    [
        ('{"timeopen":"1796104800","timeclose":1796112000}', 1796104800, 1796112000),
        ('{"timeopen":1796104800}', 1796104800, None),
        ('{"timeopen":"0"}', None, None),
        ('""', None, None),
        ("", None, None),
        (None, None, None),
        ("{", None, None),
        ('{"timeopen":[1]}', None, None),
    ],
)
def test_open_hours_are_found_where_they_are_told(
    read: Any, customdata: str | None, opens: int | None, closes: int | None
) -> None:
    module = {"id": 23, "modname": "choice", "customdata": customdata}
    [fact] = read(Ask.MODULES, "2", **{CONTENTS: [{"modules": [module]}, {}]})
    assert (fact.data["opens"], fact.data["closes"]) == (opens, closes)


def test_a_restricted_module(read: Any) -> None:
    module = {"id": 23, "modname": "page", "availability": '{"op":"&"}'}
    [fact] = read(Ask.MODULES, "2", **{CONTENTS: [{"modules": [module]}]})
    assert fact.data["restricted"] is True


def test_meetings(read: Any) -> None:
    [fact] = read(Ask.MEETINGS, "2", **{MEETINGS: MEETINGS, CONTENTS: CONTENTS})
    assert fact == Fact(
        source="lms",
        kind=Kind.MEETING,
        id="1",
        course=2,
        container="course:2",
        data={
            "name": "Webinar CoP Bulanan",
            "cmid": 23,
            "visible": True,
            "completion": 2,
        },
    )


def test_a_meeting_of_which_the_contents_tell_nothing(read: Any) -> None:
    [alone] = read(Ask.MEETINGS, "2", **{MEETINGS: MEETINGS, CONTENTS: []})
    assert alone.data["completion"] == 0


PLAY = "https://lms.example.test/mod/bigbluebuttonbn/bbb_view.php?action=play&bn=1&rid=85&rtype=presentation"


def recordings(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"status": True, "tabledata": {"activity": "open", "data": json.dumps(rows)}, "warnings": []}


def test_recordings(read: Any) -> None:
    html = f'<div id="playbacks-85"><a class="btn" href="{PLAY.replace("&", "&amp;")}">Presentation</a></div>'
    row = {"playback": html, "recording": "<b>Webinar</b>", "date": 1796104800123.0, "duration": 88}
    [fact] = read(Ask.RECORDINGS, "1", **{RECORDINGS: recordings(row, {"playback": ""})})
    assert fact == Fact(
        source="lms",
        kind=Kind.RECORDING,
        id="1/85",
        container="meeting:1",
        time=1796104800,
        data={"minutes": 88, "links": [PLAY]},
    )


def test_a_script_is_no_link(read: Any) -> None:
    row = {"playback": '<a href="javascript:alert(1)?rid=2">x</a><a>y</a>'}
    assert read(Ask.RECORDINGS, "1", **{RECORDINGS: recordings(row)}) == []


def test_no_recordings(read: Any) -> None:
    assert read(Ask.RECORDINGS, "1", **{RECORDINGS: {"status": False, "warnings": []}}) == []
    answer = read(Ask.RECORDINGS, "1", **{RECORDINGS: {"tabledata": {"data": "<html>"}}})
    assert (type(answer), answer.word) == (TryLater, "unreadable_answer")


def test_choice(read: Any) -> None:
    facts = read(Ask.CHOICE, "1", **{CHOICE: CHOICE})
    assert [fact.id for fact in facts] == ["1/8", "1/9"]
    assert facts[1] == Fact(
        source="lms",
        kind=Kind.CHOICE_ANSWER,
        id="1/9",
        container="choice:1",
        author=9,
        time=1795325681,
        data={"options": [{"id": 1, "text": "Hadir"}]},
    )


def test_several_options_are_one_answer(read: Any) -> None:
    options = [
        {"id": 2, "text": "Sesi 2", "userresponses": [{"userid": 9, "timemodified": 20}]},
        {"id": 1, "text": "Sesi 1", "userresponses": [{"userid": 9, "timemodified": 10}]},
    ]
    [fact] = read(Ask.CHOICE, "1", **{CHOICE: {"options": options}})
    assert (fact.time, [each["id"] for each in fact.data["options"]]) == (20, [1, 2])


def test_hidden_answers_are_no_missing_answers(read: Any) -> None:
    options = [{"id": 1, "text": "Hadir", "numberofuser": 2, "userresponses": []}]
    answer = read(Ask.CHOICE, "1", **{CHOICE: {"options": options}})
    assert (type(answer), answer.word) == (NotAllowed, "answers_hidden")


def test_completion(read: Any, remote: Any) -> None:
    facts = read(Ask.COMPLETION, "2/8", **{COMPLETION: COMPLETION})
    assert {fact.id: fact.data["state"] for fact in facts} == {
        "4/8": 0,
        "12/8": 0,
        "13/8": 1,
        "17/8": 1,
        "23/8": 1,
    }
    assert facts[-1] == Fact(
        source="lms",
        kind=Kind.COMPLETION,
        id="23/8",
        course=2,
        container="module:23",
        author=8,
        time=1795325710,
        data={"state": 1, "modname": "bigbluebuttonbn", "instance": 1, "override": 2},
    )
    assert facts[0].time is None
    assert {"courseid": "2", "userid": "8"}.items() <= remote.asked[-1][1].items()


def test_completion_set_by_the_service_account(read: Any) -> None:
    facts = read(Ask.COMPLETION, "2/11", **{COMPLETION: "completion_after_override"})
    assert {fact.id for fact in facts if fact.data["override"] == 3} == {"13/11", "23/11"}


def entry(id: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "glossaryid": 1,
        "userid": 10,
        "userfullname": "Yosef Tanamal",
        "concept": "Overstay &amp; denda",
        "definition": "<p>Tinggal <b>melebihi</b> izin.</p>",
        "timecreated": 1795325678,
        "timemodified": 1795325680,
        "approved": True,
        "tags": [{"rawname": "izin tinggal"}],
        **more,
    }


def test_glossary(read: Any) -> None:
    [fact] = read(Ask.GLOSSARY, "1", **{GLOSSARY: {"count": 1, "entries": [entry(7)]}})
    assert fact == Fact(
        source="lms",
        kind=Kind.GLOSSARY_ENTRY,
        id="7",
        container="glossary:1",
        author=10,
        time=1795325678,
        data={
            "modified": 1795325680,
            "words": 3,
            "chars": 20,
            "tags": ["izin tinggal"],
            "concept": "Overstay & denda",
            "approved": True,
        },
    )


def test_a_long_glossary_is_read_in_pages(read: Any, remote: Any) -> None:
    def page(form: dict[str, str]) -> dict[str, Any]:
        start = int(form["from"])
        ids = range(start, min(start + int(form["limit"]), 450))
        return {"count": 450, "entries": [entry(each + 1) for each in ids]}

    facts = read(Ask.GLOSSARY, "1", **{GLOSSARY: page})
    assert len(facts) == 450
    assert remote.names.count(GLOSSARY) == 3
    assert remote.asked[-1][1]["options[includenotapproved]"] == "1"


def test_an_empty_glossary(read: Any) -> None:
    assert read(Ask.GLOSSARY, "1", **{GLOSSARY: {"count": 0, "entries": []}}) == []


def test_a_glossary_that_changes_while_it_is_read(read: Any) -> None:
    answer = read(Ask.GLOSSARY, "1", **{GLOSSARY: {"count": 2, "entries": [entry(1)]}})
    assert (type(answer), answer.word) == (TryLater, "changed_meanwhile")


def test_wiki(read: Any) -> None:
    [fact] = read(Ask.WIKI, "1", **{WIKI: WIKI})
    assert (fact.kind, fact.id, fact.container, fact.author) == (Kind.WIKI_PAGE, "1", "wiki:1", None)
    assert fact.data == {
        "title": "Beranda",
        "editor": 10,
        "modified": 1795325679,
        "words": 7,
        "chars": 29,
        "tags": [],
    }


def test_database(read: Any) -> None:
    [fact] = read(Ask.DATABASE, "1", **{DATABASE: DATABASE})
    assert (fact.kind, fact.id, fact.container, fact.author) == (Kind.DATA_ENTRY, "1", "data:1", 11)
    assert fact.time == 1795325679
    assert fact.data == {
        "modified": 1795325680,
        "words": 5,
        "chars": 25,
        "tags": [],
        "approved": True,
        "group": None,
    }


def test_badges(read: Any) -> None:
    [fact] = read(Ask.BADGES, "6", **{BADGES: "badge_05_after_removal"})
    assert fact == Fact(
        source="lms",
        kind=Kind.BADGE,
        id="7/6",
        container="badge:7",
        author=6,
        time=1795327111,
        data={
            "name": "Kontributor Aktif CoP (cohort)",
            "badge": 7,
            "hash": "dde934f37840cd6a9f263715b3f21d07b0938be1",
            "expires": None,
        },
    )


COHORTS, MEMBERS = "core_cohort_get_cohorts", "core_cohort_get_cohort_members"


def test_a_cohort_by_its_idnumber(read: Any, remote: Any) -> None:
    [fact] = read(Ask.COHORTS, "idnumber=COP-ANGGOTA", **{COHORTS: COHORTS, MEMBERS: MEMBERS})
    assert (fact.kind, fact.id, fact.data["members"]) == (Kind.COHORT, "2", [11])
    assert "cohortids[0]" not in remote.asked[-2][1]
    assert read(Ask.COHORTS, "idnumber=COP", **{COHORTS: COHORTS, MEMBERS: MEMBERS}) == []
    half = read(Ask.COHORTS, "idnumber=COP-ANGGOTA", **{COHORTS: COHORTS, MEMBERS: []})
    assert (type(half), half.word) == (TryLater, "unreadable_answer")
    for wrong in ("name=COP", "idnumber=", "2"):
        assert type(read(Ask.COHORTS, wrong)) is Refused


def test_ratings(read: Any) -> None:
    posts = read(Ask.POSTS, "2", **{POSTS: POSTS})
    rated = {fact.id: fact.data["rating"] for fact in posts.facts if "rating" in fact.data}
    assert rated == {"9": {"count": 1, "aggregate": "90"}}


@pytest.mark.parametrize(
    ("aggregate", "told"),
    [(66.666666666666671, "66.67"), (100.0, "100"), (0, "0"), (2.5, "2.5"), (None, None)],
)
def test_a_rating_is_written_the_same_each_time(
    read: Any, recorded: Any, aggregate: Any, told: str | None
) -> None:
    answer = recorded(POSTS)
    answer["ratinginfo"]["ratings"][0] |= {"aggregate": aggregate, "count": 3}
    posts = read(Ask.POSTS, "2", **{POSTS: answer})
    assert posts.facts[0].data["rating"] == {"count": 3, "aggregate": told}


def test_posts_without_ratings_are_what_they_were(read: Any, recorded: Any) -> None:
    answer = recorded(POSTS)
    del answer["ratinginfo"]
    posts = read(Ask.POSTS, "2", **{POSTS: answer})
    assert not [fact for fact in posts.facts if "rating" in fact.data]


READS = {
    (Ask.EVENTS, "2"): {EVENTS: EVENTS},
    (Ask.MODULES, "2"): {CONTENTS: CONTENTS},
    (Ask.MEETINGS, "2"): {MEETINGS: MEETINGS, CONTENTS: CONTENTS},
    (Ask.CHOICE, "1"): {CHOICE: CHOICE},
    (Ask.COMPLETION, "2/8"): {COMPLETION: COMPLETION},
    (Ask.WIKI, "1"): {WIKI: WIKI},
    (Ask.DATABASE, "1"): {DATABASE: DATABASE},
    (Ask.BADGES, "6"): {BADGES: BADGES},
}


@pytest.mark.parametrize("want", READS, ids=str)
def test_no_text_of_a_member_is_kept(read: Any, want: tuple[Ask, str]) -> None:
    facts = read(*want, **READS[want])
    told = json.dumps([dataclasses.asdict(fact) for fact in facts])
    for text in ("Selamat datang", "Kasus WNA", "Dewi Lestari", "Agus", "Daring</p>", "Make forum posts"):
        assert text not in told


@pytest.mark.parametrize("want", READS, ids=str)
def test_in_a_batch_too(moodle: Moodle, remote: Any, recorded: Any, want: tuple[Ask, str]) -> None:
    remote.answers |= {name: recorded(recording) for name, recording in READS[want].items()}
    [alone] = moodle.read([Want(*want)])
    remote.batches()
    fresh = Moodle("lms", "https://lms.example.test/", "0" * 32)
    assert fresh.read([Want(*want), Want(*want)]) == [alone, alone]


@pytest.mark.parametrize("ask", [Ask.EVENTS, Ask.MODULES, Ask.CHOICE, Ask.COMPLETION, Ask.BADGES])
def test_an_id_that_makes_no_sense(read: Any, ask: Ask) -> None:
    assert type(read(ask, "x")) is Refused
