"""Previews on the desk: asked for, waited for, read, downloaded, and the past recomputed by one; and trying one."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import pytest
from sqlalchemy import select

from config.packs import read_packs
from connector.models.mapping import MappingVersion, TimelineRow
from connector.models.people import Account
from connector.models.preview import Preview
from connector.steps import desk, settle, world
from connector.steps.drafts import begin_draft
from connector.steps.ledger import Cause
from connector.steps.preview import compute
from connector.steps.publish import publish
from tests.unit.web.conftest import EVIL, NOW, PASSWORD, Desk

READ = world._mapping
TEXT = f"""\
mapping: 1
pack: indonesia-asn
communities:
  ak:
    name: 'CoP Analis {EVIL}'
    lives_in: {{source: lms, course: {{id: 2}}}}
contributions:
  tulisan:
    kind: good_practice
    is: {{post: first, words: {{at_least: 20}}}}
credits:
  - {{scheme: cop-jp, for: {{contribution: tulisan}}, minutes: 45}}
hr:
  - {{target: simpeg, scheme: cop-jp, every: month, written: monthly}}
"""
STRICTER = TEXT.replace("at_least: 20", "at_least: 40")
SINCE = "2026-11-01"


@pytest.fixture
def real(admin: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """With the mapping's document in force."""
    monkeypatch.setattr(world, "_mapping", READ)
    with admin.db.write() as db:
        version = db.get_one(MappingVersion, 1)
        version.text, version.packs, version.digest = TEXT, json.dumps(read_packs()), "document"
    with admin.db.write() as db:
        for key in db.scalars(select(Account.person).distinct()).all():
            settle.settle_person(admin.cop.context, db, key, Cause("post", NOW))
    return admin


def ask(desk_: Desk, path: str, question: str = "recompute", day: str = SINCE) -> str:
    """Asks, and computes; returns the answer's page."""
    answer = desk_.post(path, question=question, day=day)
    assert answer.status_code == 303
    assert "/mappings/previews/" in answer.location, desk_.text(answer.location)
    while compute(desk_.cop.context):
        pass
    return answer.location


def stricter(desk_: Desk) -> int:
    return begin_draft(desk_.cop.context, f"Lebih ketat {EVIL}", STRICTER, "rina")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_draft_is_previewed(real: Desk, language: str) -> None:
    real.speak(language)
    id_ = stricter(real)
    assert f'href="/mappings/drafts/{id_}/preview"' in real.text(f"/mappings/drafts/{id_}")
    assert EVIL not in real.text(f"/mappings/drafts/{id_}/preview")
    page = real.text(ask(real, f"/mappings/drafts/{id_}/preview"))
    assert EVIL not in page
    assert not re.search(r"<style|<script(?! src)|\sstyle=|\son[a-z]+=", page)
    assert "3 JP" in page, "all that was earned"
    assert 'href="/people/lms:4"' in page
    assert 'href="/facts/lms/post/1"' in page
    assert "−3 JP" in page
    assert "previews/1" in real.text(f"/mappings/drafts/{id_}/preview")
    assert 'name="losing"' not in page
    assert "/recompute" not in page, "a draft is published first"


def test_waiting_shows_how_far_it_is(real: Desk) -> None:
    location = real.post(
        f"/mappings/drafts/{stricter(real)}/preview", question="recompute", day=SINCE
    ).location
    assert "Segera dimulai" in real.text(location)
    with real.db.write() as db:
        row = db.get_one(Preview, 1)
        row.state, row.people, row.done = "running", 40, 7
    page = real.text(location)
    assert "7 dari 40 orang sudah dihitung" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'value="7"' in page
    assert real.get(f"{location}.csv").status_code == 404
    with real.db.write() as db:
        row = db.get_one(Preview, 1)
        row.state, row.problem = "failed", f"odd {EVIL}"
    page = real.text(location)
    assert "odd &lt;script" in page
    assert "http-equiv" not in page


@pytest.mark.parametrize(
    ("question", "day", "words"),
    [
        ("publish", SINCE, "Menerbitkan tidak menyentuh masa lalu"),
        ("recompute", "", "sejak hari apa"),
        ("recompute", "2026-13-01", "sejak hari apa"),
        ("recompute", "2027-01-01", "Hanya yang sudah lewat"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(real: Desk, question: str, day: str, words: str) -> None:
    answer = real.post(f"/mappings/drafts/{stricter(real)}/preview", question=question, day=day)
    assert words in real.text(answer.location)


def test_a_draft_with_problems_is_refused(real: Desk) -> None:
    id_ = begin_draft(real.cop.context, "rusak", "mapping: 1\nunknown: 2\n", "rina")
    answer = real.post(f"/mappings/drafts/{id_}/preview", question="publish", day="")
    assert "masih bermasalah" in real.text(answer.location)


def test_people_are_filtered_and_paged(real: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    location = ask(real, f"/mappings/drafts/{stricter(real)}/preview")
    names = re.findall(r'href="/people/(lms:\d+)"', real.text(location + "?only=loses"))
    assert names == ["lms:4", "lms:5", "lms:6"]
    assert 'href="/people/' not in real.text(location + "?only=gains")
    monkeypatch.setattr("connector.web.preview_people.PAGE", 2)
    page = real.text(location)
    assert re.findall(r'href="/people/(lms:\d+)"', page) == ["lms:4", "lms:5"]
    more = re.search(r'rel="next" href="([^"]+)"', page)
    assert more
    assert re.findall(r'href="/people/(lms:\d+)"', real.text(more[1].replace("&amp;", "&"))) == ["lms:6"]
    assert real.get(location + "?after=x|y").status_code == 200


def test_downloads(real: Desk) -> None:
    with real.db.write() as db:
        db.get_one(Account, "lms:5").name = "=1+1"
    location = ask(real, f"/mappings/drafts/{stricter(real)}/preview")
    table = list(csv.reader(StringIO(real.text(location + ".csv"))))
    assert table[0] == ["person", "name", "scheme", "unit", "community", "month", "now", "then", "change"]
    assert table[1] == ["lms:4", "Retno Palupi", "cop-jp", "JP", "ak", "2026-11", "1", "0", "-1"]
    assert table[2][1] == "'=1+1"
    told = json.loads(real.text(location + ".json"))
    assert (told["losing"], told["people"], told["sums"]["rule/tulisan"]) == (3, 3, [3, 0])
    assert [one["person"] for one in told["persons"]] == ["lms:4", "lms:5", "lms:6"]
    assert told["schemes"]["cop-jp"]["unit"] == "JP"


def test_the_past_is_recomputed_after_its_preview(real: Desk) -> None:
    number = publish(real.cop.context, STRICTER, real.cop.context.packs, "rina")
    assert f'href="/mappings/{number}/preview"' in real.text(f"/mappings/{number}")
    location = ask(real, f"/mappings/{number}/preview")
    answer = real.post(f"{location}/recompute", reason="")
    assert "sebutkan alasannya" in real.text(answer.location)
    answer = real.post(f"{location}/recompute", reason="putusan")
    assert answer.location == f"/mappings/{number}"
    with real.db.read() as db:
        last = db.scalars(select(TimelineRow).order_by(TimelineRow.number.desc())).first()
    assert last is not None
    assert (last.version, last.valid_from) == (number, 1_793_466_000)  # 1 November, midnight in Jakarta
    page = real.text(location)
    assert "sudah berubah sejak pratinjau ini" in page
    assert 'name="reason"' not in page
    answer = real.post(f"{location}/recompute", reason="lagi")
    assert "Mintalah yang baru dulu" in real.text(answer.location)


def test_a_version_to_come_that_would_be_overtaken_is_named(real: Desk) -> None:
    assert "tidak akan pernah berlaku" not in real.text(ask(real, "/mappings/1/preview"))
    publish(real.cop.context, STRICTER, real.cop.context.packs, "rina", NOW + 86_400)
    page = real.text(ask(real, "/mappings/1/preview"))
    assert "Versi 2, yang akan berlaku sejak 2026-11-24 01:00, lalu tidak akan pernah berlaku." in page


def test_what_takes_from_many_asks_for_their_number(real: Desk) -> None:
    number = publish(real.cop.context, STRICTER, real.cop.context.packs, "rina")
    location = ask(real, f"/mappings/{number}/preview")
    with real.db.write() as db:
        row = db.get_one(Preview, 1)
        row.losing, row.people = 51, 1000
    assert "tulis bilangan itu: 51" in real.text(location)
    for said in ("", "50", "x"):
        answer = real.post(f"{location}/recompute", reason="putusan", losing=said)
        assert "mengambil sesuatu dari banyak orang" in real.text(answer.location)
    assert real.post(f"{location}/recompute", reason="putusan", losing="51").location == f"/mappings/{number}"


def test_only_a_preview_of_the_past_recomputes_it(real: Desk) -> None:
    location = ask(real, "/mappings/1/preview", "publish", "")
    assert real.post(f"{location}/recompute", reason="putusan").status_code == 400


def test_whoever_is_no_admin_does_not_ask(real: Desk) -> None:
    location = ask(real, f"/mappings/drafts/{stricter(real)}/preview")
    desk.put_user(real.cop.context, desk.NewUser("dewi", PASSWORD, "approver"), "t")
    real.sign_in("dewi")
    for path in (location, location + ".csv", "/mappings/1/preview", "/try"):
        assert real.get(path).status_code == 403
    for path in ("/mappings/1/preview", f"{location}/recompute", "/try"):
        assert real.post(path, reason="x").status_code == 403


@pytest.mark.parametrize(
    "path", ["/mappings/previews/9", "/mappings/9/preview", "/mappings/drafts/9/preview"]
)
def test_what_is_not_there(real: Desk, path: str) -> None:
    assert real.get(path).status_code == 404


# --- trying one --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_try_a_post(real: Desk, language: str) -> None:
    real.speak(language)
    page = real.text("/try?words=post:4")
    assert EVIL not in page
    assert "“tulisan”" in page
    assert "3" in page
    assert 'href="/facts/lms/post/4"' in page
    assert real.text("/try").count("<ol") == 0


def test_try_leads_from_events_and_facts(real: Desk) -> None:
    assert 'href="/try?words=lms%3Apost%3A1"' in real.text("/facts/lms/post/1")
    assert 'href="/try?words=1"' in real.text("/events/1")
    assert "Dikenali sebagai" in real.text("/try?words=1")


def test_try_by_a_draft(real: Desk) -> None:
    answer = real.post("/try", words="post:1", which=f"draft:{stricter(real)}")
    assert "meminta sedikitnya 40 kata" in answer.text
    assert "Dikenali sebagai" in real.post("/try", words="post:1", which="version:1").text


def test_what_was_pasted_is_not_shown_again(real: Desk) -> None:
    event = {"eventname": r"\mod_forum\event\post_created", "objectid": 1, "token": "rahasia-benar"}
    answer = real.post("/try", words=json.dumps(event))
    assert "Dikenali sebagai" in answer.text
    assert "rahasia-benar" not in answer.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("apa saja", "bukan fakta seperti post:17"),
        ("{rusak", "bukan peristiwa Moodle"),
        ('{"x": 1}', "bukan peristiwa Moodle"),
        ("999", "Tidak ada peristiwa tersimpan"),
        ("lain:post:1", "sebutkan LMS"),
        ("post:99", "tidak dikenal"),
    ],
)
def test_what_cannot_be_tried_is_told(real: Desk, words: str, said: str) -> None:
    assert said in real.post("/try", words=words).text
