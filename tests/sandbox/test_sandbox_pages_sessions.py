"""On the pages a member joins, answers, ticks off and writes; badges stand in the profile."""

import pytest

from connector.sandbox import both, create_app, play
from connector.sandbox.story import default_base
from connector.sandbox.story_sessions import WEBINAR

RETNO, AYU, SITI = 4, 6, 8


@pytest.fixture
def web(site):
    return create_app(site).test_client()


def act(web, path, user=AYU, **form):
    return web.post(f"{path}?as={user}", data=form).status_code


def test_a_meeting(site, web, clock):
    room = site.deeds.create_activity(2, "bigbluebuttonbn", "Webinar CoP", completion=2, minutes=30)
    assert "Bergabung" in web.get(f"/activity/{room}?as={AYU}").text
    assert act(web, f"/activity/{room}/join") == 303
    assert "Keluar" in web.get(f"/activity/{room}?as={AYU}").text
    assert act(web, f"/activity/{room}/end") == 403
    clock.at += 3600
    assert act(web, f"/activity/{room}/end", RETNO) == 303
    page = web.get(f"/activity/{room}?as={RETNO}&lang=en").text
    assert "Completed by" in page
    assert "60 minutes" in page
    assert act(web, f"/activity/{room}/join", SITI) == act(web, f"/activity/{room}/leave", SITI) == 303


def test_a_choice(site, web):
    choice = site.deeds.create_choice(2, "Daftar hadir", ["Hadir", "Izin"])
    assert act(web, f"/activity/{choice}/choose", option="1") == 303
    assert act(web, f"/activity/{choice}/choose", option="9") == 400
    assert site.tables.choice_answers[1, AYU].option == 1
    assert "checked" in web.get(f"/activity/{choice}?as={AYU}").text


def test_ticking_off(site, web):
    page = site.deeds.create_activity(2, "page", "Sesi 1", completion=1)
    assert act(web, f"/activity/{page}/tick", done="1") == 303
    assert "Batalkan" in web.get(f"/activity/{page}?as={AYU}").text
    assert act(web, f"/activity/{page}/tick", done="0") == 303
    assert site.tables.completions[page, AYU].state == 0
    room = site.deeds.create_activity(2, "bigbluebuttonbn", "Webinar CoP", completion=2)
    assert act(web, f"/activity/{room}/tick", done="1") == 403


@pytest.mark.parametrize(
    ("modname", "page"),
    [("glossary", "showentry.php?eid=1"), ("wiki", "view.php?pageid=1"), ("data", "view.php?rid=1")],
)
def test_an_entry_s_address_leads_to_its_activity(site, web, modname, page):
    site.deeds.create_activity(2, modname, "Kosong")
    place = site.deeds.create_activity(2, modname, "Pengetahuan")
    assert act(web, f"/activity/{place}/write", title="Overstay", message="Melebihi izin") == 303
    answer = web.get(f"/mod/{modname}/{page}")
    assert answer.location == f"/activity/{place}"
    assert web.get(f"/mod/{modname}/view.php?id={place}").location == f"/activity/{place}"


@pytest.mark.parametrize("modname", ["glossary", "wiki", "data"])
def test_knowledge(site, web, modname):
    place = site.deeds.create_activity(2, modname, "Pengetahuan")
    form = {"title": "Overstay", "message": "Melebihi <izin>"}
    assert act(web, f"/activity/{place}/write", **form) == 303
    page = web.get(f"/activity/{place}").text
    assert "Overstay" in page
    assert "Melebihi &lt;izin&gt;" in page
    assert act(web, f"/activity/{place}/write", title="", message="x") == 400


def test_what_cannot_be_written_into(site, web):
    room = site.deeds.create_activity(2, "bigbluebuttonbn", "Webinar CoP")
    assert act(web, f"/activity/{room}/write", title="x", message="x") == 400
    assert act(web, "/activity/999/join") == 404


def test_a_badge_in_the_profile(site, web):
    site.deeds.create_badge("Kontributor CoP", 1)
    site.deeds.cohort_add(1, AYU)
    assert "Kontributor CoP" in web.get(f"/user/{AYU}").text
    [issued] = site.tables.issued.values()
    assert "Ni Komang Ayu" in web.get(f"/badges/badge.php?hash={issued.hash}").text
    assert web.get("/badges/badge.php?hash=x").status_code == 404


def test_a_moderator_edits_a_summary_as_source(site, web):
    html = '<div class="cop-summary"><p>Ringkasan</p></div>'
    discussion = site.deeds.start_discussion(3, 2, "Ringkasan", html)
    post = site.tables.discussions[discussion].firstpost
    page = web.get(f"/discussion/{discussion}?as={RETNO}").text
    assert 'name="source"' in page
    assert act(web, f"/post/{post}/edit", RETNO, message=html, source="1", subject="Ringkasan") == 303
    assert site.tables.posts[post].message.startswith(html + '<p><span class="edited">')


def test_the_story_can_be_looked_at(site, web):
    base = default_base(site.now())
    site.sender.paused = True
    play(site, both(base))
    site.set_time(base + 86400)
    index = web.get("/?lang=en").text
    assert WEBINAR in index
    assert "Calendar: " in index
    site.set_time(base + 27 * 86400)
    assert "Calendar: " not in web.get("/?lang=en").text
    site.set_time(base + 86400)
    for cmid, module in site.tables.modules.items():
        assert module.name in web.get(f"/activity/{cmid}").text
        assert web.get(f"/mod/{module.modname}/view.php?id={cmid}").location == f"/activity/{cmid}"
    site.deeds.announce(RETNO, 2, "Pertemuan CoP", base + 2 * 86400, 90)
    assert "Pertemuan CoP" in web.get("/").text
    assert web.get("/mod/bigbluebuttonbn/bbb_view.php?bn=1001&rid=1001").status_code == 302
