"""Mappings on the desk: drafts, checking while one types, publishing, versions, what the LMS has."""

import io
import json
import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from config.packs import read_pack
from connector.models.desk import DeskUser
from connector.models.lms import FactRow, Hint, ListedCourse
from connector.models.mapping import MappingDraft, MappingVersion
from connector.steps import world
from connector.steps.drafts import Seen, begin_draft, save_draft
from connector.texts import LANGUAGES
from connector.web.page import say_or
from tests.unit.web.conftest import EVIL, NOW, Desk

STARTER = read_pack("indonesia-asn")
WORLD = world._mapping


@pytest.fixture(autouse=True)
def first_version(cop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Version 1 is the starter, as a document that is compiled like any other."""
    monkeypatch.setattr(world, "_mapping", WORLD)
    with cop.context.db.write() as db:
        row = db.get_one(MappingVersion, 1)
        row.text, row.packs, row.digest = STARTER, json.dumps(cop.context.packs), "starter"


def begun(desk: Desk, text: str = STARTER, name: str = "Baru") -> int:
    return begin_draft(desk.cop.context, name, text, "ratna")


def stored(desk: Desk, id_: int) -> MappingDraft | None:
    with desk.db.read() as db:
        return db.get(MappingDraft, id_)


def save(desk: Desk, id_: int, text: str, revision: int = 1, answer: str = "save") -> TestResponse:
    form = {"name": "Baru", "text": text.replace("\n", "\r\n"), "revision": str(revision), "answer": answer}
    return desk.post(f"/mappings/drafts/{id_}", **form)


def in_field(page: str) -> str:
    """The text as a browser has it: the first line end behind the tag is not part of it."""
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', page, re.S)
    assert found
    return unescape(found[1])


# --- beginning, files ---------------------------------------------------------------


def test_a_draft_begins_from_the_version_in_force(admin: Desk) -> None:
    assert 'value="version:1"' in admin.text("/mappings")
    answer = admin.post("/mappings/drafts", base="version:1")
    assert answer.status_code == 303
    page = admin.text(answer.headers["Location"])
    assert in_field(page) == STARTER
    assert "dari versi 1" in page
    assert "Sesudah versi 1" in admin.text("/mappings")


def test_a_draft_begins_from_a_starter(admin: Desk) -> None:
    answer = admin.post("/mappings/drafts", base="starter:indonesia-asn-lengkap", name="Uji")
    page = admin.text(answer.headers["Location"])
    assert in_field(page) == read_pack("indonesia-asn-lengkap")
    assert "<h1>Uji" in page


@pytest.mark.parametrize("base", ["", "version:9", "version:x", "starter:../x", "other:1"])
def test_no_draft_begins_from_nothing(admin: Desk, base: str) -> None:
    assert admin.post("/mappings/drafts", base=base).status_code == 400


@pytest.mark.parametrize("text", [STARTER, "\n\na: 1", "\ufeffa: é\r\nb: 2\r\n", "</textarea><b>", ""])
def test_file_and_page_are_one_document_byte_for_byte(admin: Desk, text: str) -> None:
    """In by file, seen on the page, sent back by it untouched, out by file."""
    text = text or "x"
    file = (io.BytesIO(text.encode()), "../pemetaan.yaml")
    answer = admin.post("/mappings/drafts", base="file", file=file)
    where = answer.headers["Location"]
    page = admin.text(where)
    assert "<h1>pemetaan.yaml" in page
    assert in_field(page) == text
    id_ = int(where.rpartition("/")[2])
    assert save(admin, id_, in_field(page).replace("\r\n", "\n")).status_code == 303
    out = admin.get(f"{where}.yaml")
    assert out.data == text.encode()
    assert out.headers["Content-Disposition"] == f'attachment; filename="draft-{id_}.yaml"'


@pytest.mark.parametrize(("data", "told"), [(b"\xff\xfe", "bukan teks UTF-8"), (b"", "Pilih berkasnya")])
def test_a_file_that_is_no_text_is_refused(admin: Desk, data: bytes, told: str) -> None:
    admin.post("/mappings/drafts", base="file", file=(io.BytesIO(data), "x.yaml"))
    page = admin.text("/mappings")
    assert told in page
    assert "Tidak ada rancangan" in page


def test_a_file_takes_the_place_of_the_text(admin: Desk) -> None:
    id_ = begun(admin)
    form = {"revision": "1", "file": (io.BytesIO(b"a: 1\r\n"), "x.yaml")}
    assert admin.post(f"/mappings/drafts/{id_}/file", **form).status_code == 303
    kept = stored(admin, id_)
    assert kept is not None
    assert (kept.text, kept.revision, kept.name) == ("a: 1\r\n", 2, "Baru")


def test_a_large_document_goes_through_the_form(admin: Desk) -> None:
    text = STARTER + "# é\n" * 100_000
    id_ = begun(admin)
    token = admin.token()
    form = {"csrf_token": token, "name": "x", "text": text, "revision": "1", "answer": "save"}
    answer = admin.client.post(f"/mappings/drafts/{id_}", data=form, content_type="multipart/form-data")
    assert answer.status_code == 303
    kept = stored(admin, id_)
    assert kept is not None
    assert kept.text == text


# --- two editors -----------------------------------------------------------------------


def test_the_second_editor_is_told_and_loses_nothing(admin: Desk) -> None:
    id_ = begun(admin)
    theirs, mine = STARTER.replace("120", "150"), STARTER.replace("120", "100")
    save_draft(admin.cop.context, Seen(id_, 1), "Baru", theirs, "bagus")
    answer = save(admin, id_, mine)
    assert answer.status_code == 409
    assert in_field(answer.text) == mine
    assert "bagus menyimpan teks lain" in answer.text
    told = unescape(re.sub(r"<[^>]+>", "", answer.text))
    assert '-    is: {post: first, forum: {name: "Blog Praktik Baik"}, words: {at_least: 150}}' in told
    assert '+    is: {post: first, forum: {name: "Blog Praktik Baik"}, words: {at_least: 100}}' in told
    kept = stored(admin, id_)
    assert kept is not None
    assert kept.text == theirs
    # Having seen theirs, one may put one's own in its place: the page knows their revision.
    assert 'name="revision" value="2"' in answer.text
    assert save(admin, id_, mine, revision=2).status_code == 303


def test_a_text_in_conflict_becomes_a_draft_of_its_own(admin: Desk) -> None:
    id_ = begun(admin)
    answer = save(admin, id_, "mapping: 1\n", revision=7, answer="copy")
    page = admin.text(answer.headers["Location"])
    assert in_field(page) == "mapping: 1\n"
    assert "Baru (salinan)" in page
    kept = stored(admin, id_)
    assert kept is not None
    assert kept.text == STARTER


def test_a_text_outlives_its_draft(admin: Desk) -> None:
    id_ = begun(admin)
    assert admin.post(f"/mappings/drafts/{id_}/discard", revision="1").status_code == 303
    answer = save(admin, id_, "mapping: 1\n")
    assert answer.status_code == 409
    assert in_field(answer.text) == "mapping: 1\n"
    assert 'value="copy"' in answer.text
    assert 'value="save"' not in answer.text
    assert save(admin, id_, "mapping: 1\n", answer="copy").status_code == 303


def test_a_draft_that_changed_is_not_discarded(admin: Desk) -> None:
    id_ = begun(admin)
    save_draft(admin.cop.context, Seen(id_, 1), "Baru", "x", "bagus")
    answer = admin.post(f"/mappings/drafts/{id_}/discard", revision="1")
    assert answer.headers["Location"] == f"/mappings/drafts/{id_}"
    assert stored(admin, id_) is not None


# --- checking ------------------------------------------------------------------------------


def check(desk: Desk, id_: int, text: str, **more: Any) -> TestResponse:
    headers = {"X-CSRFToken": desk.token(), "Content-Type": "text/plain; charset=utf-8"} | more
    return desk.client.post(f"/mappings/drafts/{id_}/check", data=text.encode(), headers=headers)


def test_checking_tells_line_column_message_and_cure(admin: Desk) -> None:
    id_ = begun(admin)
    wrong = STARTER.replace("good_practice", "good_practise")
    found = check(admin, id_, wrong).json
    number = 1 + next(at for at, one in enumerate(wrong.splitlines()) if "good_practise" in one)
    [one] = found["problems"]
    assert (found["state"], one["kind"], one["line"], one["column"]) == ("bad", "error", number, 11)
    assert one["message"] == "“good_practise” bukan pilihan di sini"
    assert one["cure"].startswith("pilih salah satu: question")
    assert one["excerpt"] == "kind: good_practise"
    admin.speak("en")
    assert check(admin, id_, wrong).json["summary"].startswith("One error;")
    kept = stored(admin, id_)
    assert kept is not None
    assert kept.text == STARTER  # nothing was kept


def test_checking_asks_the_stored_facts(admin: Desk) -> None:
    """COP-PP was never seen; the forums of the course that is known are not those of the starter."""
    text = STARTER.replace("{idnumber: COP-AK}", "{id: 2}")
    found = check(admin, begun(admin), text).json
    assert found["state"] == "warn"
    told = [one["message"] for one in found["problems"]]
    assert any("COP-PP" in one and "belum pernah dilihat" in one for one in told)
    assert not any("COP-AK" in one for one in told)


def test_checking_needs_the_token_and_has_a_limit(admin: Desk) -> None:
    id_ = begun(admin)
    assert check(admin, id_, "x", **{"X-CSRFToken": "forged"}).status_code == 400
    assert check(admin, id_, "x" * (512 * 1024 + 1)).status_code == 413
    assert check(admin, id_, "").json["state"] == "bad"


def test_checking_without_a_script_keeps_what_was_typed(admin: Desk) -> None:
    id_ = begun(admin)
    wrong = STARTER.replace("pack:", "pak:")
    answer = save(admin, id_, wrong, answer="check")
    assert answer.status_code == 200
    assert in_field(answer.text) == wrong
    assert "mungkin maksudnya “pack”?" in answer.text
    assert "belum disimpan" in answer.text
    kept = stored(admin, id_)
    assert kept is not None
    assert (kept.text, kept.revision) == (STARTER, 1)


# --- publishing -------------------------------------------------------------------------------


def mark(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    return found[1] if found else ""


def test_publishing_from_the_page(admin: Desk) -> None:
    id_ = begun(admin, STARTER.replace("120", "150"))
    page = admin.text(f"/mappings/drafts/{id_}/publish")
    assert "is.words.at_least: 120 → 150" in page
    form = {"revision": "1", "reason": "Rapat 1 November", "seen": mark(page), "day": "2026-12-01"}
    answer = admin.post(f"/mappings/drafts/{id_}/publish", **form)
    assert answer.headers["Location"] == "/mappings/2"
    told = admin.text("/mappings/2")
    assert "Diterbitkan sebagai versi 2." in told
    for said in ("akan berlaku", "2026-12-01 00:00", "Rapat 1 November", "is.words.at_least: 120 → 150"):
        assert said in told
    assert admin.get("/mappings/2.yaml").data == STARTER.replace("120", "150").encode()
    assert stored(admin, id_) is None
    listed = admin.text("/mappings")
    assert "Tidak ada rancangan" in listed
    assert listed.index("/mappings/2") < listed.index('href="/mappings/1"')


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"seen": ""}, "belum Anda nyatakan sudah dibaca"),
        ({"reason": " "}, "Tulis alasannya"),
        ({"day": "2026-11-22"}, "sudah lewat"),
        ({"day": "besok"}, "bukan tanggal"),
        ({"revision": "2"}, "disimpan orang lain"),
    ],
)
def test_a_refused_form_keeps_what_was_filled_in(admin: Desk, form: dict[str, str], told: str) -> None:
    id_ = begun(admin, STARTER + "# x\n")
    path = f"/mappings/drafts/{id_}/publish"
    usual = {"revision": "1", "reason": "Sebab <ini>", "seen": mark(admin.text(path)), "day": "2026-12-24"}
    answer = admin.post(path, **(usual | form))
    assert answer.status_code == 409
    assert told in answer.text
    assert ("Sebab &lt;ini&gt;" in answer.text) is ("reason" not in form)
    assert ('value="2026-12-24"' in answer.text) is ("day" not in form)
    with admin.db.read() as db:
        assert list(db.scalars(select(MappingVersion.number))) == [1]


def test_a_version_to_come_is_overtaken_only_when_somebody_says_so(admin: Desk) -> None:
    def post(text: str, **form: str) -> TestResponse:
        path = f"/mappings/drafts/{begun(admin, STARTER + text)}/publish"
        page = admin.text(path)
        assert ("Versi 2, sejak 2026-12-01 00:00, tidak perlu" in page) is (text == "# c\n")
        return admin.post(path, **({"revision": "1", "reason": "r", "seen": mark(page)} | form))

    assert post("# b\n", day="2026-12-01").status_code == 303
    refused = post("# c\n")
    assert (refused.status_code, "tidak akan pernah berlaku" in refused.text) == (409, True)
    assert post("# c\n", supersede="2").headers["Location"] == "/mappings/3"
    for path in ("/mappings", "/mappings/2"):
        assert "Tidak pernah berlaku: versi 3 diterbitkan" in admin.text(path)
    assert "supersedes" in admin.text("/audit")


def test_what_does_not_check_has_no_form_to_publish(admin: Desk) -> None:
    id_ = begun(admin, STARTER.replace("simpeg", "simpek"))
    page = admin.text(f"/mappings/drafts/{id_}/publish")
    assert "Belum dapat diterbitkan" in page
    assert 'name="reason"' not in page
    answer = admin.post(f"/mappings/drafts/{id_}/publish", revision="1", reason="r")
    assert "tidak ada yang diterbitkan" in answer.text


def test_the_same_text_again_is_refused(admin: Desk) -> None:
    id_ = begun(admin, STARTER + "#\n")
    path = f"/mappings/drafts/{id_}/publish"
    seen = mark(admin.text(path))
    admin.post(path, revision="1", reason="r", seen=seen)
    id_ = begun(admin, STARTER + "#\n")
    answer = admin.post(f"/mappings/drafts/{id_}/publish", revision="1", reason="r", seen=seen)
    assert "sama persis" in answer.text


# --- what the LMS has --------------------------------------------------------------------------


def fill(desk: Desk, kind: str, id_: str, **data: Any) -> None:
    with desk.db.write() as db:
        row = FactRow(source="lms", kind=kind, id=id_, course=2, state="present", digest="", read_no=1)
        row.data = data
        db.merge(row)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("course", '{source: lms, course: {shortname: "COP-AK"}}'),
        ("forum", 'forum: {name: "Praktik Baik"}'),
        ("activity", 'choice: {name: "Daftar \\"hadir\\""}'),
        ("cohort", 'cohort: "COP-LENCANA"'),
        ("role", "teacher: member"),
        ("event", ""),
    ],
)
def test_what_the_lms_has_is_offered_as_it_is_written(admin: Desk, kind: str, line: str) -> None:
    fill(admin, "module", "70", modname="choice", name='Daftar "hadir"')
    fill(admin, "module", "71", modname="forum", name="Praktik Baik")
    fill(admin, "cohort", "9", name="Lencana", idnumber="COP-LENCANA")
    fill(admin, "enrolment", "2/4", roles=["teacher"])
    answer = admin.get(f"/mappings/known?kind={kind}&format=json").json
    assert line in [one["line"] for one in answer]
    assert all(one["source"] == "lms" for one in answer)
    page = unescape(admin.text(f"/mappings/known?kind={kind}"))
    assert line in page


def test_events_tell_how_often_they_came_and_what_they_carry(admin: Desk) -> None:
    found = {one["name"]: one for one in admin.get("/mappings/known?kind=event&format=json").json}
    assert found["post_created"]["times"] == 2
    assert found["post_created"]["about"] == "discussionid, forumid"
    assert found["attempt_started"]["value"] == r"\mod_quiz\event\attempt_started"


def test_what_is_gone_is_not_offered_and_words_narrow_it_down(admin: Desk) -> None:
    for number in range(2, 60):
        fill(admin, "forum", str(number), name=f"Forum {number:02}", type="general")
    with admin.db.write() as db:
        db.get_one(FactRow, ("lms", "forum", "30")).state = "gone"
    offered = admin.get("/mappings/known?kind=forum&format=json&q=forum+3").json
    assert [one["name"] for one in offered] == [f"Forum {number}" for number in range(31, 40)]
    first = admin.text("/mappings/known?kind=forum")
    after = re.search(r'rel="next" href="([^"]+)"', first)
    assert after
    assert "Forum 27" in admin.text(unescape(after[1]))
    assert "Forum 27" not in first


def test_the_list_of_courses_is_read_on_demand_and_offered_a_page_at_a_time(admin: Desk) -> None:
    page = admin.text("/mappings/known?kind=course")
    assert "belum pernah dibaca" in page
    answer = admin.post("/mappings/known/read")
    assert "Kursus sedang dibaca" in admin.text(answer.headers["Location"])
    with admin.db.write() as db:
        assert [hint.id for hint in db.scalars(select(Hint).where(Hint.ask == "listed"))] == ["2"]
        for number in range(2, 42):
            row = ListedCourse(source="lms", id=number, shortname=f"K{number}", name=f"Kursus {number:02}")
            row.idnumber, row.category, row.category_name, row.words = "", 4, "Ruang", f"kursus {number:02}"
            db.add(row)
    page = admin.text("/mappings/known?kind=course&q=kursus")
    assert "sejauh ini 40" in page
    assert page.count("<code>") == 25
    more = re.search(r'href="(/mappings/known\?[^"]*after=lms[^"]*)"', page)
    assert more
    rest = admin.text(unescape(more[1]))
    assert rest.count("<code>") == 15
    assert "Kursus 41" in rest
    assert "Ruang" in admin.text("/mappings/known?kind=category")
    assert admin.get("/mappings/known?kind=course&after=%00:2&q=%00&format=json").status_code == 200


def test_beginning_a_draft_has_the_courses_read(admin: Desk) -> None:
    admin.post("/mappings/drafts", base="version:1")
    with admin.db.read() as db:
        assert db.get(Hint, ("lms", "listed", "2")) is not None


def test_the_schema_speaks_the_users_language_and_names_what_there_is(admin: Desk) -> None:
    for language, said in (("id", "satu kursus"), ("en", "one course")):
        admin.speak(language)
        answer = admin.get("/mappings/schema.json")
        assert said in answer.text
    names = answer.json["names"]
    assert names["source"] == ["lms"]
    assert names["target"] == ["simpeg"]
    assert "indonesia-asn" in names["pack"]
    assert "cop-jp" in names["scheme"]


# --- who and how ----------------------------------------------------------------------------------


@pytest.fixture
def auditor(desk_: Desk) -> Desk:
    desk_.sign_in("admin")
    desk_.app.jinja_env.globals["t"] = lambda key, **more: say_or(
        key, key, **more
    )  # whatever roles are called
    with desk_.db.write() as db:
        db.get_one(DeskUser, "admin").role = "auditor"
    return desk_


def test_an_auditor_reads_drafts_and_changes_nothing(auditor: Desk) -> None:
    id_ = begun(auditor)
    page = auditor.text(f"/mappings/drafts/{id_}")
    assert re.search(r'<textarea id="text"[^>]* readonly>', page)
    assert 'name="answer"' not in page
    assert "Terbitkan" not in page
    for end in ("", "/file", "/check", "/discard", "/publish"):
        assert auditor.post(f"/mappings/drafts/{id_}{end}").status_code == 403
    assert auditor.post("/mappings/drafts", base="version:1").status_code == 403


def test_an_approver_reads_versions_and_no_drafts(approver: Desk) -> None:
    id_ = begun(approver)
    page = approver.text("/mappings")
    assert "Versi 1" in page
    assert "Rancangan</h2>" not in page
    assert approver.get(f"/mappings/drafts/{id_}").status_code == 403
    assert approver.get("/mappings/1.yaml").data == STARTER.encode()
    assert 'name="base"' not in approver.text("/mappings/1")


@pytest.mark.parametrize(
    "path", ["/mappings/9", "/mappings/9.yaml", "/mappings/drafts/9", "/mappings/drafts/9.yaml"]
)
def test_what_is_not_there_is_not_found(admin: Desk, path: str) -> None:
    assert admin.get(path).status_code == 404


def test_the_way_to_a_preview_is_shown_where_there_is_one(admin: Desk) -> None:
    id_ = begun(admin)
    assert (f"/mappings/drafts/{id_}/preview" in admin.text(f"/mappings/drafts/{id_}")) is (
        "desk.preview_draft" in admin.app.view_functions
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_carry_no_script_style_or_markup_of_others(admin: Desk, language: str) -> None:
    admin.speak(language)
    id_ = begun(admin, f"# {EVIL}\n{STARTER}", EVIL)
    fill(admin, "forum", "9", name=EVIL, type="general")
    paths = ["", "/1", f"/drafts/{id_}", f"/drafts/{id_}/publish", "/known?kind=forum"]
    for path in paths:
        page = admin.text(f"/mappings{path}")
        assert EVIL not in page, path
        assert "style=" not in page, path
        assert not re.search(r"<script(?![^>]* src=)", page), path
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), path
        for field in re.findall(r"<(?:input|select|textarea)\b[^>]*>", page):
            named = re.search(r'\bid="([^"]+)"', field)
            if 'type="hidden"' not in field and 'type="checkbox"' not in field:
                assert named, field
                assert f'for="{named[1]}"' in page, field


def test_lists_are_paged(admin: Desk) -> None:
    for number in range(30):
        begun(admin, "x", f"Rancangan {number:02}.")
    with admin.db.write() as db:
        for number in range(2, 32):
            row = MappingVersion(number=number, digest=str(number), text="", packs="{}", published_at=NOW)
            row.published_by = "t"
            db.add(row)
    first = admin.text("/mappings")
    assert "Rancangan 29." in first
    assert "Rancangan 04." not in first
    assert "Rancangan 04." in admin.text("/mappings?drafts=6")
    assert 'href="/mappings/7"' in first
    assert 'href="/mappings/6"' not in first
    assert 'href="/mappings/6"' in admin.text("/mappings?before=7")
