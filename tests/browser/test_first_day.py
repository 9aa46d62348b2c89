"""The first day of an institution with the connector, as its admin, a member and HR see it; each step goes on from
the one before. Afterwards every page of the desk is looked at: axe, width, console."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, PATIENCE_S, Town, until
from tests.browser.pictures import picture

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_S * 1000)

AYU, MADE, BLOG = 6, 9, 4
SUBJECT = "Memeriksa dokumen lansia tanpa antrean kedua"
SENTENCES = (
    "Kami menata ulang meja depan supaya pemohon lanjut usia tidak mengantre dua kali.",
    "Petugas pertama mencocokkan paspor, kartu keluarga, dan surat penjamin dalam sekali duduk.",
    "Bila satu berkas kurang, pemohon langsung diberi daftar tertulis dengan huruf besar.",
    "Petugas kedua memotret dan merekam sidik jari di kursi yang sama, bukan di ruang lain.",
    "Percobaan selama enam hari memangkas waktu tunggu dari sembilan puluh menjadi tiga puluh menit.",
    "Kesulitannya ada pada jaringan: unggahan sering gagal menjelang siang hari.",
    "Karena itu hasil pindai disimpan dulu di komputer setempat lalu dikirim sesudah pukul dua.",
    "Seorang rekan menyarankan kursi roda cadangan dan air minum di dekat pintu masuk.",
    "Saran itu murah, dan pada hari ketiga sudah dipakai oleh empat orang.",
    "Yang perlu dijaga adalah pergantian petugas, sebab urutan kerja mudah kembali seperti semula.",
    "Maka urutannya kami tempel di meja dan dibacakan singkat setiap pagi sebelum pintu dibuka.",
    "Kantor lain boleh meniru, asal menghitung dahulu jumlah pemohon lanjut usia per hari.",
)
TEXT = " ".join(SENTENCES)


def submit(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def said(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def edit(page: Page, old: str, new: str) -> int:
    """Types in the place of some words in the editor, as by hand; returns the line."""
    expect(page.locator(".CodeMirror")).to_be_visible()
    line = page.evaluate(
        """(old) => { const editor = document.querySelector(".CodeMirror").CodeMirror;
             const at = editor.posFromIndex(editor.getValue().indexOf(old));
             editor.focus();
             editor.setSelection(at, {line: at.line, ch: at.ch + old.length});
             return editor.getSelection() === old ? at.line + 1 : 0; }""",
        old,
    )
    assert line, f"{old!r} does not stand in the draft"
    page.keyboard.press("Delete")
    page.keyboard.insert_text(new)
    text = "document.querySelector('.CodeMirror').CodeMirror.getValue()"
    until(lambda: new in page.evaluate(text), "the editor knows what was typed")
    return int(line)


def test_the_first_admin_is_made_by_command_and_signs_in(town: Town) -> None:
    town.connect("observe")
    town.run("user", "add", "admin", "--role", "admin", "--no-member")
    town.run("user", "add", "wati", "--role", "approver", "--no-member")
    town.start()
    page = town.visit("/")
    page.locator('.languages button[value="en"]').click()
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", PASSWORD)
    submit(page, "Sign in")
    expect(page.locator(".who")).to_contain_text("admin")
    expect(page.locator(".banner.observe")).to_be_visible()


def test_the_doctor_misses_only_what_comes_next(town: Town) -> None:
    assert bad(town) == {"no_mapping", "never_reconciled"}


def bad(town: Town) -> set[str]:
    """What is wrong, by the doctor's words, after a look of now."""
    page = town.visit("/doctor")
    submit(page, "Look now")
    expect(page.get_by_role("button", name="Look now")).to_have_count(0)
    expect(page.get_by_role("button", name="Look now")).to_be_visible()
    expect(page.locator(".chip.doctor-ok").first).to_be_visible()
    return set(page.locator(".findings > .bad code").all_inner_texts())


def test_a_draft_is_begun_from_the_starter_and_errors_stand_at_their_line(town: Town) -> None:
    page = town.visit("/mappings")
    page.select_option("select[name=base]", "starter:indonesia-asn-lengkap")
    page.fill("#draft-name", "Pemetaan pertama")
    submit(page, "Begin a draft")
    expect(page.locator("#verdict")).not_to_have_class(re.compile("bad"))
    line = edit(page, "minutes: 90", "minutes: ninety")
    note = page.locator(".CodeMirror .note.error")
    expect(note).to_be_visible()
    expect(page.locator("#problems .error a")).to_have_text(f"Line {line}")
    expect(page.locator("#verdict")).to_have_class(re.compile("bad"))
    picture(page, "mapping-error", ".CodeMirror .note.error", alone=True)
    submit(page, "Save")
    said(page, "The draft is saved.")
    page.get_by_role("link", name="Publish …").click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.go_back()
    edit(page, "minutes: ninety", "minutes: 90")
    expect(note).to_have_count(0)
    submit(page, "Save")
    said(page, "The draft is saved.")
    town.told["draft"] = page.url.rsplit("/", 1)[1]


def test_it_is_previewed_and_published(town: Town) -> None:
    page = town.visit(f"/mappings/drafts/{town.told['draft']}/preview")
    submit(page, "Compute the preview")
    expect(page.locator("#people")).to_be_visible()
    publish(town, town.told["draft"], "The rules that the board agreed on")
    said(page, "Published as version 1.")


def publish(town: Town, draft: str, reason: str) -> None:
    page = town.visit(f"/mappings/drafts/{draft}/publish")
    for seen in page.locator("input[name=seen]").all():
        seen.check()
    page.fill("#reason", reason)
    picture(page, "publish")
    submit(page, "Publish")
    if "that you have not said you read" in page.locator("body").inner_text():  # one came up meanwhile
        for seen in page.locator("input[name=seen]").all():
            seen.check()
        submit(page, "Publish")


def test_what_lies_in_the_forums_is_read(town: Town) -> None:
    town.run("reconcile", "--quiet")
    town.visit_until("/contributions", "rule “")
    assert bad(town) == set()
    picture(town.desk, "doctor")


def test_a_member_posts_and_it_becomes_a_contribution(town: Town) -> None:
    write(town, AYU, SUBJECT)
    page = town.visit_until("/contributions", SUBJECT)
    row = page.locator(".rows > li", has_text=SUBJECT)
    expect(row).to_contain_text("praktik-baik")
    picture(page, "contributions")
    heads = town.site.tables.discussions.values()
    town.told["post"] = str(next(head.firstpost for head in heads if head.name == SUBJECT))


def write(town: Town, user: int, subject: str) -> None:
    """As a member, in the LMS."""
    page = town.member
    page.goto(f"{town.lms.url}/forum/{BLOG}?as={user}")
    page.locator("details.write summary").click()
    page.locator(".write input[name=subject]").fill(subject)
    page.locator(".write textarea").fill(TEXT)
    page.locator(".write button.main").click()
    expect(page.locator("h1")).to_have_text(subject)


def test_a_near_copy_is_flagged_and_somebody_says_that_it_is_none(town: Town) -> None:
    write(town, MADE, "Seperti kata Ayu")
    page = town.visit_until("/flags", "of its words stand in an earlier post")
    row = page.locator(".rows > li", has_text="nearly the same text").first
    row.locator("input[name=reason]").fill("A quotation, with its source named")
    picture(page, "flags")
    row.get_by_role("button", name="No cause for concern").click()
    said(page, "Noted.")


def test_it_is_approved_credited_and_explained(town: Town) -> None:
    page = town.visit("/records?state=draft&q=ayu")
    page.locator(".rows .head > a").first.click()
    expect(page.locator("#items-title")).to_be_visible()
    town.told["record"] = page.locator("h1").inner_text().split()[-1]
    expect(page.locator("table", has_text=SUBJECT)).to_be_visible()
    picture(page, "record")
    page.locator(".decision button[value=accept]").click()
    expect(page.locator(".chip.approved").first).to_be_visible()
    page = town.visit(f"/people/lms:{AYU}")
    expect(page.locator(".bar .approved").first).to_have_attribute("width", re.compile("[1-9]"))
    page = town.visit("/explain")
    page.fill("#subject", f"lms:post:{town.told['post']}")
    submit(page, "Explain")
    expect(page.locator(".chain")).to_contain_text("praktik-baik")
    expect(page.locator(".chain")).to_contain_text("admin")
    picture(page, "explain")


def test_nothing_left_while_it_only_observed(town: Town) -> None:
    page = town.visit("/hr")
    expect(page.get_by_role("button", name="Write HR file now")).to_have_count(0)
    assert not list(town.hr.iterdir())
    assert town.site.calls["core_user_update_users"] == 0


def test_live_it_tells_the_profile_and_hr(town: Town) -> None:
    town.stop()
    town.connect("live")
    town.start()
    actions = tell_hr(town)
    assert actions[town.told["record"]] == "NEW"
    until(lambda: town.site.calls["core_user_update_users"], "the member's profile is written")


def tell_hr(town: Town) -> dict[str, str]:
    """A run now; returns record → action as its manifest has it."""
    known = set(town.hr.glob("*-manifest.json"))
    page = town.visit("/hr")
    page.locator("form.run button").click()
    said(page, "HR file written")
    [new] = set(town.hr.glob("*-manifest.json")) - known
    town.told["manifest"] = str(new)
    return {one["record"]: one["action"] for one in json.loads(new.read_text())["records"]}


def test_a_changed_rule_is_previewed_with_who_loses(town: Town) -> None:
    page = town.visit("/mappings/1")
    submit(page, "Begin a draft from this version")
    expect(page.locator("#verdict")).not_to_have_class(re.compile("bad"))
    edit(page, "words: {at_least: 120}", "words: {at_least: 900}")
    submit(page, "Save")
    said(page, "The draft is saved.")
    publish(town, page.url.rsplit("/", 1)[1], "Longer posts only")
    said(page, "Published as version 2.")
    page = town.visit("/mappings/2/preview")
    page.check("input[value=recompute]")
    page.fill("#day", f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}")
    submit(page, "Compute the preview")
    expect(page.locator("#people")).to_be_visible()
    page.locator("#people .filters a", has_text="lose").click()
    expect(page.locator("#people .rows")).to_contain_text("Ayu")
    picture(page, "preview")
    town.told["preview"] = re.search(r"previews/(\d+)", page.url)[1]  # type: ignore[index]


def test_the_past_is_recomputed_and_hr_gets_a_correction(town: Town) -> None:
    page = town.visit(f"/mappings/previews/{town.told['preview']}")
    page.fill("#recompute textarea", "The board wants it from yesterday on")
    if page.locator("#losing").count():
        page.fill("#losing", re.findall(r"\d+", page.locator("label[for=losing]").inner_text())[0])
    submit(page, "Recompute now")
    said(page, "everybody is being computed anew")
    town.visit_until(f"/people/lms:{AYU}", "at least 900 words")
    actions = tell_hr(town)
    assert actions[town.told["record"]] in ("UBAH", "BATAL")
    [correction] = Path(town.hr).glob("*-koreksi.csv")
    with correction.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";" if ";" in file.readline() else ","))
    assert any(town.told["record"] in row for row in rows)
    town.told["correction"] = correction.name
    picture(town.visit("/hr"), "hr")
