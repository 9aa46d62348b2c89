"""The commands as a person or a script uses them: what they print, and what they exit with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from connector.sandbox import Site, build_site, play, serve, story
from tests.flow.conftest import STARTER, Run

BASE = 1_793_000_000


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Site, str]]:
    """One LMS after its story, for all commands of this file."""
    made = build_site(lambda: BASE + 4_000_000)
    made.sender.paused = True
    play(made, story(BASE))
    with serve(made) as server:
        yield made, server.url


@pytest.fixture
def filled(run: Run) -> Run:
    assert run("mapping", "publish", str(STARTER)).code == 0
    assert run("reconcile", "--quiet").code == 0
    return run


def test_mapping_check_tells_file_line_column_and_the_cure(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    text = (
        STARTER.read_text(encoding="utf-8")
        .replace("lives_in:", "livs_in:", 1)
        .replace("cop-jp, for", "cop-xx, for", 1)
    )
    bad.write_text(text, encoding="utf-8")
    ran = run("mapping", "check", str(bad))
    assert ran.code == 1
    lines = ran.out.splitlines()
    number = 1 + next(i for i, line in enumerate(text.splitlines()) if "livs_in" in line)
    assert any(line.startswith(f"{bad}:{number}:") and "lives_in" in line for line in lines)
    assert sum("cop-xx" in line for line in lines) == 1
    assert run("mapping", "publish", str(bad)).code == 1


def test_mapping_check_accepts_the_starter_and_needs_no_institution(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COP_CONFIG")
    assert run("mapping", "check", str(STARTER)).code == 0


def test_the_schema_for_editors_is_json(run: Run) -> None:
    assert "communities" in json.loads(run("mapping", "schema").out)["properties"]


def test_publishing_the_same_twice_is_refused(run: Run) -> None:
    assert run("mapping", "publish", str(STARTER)).code == 0
    again = run("mapping", "publish", str(STARTER))
    assert (again.code, "not_changed" in again.err) == (1, True)


def test_reconcile_alone_leads_to_records_that_wait(filled: Run) -> None:
    told = json.loads(filled("status", "--json").out)
    assert told["waiting"]["approval"] > 3
    assert told["waiting"]["hints"] == 0
    assert told["sources"]["lms"]["problem"] is None
    assert len(filled("approve", "list").out.splitlines()) == told["waiting"]["approval"]


def test_nobody_approves_their_own_and_the_rest_goes_through(filled: Run) -> None:
    number, person, *_ = filled("approve", "list").out.splitlines()[0].split("\t")
    own = filled("approve", "accept", number, "--by", person)
    assert (own.code, "own_record" in own.err) == (1, True)
    everyone_else = filled("approve", "accept", "--all", "--by", person)
    assert everyone_else.code == 1
    assert [line.split("\t")[1] for line in filled("approve", "list").out.splitlines()] == [person]
    assert filled("approve", "accept", "--all", "--by", "somebody-else").code == 0
    assert filled("approve", "list").out == ""


def test_a_rejection_needs_a_reason_and_is_explained(filled: Run) -> None:
    number, person, *_ = filled("approve", "list").out.splitlines()[0].split("\t")
    assert filled("approve", "reject", number).code == 2
    assert filled("approve", "reject", number, "--reason", "bukan praktik baik", "--by", "kepala").code == 0
    assert "bukan praktik baik" in filled("explain", person).out
    assert number not in filled("approve", "list").out


def test_explain_speaks_both_languages_and_knows_whom_it_does_not_know(filled: Run) -> None:
    indonesian, english = filled("explain", "lms:7"), filled("explain", "lms:7", "--language", "en")
    assert "diakui sebagai" in indonesian.out
    assert "recognised as" in english.out
    assert len(indonesian.out.splitlines()) == len(english.out.splitlines())
    unknown = filled("explain", "199999999999999999")
    assert (unknown.code, unknown.out) == (1, "")


def test_hr_gets_new_files_only_for_what_it_does_not_know(filled: Run, tmp_path: Path) -> None:
    assert "nothing new" in filled("hr", "run").out
    filled("approve", "accept", "--all", "--by", "x")
    names = [Path(line).name for line in filled("hr", "run").out.splitlines()]
    assert sorted(names) == sorted(path.name for path in (tmp_path / "hr").iterdir())
    assert "nothing new" in filled("hr", "run").out
    sent = [json.loads(line) for line in filled("export", "messages").out.splitlines()]
    assert {message["state"] for message in sent if message["kind"] == "hr-file"} == {"sent"}


def test_work_until_idle_shows_the_figures_in_the_profiles(filled: Run, site: tuple[Site, str]) -> None:
    filled("approve", "accept", "--all", "--by", "x")
    assert filled("work", "--until-idle").code == 0
    figures = [
        json.loads(line) for line in filled("export", "messages").out.splitlines() if "profile-figure" in line
    ]
    assert figures
    assert {message["state"] for message in figures} == {"sent"}
    for message in figures:
        user = site[0].tables.users[int(message["subject"].split(":")[1])]
        assert dict(user.fields)["cop_jp_locked"] == message["desired"]["value"]


@pytest.mark.parametrize("what", ["facts", "contributions", "entitlements", "records", "ledger"])
def test_exports_are_stable(what: str, filled: Run) -> None:
    filled("approve", "accept", "--all", "--by", "x")
    first = filled("export", what).out
    assert first
    filled("reconcile", "--full", "--quiet")
    assert filled("export", what).out == first


def test_a_closed_month_cannot_be_closed_again_or_named_badly(run: Run) -> None:
    assert run("period", "close", "2026-10").code == 0
    assert run("period", "close", "2026-10").code == 1
    assert run("period", "close", "2026-13").code == 1
    assert run("period", "close", "2027-05").code == 1  # it has not begun


def test_backup_and_restore_bring_everything_back(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled("approve", "accept", "--all", "--by", "x")
    before = {what: filled("export", what).out for what in ("facts", "records", "ledger")}
    file = tmp_path / "backup.tar.gz"
    assert filled("backup", str(file)).code == 0
    assert filled("backup", str(file)).code == 1  # never over another
    assert filled("restore", str(file)).code == 1  # never over a living database
    monkeypatch.setenv("COP_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere' / 'cop.sqlite'}")
    assert filled("restore", str(file)).code == 0
    assert {what: filled("export", what).out for what in before} == before
    assert json.loads(filled("status", "--json").out)["waiting"]["hints"] > 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("no-such-command",), 2),
        (("mapping", "check", "/no/such/file"), 2),
        (("approve", "accept"), 2),
        (("export", "nothing"), 2),
        (("reconcile", "--source", "elsewhere"), 2),
        (("hr", "run", "--target", "elsewhere"), 2),
        (("held", "release", "7"), 1),
        (("restore", "/dev/null"), 1),
        (("restore", "/no/such/file"), 2),
    ],
)
def test_wrong_use_is_two_and_failure_is_one(words: tuple[str, ...], code: int, run: Run) -> None:
    assert run(*words).code == code


def test_a_bad_institution_file_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "institution.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("Asia/Jakarta", "Asia/Nowhere"), encoding="utf-8"
    )
    ran = run("status")
    assert ran.code == 2
    assert f"{config}:1:" in ran.err


@pytest.mark.parametrize("missing", ["COP_CONFIG", "TOKEN"])
def test_a_missing_variable_is_told_by_its_name(
    missing: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(missing)
    ran = run("status")
    assert (ran.code, missing in ran.err) == (2, True)


def test_a_desk_user_is_added_and_a_short_password_refused(run: Run) -> None:
    assert run("user", "add", "kepala", "--no-member", "--password", "panjang-sekali").code == 0
    assert run("user", "add", "kepala", "--password", "panjang-sekali").code == 2
    assert run("user", "add", "kepala", "--no-member", "--password", "pendek").code == 1


def test_backfill_reads_back_to_a_date_and_says_what_holds(run: Run) -> None:
    assert run("mapping", "publish", str(STARTER)).code == 0
    code, _, err = run("backfill", "--since", "2026-11-15")
    assert code == 0
    assert "found without an event: " in err
    assert "discussion" in err
    few = facts(run)
    assert run("backfill", "--since", "2026-11-18", "--quiet").err == (
        "lms: was read back to 2026-11-15 already; that stays so\n"
    )
    assert facts(run) == few
    assert run("backfill", "--since", "2020-01-01", "--quiet").code == 0
    assert facts(run) > few > 0


def test_backfill_wants_a_date(run: Run) -> None:
    assert run("backfill").code == 2
    assert run("backfill", "--since", "yesterday").code == 2
    assert run("backfill", "--since", "2026-01-01", "--source", "nobody").code == 2


def facts(run: Run) -> int:
    """How many posts are known."""
    return int(json.loads(run("status", "--json").out)["facts"].get("post", 0))
