"""The story's second part holds what it promises and leaves the first as it is."""

from collections import Counter
from datetime import datetime

from connector.sandbox import both, build_site, play, story, story_sessions
from connector.sandbox.build import COP_AK, COP_PP
from connector.sandbox.events import short_name
from connector.sandbox.plaintext import to_text
from connector.sandbox.story import default_base
from connector.sandbox.story_cast import ZONE
from connector.sandbox.story_sessions import CASES, NIGHT, PROPOSALS, SUMMARIES, WEBINAR
from connector.sandbox.story_teller import IDS_FROM

BASE = default_base(1_795_000_000)
RETNO, BAGUS, AYU, YOHANES, SITI, MADE, FRANSISKA, RIZAL, DIAN, HASAN, WULAN, THERESIA = range(4, 16)


def told(steps):
    site = build_site(lambda: 1_795_000_000)
    site.sender.paused = True
    play(site, steps)
    return site


def forum(site, name):
    return [f for f in site.tables.forums.values() if f.name == name]


def test_the_first_part_is_what_it_is_alone():
    alone, together = told(story(BASE)), told(both(BASE))
    for table in ("posts", "discussions", "forums", "enrolments", "cohorts", "groups", "subscriptions"):
        rows = getattr(alone.tables, table)
        assert rows == {key: getattr(together.tables, table)[key] for key in rows}, table
    own = [s for s in together.sent if s in alone.sent]
    assert len(own) == len(alone.sent)


def test_the_second_part_stands_alone_and_is_the_same_each_time():
    one, two = told(story_sessions(BASE)), told(story_sessions(BASE))
    assert one.tables == two.tables
    assert one.sent == two.sent
    assert min(one.tables.posts) > IDS_FROM
    steps = story_sessions(BASE)
    assert steps == sorted(steps, key=lambda step: step.at)
    assert steps[-1].at < BASE + 22 * 86400


def completed(site, name):
    [cmid] = [m.cmid for m in site.tables.modules.values() if m.name == name]
    return {user for (each, user), row in site.tables.completions.items() if each == cmid and row.state}


def test_sessions():
    site = told(both(BASE))
    assert completed(site, WEBINAR) == {RETNO, AYU, YOHANES, SITI, MADE, FRANSISKA}
    assert completed(site, NIGHT) == {BAGUS, YOHANES, FRANSISKA, MADE}
    assert completed(site, "Webinar CoP Perancang") == {WULAN, THERESIA, DIAN, SITI}
    assert {r.minutes for r in site.tables.recordings.values()} >= {95}
    [night] = [e for e in site.tables.events.values() if e.name.startswith(NIGHT)]
    days = {datetime.fromtimestamp(night.timestart + late, ZONE).day for late in (0, 90 * 60)}
    assert len(days) == 2
    names = [e.name for e in site.tables.events.values()]
    assert sum("Pertemuan CoP" in name for name in names) == 2
    assert not [name for name in names if "kunjungan" in name]
    kinds = Counter(short_name(sent.event) for sent in site.sent)
    assert kinds["calendar_event_deleted"] == 1
    assert kinds["badge_awarded"] == 1


def test_attendance_lists():
    tables = told(both(BASE)).tables
    for course, present in ((COP_AK, {AYU, YOHANES, SITI, MADE, DIAN}), (COP_PP, {THERESIA, DIAN})):
        [choice] = [m.id for m in tables.modules_of(course) if m.modname == "choice"]
        yes = {o.id for o in tables.choice_options.values() if o.choice == choice and o.text == "Hadir"}
        answers = {user: a.option for (each, user), a in tables.choice_answers.items() if each == choice}
        assert {user for user, option in answers.items() if option in yes} == present


def test_a_proposal_is_supported_by_others():
    site = told(both(BASE))
    [place] = forum(site, PROPOSALS)
    [proposal] = site.tables.discussions_of(place.id)
    supporters = {p.userid for p in site.tables.posts_of(proposal.id) if p.parent}
    assert len(supporters) == 6
    assert proposal.userid not in supporters


def test_a_case_is_solved_and_comes_back():
    site = told(both(BASE))
    [place] = forum(site, CASES)
    cases = sorted(site.tables.discussions_of(place.id), key=lambda d: d.id)
    solved, *_, again = [d for d in cases if "uku pelaut" in d.name]
    posts = site.tables.posts_of(solved.id)
    assert 6 <= len(posts) <= 8
    assert len({p.userid for p in posts}) == 3
    assert max(p.created for p in posts) < site.tables.posts[again.firstpost].created - 10 * 86400
    [tagged] = [p for p in site.tables.posts.values() if p.tags]
    assert (tagged.tags, len(to_text(tagged.message).split()) >= 80) == (("refleksi",), True)


def test_knowledge_and_ratings():
    tables = told(both(BASE)).tables
    entries = tables.glossary_entries.values()
    assert all(e.approved and len(to_text(e.definition).split()) >= 40 for e in entries)
    assert len({e.userid for e in entries}) == 3
    [page] = tables.wiki_pages.values()
    assert page.userid == FRANSISKA
    assert len(tables.data_records) == 2
    assert len(tables.ratings) == 4


def test_nobody_is_mailed_about_summaries():
    site = told(both(BASE))
    forums = forum(site, SUMMARIES)
    assert [(f.course, f.forcesubscribe) for f in forums] == [(COP_AK, 3), (COP_PP, 3)]
    post = site.deeds.start_discussion(3, forums[0].id, "Ringkasan", "<p>x</p>")
    assert site.mailing.readers(site.tables.posts[site.tables.discussions[post].firstpost]) == set()
