"""The story holds what it promises, and tells the same each time."""

from collections import Counter
from datetime import datetime

from connector.sandbox import build_site, play, story
from connector.sandbox.build import COP_AK, COP_PP, PEOPLE
from connector.sandbox.events import short_name
from connector.sandbox.plaintext import to_text
from connector.sandbox.story import default_base
from connector.sandbox.story_cast import ZONE

BASE = default_base(1_795_000_000)
DIAN, HASAN, RIZAL, MADE = 12, 13, 11, 9


def told():
    site = build_site(lambda: 1_795_000_000)
    site.sender.paused = True
    play(site, story(BASE))
    return site


def words(post):
    return len(to_text(post.message).split())


def test_same_base_same_site():
    one, two = told(), told()
    assert one.tables == two.tables
    assert one.sent == two.sent


def test_steps_are_dated_within_working_weeks():
    steps = story(BASE)
    assert steps == sorted(steps, key=lambda step: step.at)
    days = [datetime.fromtimestamp(step.at, ZONE) for step in steps]
    assert days[0].weekday() == 0
    assert all(7 <= day.hour < 17 for day in days)
    assert days[-1].timestamp() < BASE + 28 * 86400
    assert default_base() + 27 * 86400 < datetime.now(ZONE).timestamp()


def test_clock_runs_again_afterwards():
    assert told().now() == 1_795_000_000


def test_steps_are_announced():
    site, seen = build_site(), []
    play(site, story(BASE), lambda step: seen.append((step.name, site.now())))
    assert seen == [(step.name, step.at) for step in story(BASE)]


def test_everything_that_can_happen_happens():
    site = told()
    kinds = Counter(short_name(sent.event) for sent in site.sent)
    for kind in (
        "cohort_member_added",
        "discussion_deleted",
        "discussion_lock_updated",
        "discussion_moved",
        "discussion_pinned",
        "discussion_updated",
        "group_member_added",
        "post_deleted",
        "post_updated",
        "role_unassigned",
        "user_enrolment_created",
        "user_enrolment_deleted",
        "user_updated",
    ):
        assert kinds[kind], kind
    posts, heads = site.tables.posts.values(), site.tables.discussions.values()
    assert [p for p in posts if p.privatereplyto]
    assert [d for d in heads if d.timestart]
    assert [d for d in heads if d.groupid > 0]
    assert site.tables.enrolment(HASAN, COP_AK) is None
    assert list(site.tables.enrolment(MADE, COP_AK).roles) == ["teacher"]


def test_lengths_are_those_that_rules_look_at():
    site = told()
    firsts = [p for p in site.tables.posts.values() if not p.parent]
    blogs = [p for p in firsts if site.tables.forum_of_post(p.id).type == "blog"]
    assert len(blogs) == 6
    assert all(words(p) >= 130 for p in blogs)
    assert len({p.userid for p in blogs}) == 6
    thanks = [p for p in site.tables.posts.values() if p.parent and words(p) < 10]
    assert len(thanks) >= 6


def test_one_person_one_day_two_communities():
    site = told()
    day = [p for p in site.tables.posts.values() if p.userid == DIAN and words(p) > 50]
    assert len({datetime.fromtimestamp(p.created, ZONE).date() for p in day}) == 1
    assert len({words(p) for p in day}) == 3
    assert {site.tables.forum_of_post(p.id).course for p in day} == {COP_AK, COP_PP}


def test_people_are_numbered_as_in_moodle_and_have_the_shape_of_a_nip():
    site = build_site()
    assert [site.tables.users[user].username for user in (1, 2, 3)] == ["guest", "admin", "svc_cop"]
    assert site.tables.users[4].idnumber == PEOPLE[0].nip
    for person in PEOPLE:
        born, since, sex = person.nip[:8], person.nip[8:14], person.nip[14]
        assert datetime.strptime(born, "%Y%m%d").replace(tzinfo=ZONE)
        assert len(person.nip) == 18
        assert int(since[:4]) - int(born[:4]) >= 18
        assert 1 <= int(since[4:]) <= 12
        assert sex in "12"
    assert told().tables.users[RIZAL].idnumber != site.tables.users[RIZAL].idnumber
