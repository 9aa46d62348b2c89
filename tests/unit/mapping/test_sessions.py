"""Which sessions there are, in which stage, and who took part."""

from dataclasses import replace
from typing import Any

import pytest

from connector.domain.credit import Nothing
from connector.domain.facts import Fact, Kind, State
from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.rules import Community, Mapping, Place
from connector.domain.sessions import (
    AttendedBy,
    Decided,
    How,
    Presence,
    Proposal,
    Session,
    SessionMatch,
    SessionRule,
    Stage,
    Where,
)
from connector.mapping.agenda import GRACE
from connector.mapping.attendance import attended
from connector.mapping.places import Places
from connector.mapping.sessions import next_change, sessions
from connector.mapping.timeline import Entry, Timeline

T = 1_790_000_000
COURSE = Place("lms", "idnumber", "COP-AK")
COURSES = {("lms", "idnumber=COP-AK"): [2]}
FORUMS = [
    Fact("lms", Kind.FORUM, "11", 2, "course:2", data={"name": "Usulan", "type": "general"}),
    Fact("lms", Kind.FORUM, "12", 2, "course:2", data={"name": "Rapat Tulis", "type": "general"}),
]
MODULES = [
    Fact(
        "lms", Kind.MODULE, "55", 2, data={"modname": "bigbluebuttonbn", "instance": 5, "name": "Webinar CoP"}
    ),
    Fact("lms", Kind.MODULE, "56", 2, data={"modname": "zoom", "instance": 6, "name": "Webinar Z"}),
    Fact("lms", Kind.MODULE, "57", 2, data={"modname": "choice", "instance": 7, "name": "Daftar hadir"}),
]
ROOM = SessionMatch(Where.ACTIVITY, "bigbluebuttonbn", TextMatch(prefix="Webinar"))
MEETS = SessionMatch(Where.CALENDAR, name=TextMatch(prefix="Pertemuan"))
WRITES = SessionMatch(Where.DISCUSSION, forum=ForumMatch(id=12))
COMPLETED = AttendedBy(How.COMPLETION)
LISTED = AttendedBy(How.CHOICE, TextMatch(prefix="Daftar hadir"), TextMatch(equal="Hadir"))
ASKED = Proposal(ForumMatch(name=TextMatch(equal="usulan")), 2)


def meeting(id: str = "5", name: str = "Webinar CoP", **data: Any) -> Fact:
    known = {"name": name, "cmid": 55, "opens": T, "closes": None, **data}
    return Fact("lms", Kind.MEETING, id, 2, "course:2", data=known)


def event(
    id: str = "9", start: int = T, duration: int = 3600, name: str = "Pertemuan 1", **data: Any
) -> Fact:
    known = {"name": name, "start": start, "duration": duration, "modname": None, "instance": None, **data}
    return Fact("lms", Kind.EVENT, id, 2, "course:2", author=3, time=start, data=known)


def discussion(
    id: str = "31", forum: int = 11, name: str = "Webinar CoP", author: int = 7, time: int = T
) -> Fact:
    return Fact("lms", Kind.DISCUSSION, id, None, f"forum:{forum}", author, time, data={"name": name})


def reply(author: int, id: str, discussion: int = 31, time: int = T + 60, **data: Any) -> Fact:
    known = {"discussion": discussion, "parent": 1, "words": 5, **data}
    return Fact("lms", Kind.POST, id, 2, "forum:11", author, time, data=known)


def rule(is_: SessionMatch = ROOM, by: AttendedBy = COMPLETED, **changes: Any) -> SessionRule:
    return replace(SessionRule("webinar", is_, by, minutes=90), **changes)


class World:
    """Some rules and facts, and what is made of them."""

    def __init__(self, *rules: SessionRule, places: tuple[Place, ...] = (COURSE,)) -> None:
        self.timeline = Timeline.of(Mapping((Community("ak", "AK", places),), sessions=rules, number=1))

    def sessions(self, *facts: Fact, as_of: int = T + 10**6, **kwargs: Any) -> list[Session]:
        self.places = Places.of([*FORUMS, *MODULES, *facts], COURSES)
        self.found = sessions([*FORUMS, *MODULES, *facts], self.timeline, self.places, as_of, **kwargs)
        return self.found

    def attended(
        self, *facts: Fact, presences: tuple[Presence, ...] = (), accounts: tuple[str, ...] = ("lms:7",)
    ) -> list[Any]:
        of = attended(accounts, facts, self.found, self.timeline, self.places, presences)
        return [meaning for _, meaning in of]


# --- which there are --------------------------------------------------------------------


def test_a_room_of_its_own():
    [found] = World(rule()).sessions(meeting())
    assert (found.key, found.community, found.rule, found.name) == (
        "meeting:5",
        "ak",
        "webinar",
        "Webinar CoP",
    )
    assert (found.start, found.minutes, found.end, found.cmid) == (T, 90, T + 5400, 55)
    assert (found.stage, found.version, found.leader) == (Stage.HELD, 1, "")


def test_a_room_whose_calendar_knows_the_time():
    entry = event(start=T + 50, name="x", modname="bigbluebuttonbn", instance=5)
    [found] = World(rule(minutes=0)).sessions(meeting(opens=None), entry)
    assert (found.start, found.minutes) == (T + 50, 60)


def test_the_day_by_which_a_room_should_be_completed_is_no_time_of_it():
    room = {"name": "x", "modname": "bigbluebuttonbn", "instance": 5}
    asked, entry = event("1", T, **room, type="expectcompletionon"), event("2", T + 50, **room)
    [found] = World(rule()).sessions(meeting(opens=None), asked, entry)
    assert found.start == T + 50


def test_a_room_by_its_own_hours():
    [found] = World(rule(minutes=0)).sessions(meeting(closes=T + 1800))
    assert found.minutes == 30


def test_any_kind_of_activity():
    zoom = rule(SessionMatch(Where.ACTIVITY, "zoom"))
    entry = event(start=T, name="x", modname="zoom", instance=6)
    [found] = World(zoom).sessions(entry)
    assert (found.key, found.cmid, found.start) == ("module:56", 56, T)


def test_a_room_is_not_its_module_as_well():
    assert [each.key for each in World(rule()).sessions(meeting())] == ["meeting:5"]


def test_a_calendar_entry():
    [found] = World(rule(MEETS, minutes=0)).sessions(event(), event("10", name="Libur"))
    assert (found.key, found.start, found.minutes, found.leader) == ("event:9", T, 60, "lms:3")


def test_a_period_is_no_meeting():
    [found] = World(rule(MEETS, minutes=0)).sessions(event(duration=3 * 86_400))
    assert found.minutes == 0


def test_an_entry_of_an_activity_knows_its_completion():
    [found] = World(rule(MEETS)).sessions(event(modname="zoom", instance=6))
    assert found.cmid == 56


def test_a_discussion():
    [found] = World(rule(WRITES)).sessions(discussion(forum=12), discussion("32", 11))
    assert (found.key, found.start, found.leader, found.course) == ("discussion:31", T, "lms:7", 2)


def test_nothing_is_a_session_without_a_community_or_a_mapping():
    elsewhere = replace(meeting(), course=3)
    assert World(rule()).sessions(elsewhere) == []
    assert World(rule(communities=frozenset({"pp"}))).sessions(meeting()) == []
    assert World().sessions(meeting(), discussion()) == []
    assert sessions([meeting()], Timeline(), Places(), T) == []
    assert World(rule(WRITES)).sessions(discussion(forum=99)) == []


def test_a_community_of_the_whole_course_comes_before_one_of_its_forums():
    part = replace(COURSE, forum=ForumMatch(id=11))
    both = (Community("forum", "F", (part,)), Community("course", "C", (COURSE,)))
    line = Timeline.of(Mapping(both, sessions=(rule(),)))
    [found] = sessions([meeting()], line, Places.of([], COURSES), T)
    assert found.community == "course"
    [found] = sessions(
        [meeting()], Timeline.of(Mapping(both[:1], sessions=(rule(),))), Places.of([], COURSES), T
    )
    assert found.community == "forum"


def test_the_version_of_its_own_time():
    versions = [
        Mapping((Community("ak", "AK", (COURSE,)),), sessions=(rule(minutes=m),), number=m) for m in (30, 60)
    ]
    line = Timeline([Entry(1, None, versions[0]), Entry(2, T, versions[1])])
    found = sessions([meeting(), meeting("6", opens=T - 1)], line, Places.of([], COURSES), T)
    assert [(each.key, each.minutes, each.version) for each in found] == [
        ("meeting:6", 30, 30),
        ("meeting:5", 60, 60),
    ]


# --- stages ----------------------------------------------------------------------------


def test_it_is_held_when_its_time_is_over():
    world = World(rule())
    for as_of, stage in ((T - 1, Stage.SCHEDULED), (T + 5399, Stage.SCHEDULED), (T + 5400, Stage.HELD)):
        [found] = world.sessions(meeting(), as_of=as_of)
        assert found.stage is stage
        assert next_change([found], as_of) == (T + 5400 if stage is Stage.SCHEDULED else None)


def test_summarised():
    key = ("lms", "meeting:5")
    assert World(rule()).sessions(meeting(), summarised={key})[0].stage is Stage.SUMMARISED
    assert World(rule()).sessions(meeting(), summarised={key}, as_of=T)[0].stage is Stage.SCHEDULED


def test_gone_is_cancelled_unless_a_leader_says_it_was():
    gone, key = replace(meeting(), state=State.GONE), ("lms", "meeting:5")
    assert World(rule()).sessions(gone)[0].stage is Stage.CANCELLED
    [found] = World(rule()).sessions(gone, decided={key: Decided(start=T + 60, minutes=30)})
    assert (found.stage, found.start, found.minutes) == (Stage.HELD, T + 60, 30)


def test_a_leader_calls_it_off_or_shortens_it():
    key = ("lms", "meeting:5")
    assert (
        World(rule()).sessions(meeting(), decided={key: Decided(cancelled=True)})[0].stage is Stage.CANCELLED
    )
    [found] = World(rule()).sessions(meeting(), decided={key: Decided(minutes=40)})
    assert (found.start, found.minutes, found.stage) == (T, 40, Stage.HELD)


def test_without_a_time_it_stays_announced():
    [found] = World(rule()).sessions(meeting(opens=None))
    assert (found.start, found.end, found.stage) == (None, None, Stage.SCHEDULED)
    assert next_change([found], T) is None


# --- proposals ----------------------------------------------------------------------------


def test_support_is_counted_by_people():
    own, again = reply(7, "1"), reply(8, "3")
    secret, emptied = reply(9, "4", private=True), reply(9, "5", blank=True)
    gone = replace(reply(10, "6"), state=State.GONE)
    world = World(rule(proposed_in=ASKED))
    said = (discussion(), own, reply(8, "2"), again, secret, emptied, gone)
    [found] = world.sessions(*said)
    assert (found.stage, found.supporters, found.start, found.proposal) == (
        Stage.PROPOSED,
        1,
        None,
        "discussion:31",
    )
    [found] = world.sessions(*said, reply(11, "7"))
    assert (found.stage, found.supporters, found.leader) == (Stage.SCHEDULED, 2, "lms:7")
    [found] = world.sessions(*said, reply(11, "7"), persons={"lms:11": "p", "lms:8": "p"})
    assert found.supporters == 1
    [found] = world.sessions(*said, reply(11, "7"), persons={"lms:11": "p", "lms:7": "p"})
    assert found.supporters == 1


def test_the_session_of_its_name_takes_it_over():
    supported = (discussion(name=" webinar  COP"), reply(8, "2"), reply(9, "3"))
    [found] = World(rule(proposed_in=ASKED)).sessions(meeting(opens=T + 100), *supported)
    assert (found.key, found.stage, found.supporters) == ("meeting:5", Stage.HELD, 2)
    assert (found.proposal, found.leader) == ("discussion:31", "lms:7")


def test_what_was_before_cannot_be_what_was_asked_for():
    found = World(rule(proposed_in=ASKED)).sessions(meeting(opens=T - 100), discussion())
    assert {each.key: each.stage for each in found} == {
        "meeting:5": Stage.HELD,
        "discussion:31": Stage.PROPOSED,
    }


def test_two_proposals_of_a_name_need_two_sessions():
    asked = (discussion(), discussion("32", time=T + 1))
    found = World(rule(proposed_in=ASKED)).sessions(meeting(opens=T + 100), *asked)
    assert {each.key: each.proposal for each in found} == {
        "meeting:5": "discussion:31",
        "discussion:32": "discussion:32",
    }


def test_a_leader_says_when_a_proposal_is():
    decided = {("lms", "discussion:31"): Decided(start=T + 500)}
    [found] = World(rule(proposed_in=ASKED)).sessions(discussion(), decided=decided)
    assert (found.stage, found.start, found.minutes) == (Stage.HELD, T + 500, 90)


def test_a_discussion_that_is_the_meeting_is_held_once_supported():
    asked = replace(ASKED, forum=ForumMatch(id=12))
    world = World(rule(WRITES, AttendedBy(How.REPLIED), proposed_in=asked))
    [found] = world.sessions(discussion(forum=12))
    assert found.stage is Stage.PROPOSED
    [found] = world.sessions(discussion(forum=12), reply(8, "2"), reply(9, "3"))
    assert (found.stage, found.key, found.start) == (Stage.HELD, "discussion:31", T)


def test_our_own_posts_are_no_support_and_no_meeting():
    world = World(rule(proposed_in=ASKED), rule(WRITES, AttendedBy(How.REPLIED), key="tulis"))
    own = frozenset({("lms", 9)})
    found = world.sessions(
        discussion(), reply(8, "2"), reply(9, "3"), discussion("32", 12, author=9), service_accounts=own
    )
    assert [(each.key, each.supporters) for each in found] == [("discussion:31", 1)]


def test_a_proposal_elsewhere():
    world = World(rule(proposed_in=ASKED, communities=frozenset({"pp"})), rule(proposed_in=ASKED, key="b"))
    assert [each.rule for each in world.sessions(discussion(), discussion("32", 99))] == ["b"]


def test_a_withdrawn_proposal():
    gone = replace(discussion(), state=State.GONE)
    assert World(rule(proposed_in=ASKED)).sessions(gone)[0].stage is Stage.CANCELLED


# --- who took part ----------------------------------------------------------------------


def completion(state: int = 1, time: int = T + 5000, cmid: int = 55, user: int = 7) -> Fact:
    return Fact("lms", Kind.COMPLETION, f"{cmid}/{user}", 2, author=user, time=time, data={"state": state})


def answer(time: int, text: str = "Hadir", choice: int = 7) -> Fact:
    options = [{"id": 1, "text": text}]
    return Fact(
        "lms", Kind.CHOICE_ANSWER, f"{choice}/7", container=f"choice:{choice}", author=7, time=time,
        data={"options": options},
    )  # fmt: skip


def test_completed():
    world = World(rule())
    world.sessions(meeting())
    [found] = world.attended(completion())
    assert (found.account, found.session, found.minutes, found.how) == (
        "lms:7",
        "meeting:5",
        90,
        How.COMPLETION,
    )
    assert (found.time, found.intervals, found.certain) == (T, ((T, T + 5400),), True)


def test_with_two_accounts_somebody_was_there_once():
    world = World(rule())
    world.sessions(meeting())
    [found] = world.attended(completion(), completion(user=8, time=T + 1), accounts=("lms:7", "lms:8"))
    assert (found.account, found.minutes) == ("lms:8", 90)


@pytest.mark.parametrize(
    "fact",
    [completion(3), completion(0), completion(cmid=56), completion(user=8), completion(time=T - 1)],
)
def test_not_completed(fact: Fact):
    world = World(rule())
    world.sessions(meeting())
    assert world.attended(fact, replace(completion(), state=State.GONE)) == []


@pytest.mark.parametrize(
    ("changes", "as_of", "reason"),
    [
        ({}, T + 100, "session_not_held"),
        ({"opens": None}, T + 10**6, "session_without_time"),
    ],
)
def test_too_early_to_have_attended(changes: dict[str, Any], as_of: int, reason: str):
    world = World(rule())
    world.sessions(meeting(**changes), as_of=as_of)
    assert world.attended(completion()) == [Nothing(reason, (("session", "meeting:5"),), "ak")]


def test_a_session_that_was_not_or_has_no_length():
    world = World(rule())
    world.sessions(replace(meeting(), state=State.GONE))
    assert world.attended(completion())[0].reason == "session_cancelled"
    world = World(rule(minutes=0))
    world.sessions(meeting())
    assert world.attended(completion())[0].reason == "session_without_length"


def test_an_answer_is_for_the_last_session_that_had_begun():
    world = World(rule(MEETS, LISTED, minutes=0))
    world.sessions(event(), event("10", T + 7200), event("11", T + 9000, name="Lain"))
    for time, expected in (
        (T - 1, []),
        (T, ["event:9"]),
        (T + 7200, ["event:10"]),
        (T + 7200 + 3600 + GRACE, ["event:10"]),
        (T + 7200 + 3601 + GRACE, []),
    ):
        assert [each.session for each in world.attended(answer(time))] == expected


def test_other_answers_and_other_choices_do_not_count():
    world = World(rule(MEETS, LISTED, minutes=0))
    world.sessions(event())
    assert world.attended(answer(T, "Tidak hadir")) == []
    assert world.attended(answer(T, choice=8)) == []
    world = World(rule(MEETS, replace(LISTED, choice=TextMatch(equal="x")), minutes=0))
    world.sessions(event())
    assert world.attended(answer(T)) == []


def test_a_choice_of_another_course_does_not_count():
    world = World(rule(MEETS, LISTED, minutes=0))
    world.sessions(event(), replace(MODULES[2], course=3))
    assert world.attended(answer(T)) == []


def test_replied():
    world = World(rule(WRITES, AttendedBy(How.REPLIED)))
    world.sessions(discussion(forum=12, author=8))
    assert world.attended(reply(7, "1", private=True), reply(7, "2", parent=None), reply(8, "3")) == []
    [found] = world.attended(reply(7, "5", time=T + 900), reply(7, "4", time=T + 800))
    assert (found.time, found.minutes, found.intervals) == (T + 800, 90, ())


def row(how: How = How.FILE, *intervals: tuple[int, int], by: str = "") -> Presence:
    return Presence("lms", "meeting:5", "lms:7", how, intervals, by)


def there(by: How, *rows: Presence, **changes: Any) -> Any:
    world = World(rule(by=AttendedBy(by), **changes))
    world.sessions(meeting())
    [found] = world.attended(presences=rows)
    return found


def test_a_file_says_from_when_to_when():
    found = there(
        How.FILE, row(How.FILE, (T + 3000, T + 9999), (T - 60, T + 600)), row(How.FILE, (T + 300, T + 900))
    )
    assert found.intervals == ((T, T + 900), (T + 3000, T + 5400))
    assert (found.time, found.minutes) == (T, 55)


def test_too_short():
    found = there(How.FILE, row(How.FILE, (T, T + 600)), minimum_minutes=11)
    details = (("session", "meeting:5"), ("needs", "11"), ("has", "10"))
    assert found == Nothing("too_short", details, "ak")
    assert there(How.FILE, row(How.FILE, (T - 600, T))).reason == "too_short"
    assert there(How.FILE, row(How.FILE, (T, T))).reason == "too_short"
    assert there(How.FILE, row(How.FILE, (T, T + 600)), minimum_minutes=10).minutes == 10


def test_confirmed_by_somebody_else():
    assert there(How.CONFIRMED, row(How.CONFIRMED, by="lms:8")).certain
    assert not there(How.CONFIRMED, row(How.CONFIRMED, by="lms:7")).certain


def test_a_file_that_tells_only_how_long():
    told = replace(row(How.FILE), minutes=40)
    found = there(How.FILE, told, replace(told, minutes=20))  # who knows whether that was at another time
    assert (found.minutes, found.intervals, found.time) == (40, (), T)
    assert there(How.FILE, replace(told, minutes=500)).minutes == 90
    assert there(How.FILE, told, minimum_minutes=41).reason == "too_short"


def test_joining_is_a_hint():
    found = there(How.COMPLETION, row(How.JOINED, (T, T + 60)))
    assert (found.how, found.certain, found.minutes) == (How.JOINED, False, 1)


def test_a_hint_adds_nothing_to_what_is_known():
    found = there(How.FILE, row(How.JOINED, (T, T + 5400)), row(How.FILE, (T, T + 600)))
    assert (found.how, found.minutes, found.certain) == (How.FILE, 10, True)


def known(*signs: Fact | Presence, by: AttendedBy = COMPLETED, **changes: Any) -> Any:
    world = World(rule(by=by, **changes))
    world.sessions(meeting())
    presences = tuple(each for each in signs if isinstance(each, Presence))
    [found] = world.attended(*(each for each in signs if isinstance(each, Fact)), presences=presences)
    return found


def test_a_list_and_a_file_count_whatever_the_rule_asks_for():
    confirmed, stay = row(How.CONFIRMED, by="lms:8"), row(How.FILE, (T, T + 600))
    found = known(confirmed)
    assert (found.how, found.minutes, found.intervals) == (How.CONFIRMED, 90, ((T, T + 5400),))
    found = known(stay)
    assert (found.how, found.minutes, found.intervals) == (How.FILE, 10, ((T, T + 600),))
    assert known(stay, minimum_minutes=11).reason == "too_short"


def test_no_minute_counts_twice():
    confirmed, stay = row(How.CONFIRMED, by="lms:8"), row(How.FILE, (T, T + 600))
    for signs in (
        (completion(), stay),
        (stay, confirmed, completion()),
        (replace(stay, minutes=5), completion()),
    ):
        found = known(*signs)
        assert (found.how, found.minutes) == (How.COMPLETION, 90)
    assert known(stay, confirmed).how is How.CONFIRMED
    both = known(stay, replace(row(How.FILE), account="lms:7", minutes=80))
    assert (both.minutes, both.intervals) == (10, ((T, T + 600),))  # a total may be of the very same minutes


def test_who_was_not_there_by_a_leaders_word_gets_nothing():
    absent = row(How.ABSENT, by="lms:8")
    nothing = Nothing("not_there", (("session", "meeting:5"),), "ak")
    assert known(absent) == nothing
    assert known(completion(), absent) == nothing
    assert known(completion(), row(How.FILE, (T, T + 600)), row(How.CONFIRMED, by="lms:8"), absent) == nothing
    assert known(completion(), replace(absent, by="lms:7")) == nothing  # of oneself one may say that
    assert known(completion(), replace(absent, session="meeting:6")).minutes == 90


def test_not_there_is_said_of_a_human_and_of_a_session_that_was():
    world = World(rule())
    world.sessions(meeting())
    absent = row(How.ABSENT, by="lms:9")
    [found] = world.attended(completion(user=8), presences=(absent,), accounts=("lms:7", "lms:8"))
    assert found.reason == "not_there"
    world.sessions(replace(meeting(), state=State.GONE))
    assert world.attended(presences=(absent,))[0].reason == "session_cancelled"


def test_the_doubtful_never_outweighs_or_adds_to_what_is_certain():
    own = row(How.CONFIRMED, by="lms:7")
    found = known(own, row(How.FILE, (T, T + 600)))
    assert (found.how, found.minutes, found.certain) == (How.FILE, 10, True)
    assert not known(own).certain
    assert not known(row(How.FILE, (T, T + 600), by="lms:7")).certain


def test_a_written_session_has_no_hour_though_a_leader_confirms_it():
    world = World(rule(WRITES, AttendedBy(How.REPLIED)))
    world.sessions(discussion(forum=12, author=8))
    confirmed = replace(row(How.CONFIRMED, by="lms:8"), session="discussion:31")
    [found] = world.attended(presences=(confirmed,))
    assert (found.how, found.time, found.minutes, found.intervals) == (How.CONFIRMED, T, 90, ())
    [found] = world.attended(reply(7, "4", time=T + 800), presences=(confirmed,))
    assert (found.how, found.time, found.intervals) == (How.REPLIED, T + 800, ())


def test_order_and_repetition_of_facts_never_matter():
    facts = [meeting(), meeting("6", opens=T + 9000), discussion(), reply(8, "2"), reply(9, "3"), event()]
    world = World(rule(proposed_in=ASKED), rule(MEETS, LISTED, key="temu"))
    assert world.sessions(*facts) == world.sessions(*reversed(facts), *facts)
