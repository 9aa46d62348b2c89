"""The commands about sessions, attendance, recognition and summaries: what they print, and what they exit with."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from connector.sandbox import Site, build_site, play, serve
from connector.sandbox.story import both
from tests.flow.conftest import Ran, Run
from tests.flow.scene import AYU, HASAN, MADE, SITI
from tests.flow.test_session_story import BASE, FULL, MEETING, WEBINAR

JAKARTA = ZoneInfo("Asia/Jakarta")
HEADING = "Name,NIP,Join Time,Leave Time"


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Site, str]]:
    """One LMS after the whole story, for all commands of this file."""
    made = build_site(lambda: BASE + 4_000_000)
    made.sender.paused = True
    play(made, both(BASE))
    with serve(made) as server:
        yield made, server.url


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("known") / "data"


@pytest.fixture
def filled(run: Run, known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """After a reconcile; done once, for the LMS stays as it is."""
    monkeypatch.setenv("COP_NOW", "2026-12-15T09:00:00+07:00")
    if known.exists():
        shutil.copytree(known, tmp_path / "data")
        return run
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(FULL, encoding="utf-8")
    assert run("mapping", "publish", str(mapping)).code == 0
    assert run("reconcile", "--quiet").code == 0
    shutil.copytree(tmp_path / "data", known)
    return run


def speak_english(tmp_path: Path) -> None:
    config = tmp_path / "institution.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("language: id", "language: en"), "utf-8")


def listed(run: Run) -> dict[str, dict[str, object]]:
    lines = [json.loads(line) for line in run("session", "list", "--json").out.splitlines()]
    return {line["name"]: line for line in lines}


def key_of(run: Run, name: str) -> str:
    return str(listed(run)[name]["key"])


def attendance(run: Run, key: str) -> dict[str, object]:
    """Account → minutes, or the reason why there are none."""
    lines = [json.loads(line) for line in run("export", "attendance", "--format", "jsonl").out.splitlines()]
    return {line["account"]: line["reason"] or line["minutes"] for line in lines if line["session"] == key}


# --- session list, decide, confirm ---------------------------------------------------------


def test_sessions_are_listed_for_people_and_for_machines(filled: Run, tmp_path: Path) -> None:
    ran = filled("session", "list")
    assert ran.code == 0
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert {len(row) for row in rows} == {7}
    told = listed(filled)
    assert [row[1] for row in rows] == [line["key"] for line in told.values()]
    assert (told[WEBINAR]["stage"], told[WEBINAR]["minutes"]) == ("held", 90)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", str(told[WEBINAR]["when"]))
    speak_english(tmp_path)
    assert listed(filled).keys() == told.keys()


def test_without_a_mapping_there_is_no_session(run: Run) -> None:
    assert run("session", "list")[:2] == (0, "")


def test_a_session_is_decided_on_and_given_back_to_the_lms(filled: Run) -> None:
    key, before = key_of(filled, MEETING), listed(filled)[MEETING]
    words = ("session", "decide", key, "--reason", "pindah")
    assert filled(*words, "--start", "2026-12-01 13:30", "--minutes", "45").code == 0
    assert (listed(filled)[MEETING]["when"], listed(filled)[MEETING]["minutes"]) == ("2026-12-01 13:30", 45)
    assert filled(*words, "--cancelled").code == 0
    assert listed(filled)[MEETING]["stage"] == "cancelled"
    assert filled(*words).code == 0
    assert listed(filled)[MEETING] == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("decide", "event:424242", "--reason", "x"), 1, "no_such_session"),
        (("decide", "nonsense", "--reason", "x"), 1, "no_such_session"),
        (("decide", "KEY", "--source", "elsewhere", "--reason", "x"), 1, "no_such_session"),
        (("decide", "KEY", "--reason", " "), 1, "reason_missing"),
        (("decide", "KEY"), 2, "--reason"),
        (("decide", "KEY", "--reason", "x", "--minutes", "5000"), 2, "--minutes"),
        (("decide", "KEY", "--reason", "x", "--start", "besok"), 2, "--start"),
        (("confirm", "event:424242", "lms:7", "--reason", "x"), 1, "no_such_session"),
        (("confirm", "KEY", "199999999999999999", "--reason", "x"), 1, "unknown_person"),
        (("confirm", "KEY", "lms:7", "199999999999999999", "--reason", "x"), 1, "unknown_person"),
        (("confirm", "KEY", "lms:7", "--by", "lms:7", "--reason", "x"), 1, "own_presence"),
        (("confirm", "KEY", "--reason", "x"), 2, "PEOPLE"),
    ],
)
def test_what_cannot_be_said_changes_nothing(
    filled: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    key = key_of(filled, MEETING)
    before = attendance(filled, key), listed(filled)
    ran = filled("session", *(key if word == "KEY" else word for word in words))
    assert (ran.code, told in ran.err, ran.out) == (code, True, "")
    assert (attendance(filled, key), listed(filled)) == before


def test_people_are_confirmed_said_to_be_absent_and_left_to_what_is_known(filled: Run) -> None:
    key = key_of(filled, MEETING)
    before = attendance(filled, key)
    words = ("session", "confirm", key, "--reason", "daftar kertas")
    assert filled(*words, f"lms:{HASAN}", f"lms:{AYU}").err.strip() == "2 dari 2 diubah"
    assert filled(*words, "--absent", f"lms:{SITI}").code == 0
    there = attendance(filled, key)
    assert (there[f"lms:{HASAN}"], there[f"lms:{AYU}"], there[f"lms:{SITI}"]) == (120, 120, "not_there")
    again = filled(*words, "--withdraw", f"lms:{HASAN}", f"lms:{AYU}", f"lms:{SITI}", f"lms:{MADE}")
    assert (again.code, again.err.strip()) == (0, "3 dari 4 diubah")
    assert attendance(filled, key) == before


# --- attendance import -----------------------------------------------------------------------


def line(run: Run, name: str, start: int, end: int, nip: str = "") -> str:
    began = datetime.strptime(str(listed(run)[MEETING]["when"]), "%Y-%m-%d %H:%M").replace(tzinfo=JAKARTA)
    at = [datetime.fromtimestamp(began.timestamp() + 60 * each, JAKARTA) for each in (start, end)]
    return ",".join([name, nip, *(f"{each:%Y-%m-%d %H:%M:%S}" for each in at)])


@pytest.fixture
def import_(filled: Run, tmp_path: Path) -> Run:
    """Imports these bytes as a file."""

    def call(data: bytes, *more: str, key: str = "") -> Ran:
        file = tmp_path / "hadir.csv"
        file.write_bytes(data)
        key = key or key_of(filled, MEETING)
        return filled("attendance", "import", str(file), "--session", key, *more)

    return call


def hasan(run: Run) -> str:
    """His name, as the LMS tells it."""
    told = [json.loads(line) for line in run("export", "facts").out.splitlines()]
    return next(
        str(fact["data"]["name"]) for fact in told if (fact["kind"], fact["id"]) == ("user", str(HASAN))
    )


def test_a_file_is_imported_and_who_is_unknown_is_shown(filled: Run, import_: Run, tmp_path: Path) -> None:
    key, name = key_of(filled, MEETING), hasan(filled)
    before = attendance(filled, key)
    lines = [HEADING, line(filled, name, 0, 45), line(filled, "Siapa Ini", 0, 45)]
    dry = import_("\n".join(lines).encode(), "--dry-run")
    assert dry.out.startswith(f"lms:{HASAN}\t")
    assert attendance(filled, key) == before
    ran = import_("\n".join(lines).encode())
    assert (ran.code, ran.out) == (1, dry.out)  # somebody was left out
    assert "baris 3, tidak diambil: “Siapa Ini” tidak dikenal" in ran.err
    assert "1 orang diambil, 1 baris disebutkan" in ran.err
    assert attendance(filled, key) == before | {f"lms:{HASAN}": 45}
    speak_english(tmp_path)
    assert "line 3, not taken: nobody is known as “Siapa Ini”" in import_("\n".join(lines).encode()).err
    assert import_("\n".join(lines[:2]).encode()).code == 0
    # Who was left out is nobody's loss: those known otherwise are as they were.
    assert attendance(filled, key) == before | {f"lms:{HASAN}": 45}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "tidak ada tabel orang"),
        (b"\n\n", "tidak ada tabel orang"),
        (b"bukan tabel", "tidak ada tabel orang"),
        (b"Name,NIP,Join Time,Leave Time\n", "0 orang diambil"),
        (
            b"Name,NIP,Join Time,Leave Time\nSiapa Ini,,2026-11-05 09:00:00,2026-11-05 10:00:00\n",
            "“Siapa Ini”",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff", "tidak ada tabel orang"),
    ],
)
def test_a_file_that_tells_nothing_takes_nothing_away(
    filled: Run, import_: Run, data: bytes, told: str
) -> None:
    key = key_of(filled, MEETING)
    assert import_("\n".join([HEADING, line(filled, hasan(filled), 0, 45)]).encode()).code == 0
    good = attendance(filled, key)
    ran = import_(data)
    assert (ran.code, ran.out, told in ran.err) == (1, "", True)
    assert attendance(filled, key) == good


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_in_another_encoding(filled: Run, import_: Run, codec: str) -> None:
    lines = [HEADING, line(filled, "Ren\u00e9 Siapa", 0, 45), line(filled, hasan(filled), 0, 45)]
    ran = import_("\n".join(lines).encode(codec))
    assert ran.out.startswith(f"lms:{HASAN}\t")
    assert ("simpan berkas sebagai UTF-8" in ran.err) == (codec == "cp1252")
    assert ran.code == 1
    assert ("“Ren\u00e9 Siapa” tidak dikenal" in ran.err) == (codec != "cp1252")


def test_an_import_that_cannot_be(filled: Run, import_: Run, tmp_path: Path) -> None:
    for words, code, told in (
        (("attendance", "import", "/no/such/file", "--session", "event:1"), 2, "/no/such/file"),
        (("attendance", "import", str(tmp_path), "--session", "event:1"), 2, "directory"),
        (("attendance", "import", __file__), 2, "--session"),
    ):
        ran = filled(*words)
        assert (ran.code, told in ran.err) == (code, True)
    ran = import_(HEADING.encode(), key="event:424242")
    assert (ran.code, "no_such_session" in ran.err) == (1, True)


# --- exports and summaries ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ("sessions", {"key", "start", "end", "minutes", "stage", "community", "rule"}),
        ("attendance", {"account", "session", "community", "rule", "reason"}),
        ("recognition", {"person", "rule", "missing", "evidence", "due"}),
    ],
)
def test_exports_tell_the_same_each_time(filled: Run, what: str, keys: set[str]) -> None:
    ran = filled("export", what, "--format", "jsonl")
    assert ran.code == 0
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert rows
    assert all(keys <= row.keys() for row in rows)
    filled("reconcile", "--full", "--quiet")
    assert filled("export", what).out == ran.out


def test_an_empty_house_exports_nothing_and_other_forms_are_refused(run: Run) -> None:
    for what in ("sessions", "attendance", "recognition", "summaries"):
        assert run("export", what, "--format", "jsonl")[:2] == (0, "")
        assert run("export", what, "--format", "csv").code == 2


def test_summaries_are_exported_without_their_text(filled: Run) -> None:
    assert filled("work", "--until-idle").code == 0
    rows = [json.loads(line) for line in filled("export", "summaries").out.splitlines()]
    assert rows
    assert not [row for row in rows for value in row.values() if isinstance(value, str) and len(value) > 60]


def long_discussion(site: Site) -> int:
    posts = [post.discussion for post in site.tables.posts.values()]
    return max(set(posts), key=posts.count)


def test_a_discussion_is_summed_up_and_nothing_is_sent(filled: Run, site: tuple[Site, str]) -> None:
    number, posts = long_discussion(site[0]), len(site[0].tables.posts)
    told = filled("summarise", str(number))
    assert told.code == 0
    assert len(told.out.splitlines()) > 3
    assert filled("summarise", f"lms:{number}").out == told.out
    assert len(site[0].tables.posts) == posts


@pytest.mark.parametrize("named", ["abc", "elsewhere:1", "lms:", "lms:-1"])
def test_what_names_no_discussion_is_refused(run: Run, named: str) -> None:
    ran = run("summarise", named)
    assert (ran.code, "no_such_discussion" in ran.err) == (1, True)


def test_a_discussion_nobody_knows_has_no_summary(filled: Run) -> None:
    ran = filled("summarise", "424242")
    assert ran.code == 0
    assert "tidak ada ringkasan" in ran.out
