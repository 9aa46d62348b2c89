"""The forum pages: what a person sees and can do there as a member."""

import pytest

from connector.sandbox import play, story

RETNO, BAGUS, AYU, MADE = 4, 5, 6, 9
FIELD, BLOG = 2, 4


@pytest.fixture
def http(site, ask):
    return ask.http


@pytest.fixture
def talk(site):
    discussion = site.deeds.start_discussion(
        AYU, FIELD, "Antrean <b>", "<p>Bagaimana?</p><script>x()</script>"
    )
    return discussion, site.tables.discussions[discussion].firstpost


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_the_story_shows(site, http, language):
    site.sender.paused = True
    play(site, story())
    paths = ["/", "/sandbox/faults", "/sandbox/static/forum.css"]
    paths += [f"/forum/{row}" for row in site.tables.forums]
    paths += [f"/discussion/{row}" for row in site.tables.discussions]
    paths += [f"/user/{row}" for row in site.tables.users]
    for path in paths:
        with http.get(path, query_string={"lang": language, "as": RETNO}) as answer:
            assert answer.status_code == 200, path


def test_unknown_things_are_not_found(http):
    for path in ("/forum/99", "/discussion/99", "/user/99", "/mod/forum/view.php?id=99"):
        assert http.get(path).status_code == 404


def test_texts_are_escaped_and_scripts_gone(http, talk):
    page = http.get(f"/discussion/{talk[0]}").text
    assert "Antrean &lt;b&gt;" in page
    assert "Bagaimana?" in page
    assert "<script" not in page
    assert "x()" not in page


def test_writing_as_a_member(site, http):
    http.get(f"/?as={MADE}")
    text = "Baris satu\nlanjutan\n\nParagraf dua <script>"
    answer = http.post(f"/forum/{FIELD}/start", data={"subject": "Baru", "message": text})
    assert (answer.status_code, answer.location) == (303, "/discussion/1")
    post = site.tables.posts[1]
    assert (post.userid, post.subject) == (MADE, "Baru")
    assert post.message == "<p>Baris satu<br>lanjutan</p><p>Paragraf dua &lt;script&gt;</p>"
    http.post("/post/1/reply", data={"message": "Balasan", "private": "1"}, query_string={"as": AYU})
    assert (site.tables.posts[2].userid, site.tables.posts[2].privatereplyto) == (AYU, 0)
    assert http.post("/post/1/reply", data={"message": " "}).status_code == 400


def test_authors_have_half_an_hour(site, http, clock, talk):
    _, post = talk
    edit = {"subject": "Antrean", "message": "Bagaimana caranya?"}
    assert http.post(f"/post/{post}/edit?as={MADE}", data=edit).status_code == 403
    assert http.post(f"/post/{post}/edit?as={AYU}", data=edit).status_code == 303
    clock.at += 1800
    assert http.post(f"/post/{post}/edit?as={AYU}", data=edit).status_code == 403
    assert http.post(f"/post/{post}/delete?as={AYU}").status_code == 403
    assert http.post(f"/post/{post}/delete?as={BAGUS}").location == f"/forum/{FIELD}"
    assert site.tables.posts == {}


def test_moderators_split_move_and_answer_privately(site, http, talk):
    discussion, first = talk
    reply = site.deeds.reply(MADE, first, "<p>Lain hal</p>")
    assert http.post(f"/post/{reply}/split?as={AYU}", data={"subject": "x"}).status_code == 403
    assert http.post(f"/post/{reply}/split?as={BAGUS}", data={"subject": "Lain"}).location == "/discussion/2"
    assert http.post(f"/discussion/2/move?as={BAGUS}", data={"forum": 8}).status_code == 400
    assert http.post(f"/discussion/2/move?as={BAGUS}", data={"forum": BLOG}).status_code == 303
    assert site.tables.discussions[2].forum == BLOG
    http.post(f"/post/{first}/reply?as={BAGUS}", data={"message": "Rahasia", "private": "1"})
    shown = {
        user: "Rahasia" in http.get(f"/discussion/{discussion}?as={user}").text for user in (AYU, MADE, BAGUS)
    }
    assert shown == {AYU: True, MADE: False, BAGUS: True}


def test_locked_discussions_take_answers_of_moderators_only(site, http, talk):
    discussion, first = talk
    site.deeds.lock(BAGUS, discussion)
    assert http.post(f"/post/{first}/reply?as={AYU}", data={"message": "x"}).status_code == 403
    assert http.post(f"/post/{first}/reply?as={BAGUS}", data={"message": "x"}).status_code == 303


def test_profile_shows_the_credit_figure(site, http, talk):
    assert f'href="/user/{AYU}"' in http.get(f"/discussion/{talk[0]}").text
    site.deeds.update_user(AYU, fields={"cop_jp_locked": "4,5"})
    page = http.get(f"/user/{AYU}").text
    assert "Jam Pelajaran CoP" in page
    assert "4,5" in page


def test_language_is_remembered(http):
    assert "Menulis sebagai" in http.get("/").text
    assert "Write as" in http.get("/?lang=en").text
    assert "Write as" in http.get("/").text


def test_moodles_addresses_lead_to_the_pages(site, http, talk):
    cmid = site.tables.forums[FIELD].cmid
    assert http.get(f"/mod/forum/view.php?id={cmid}").location == f"/forum/{FIELD}"
    assert http.get(f"/mod/forum/discuss.php?d={talk[0]}").location == f"/discussion/{talk[0]}"
    assert http.get(f"/user/view.php?id={AYU}&course=2").location == f"/user/{AYU}"
