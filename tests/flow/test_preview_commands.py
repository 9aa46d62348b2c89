"""Previewing, recomputing and trying, as a person or a script does it: what is printed, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from connector.sandbox import Site, build_site, play, serve, story
from tests.flow.conftest import STARTER, Run

BASE = 1_793_000_000


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Site, str]]:
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


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "stricter.yaml"
    text = STARTER.read_text(encoding="utf-8").replace("at_least: 120", "at_least: 5000")
    path.write_text(text, encoding="utf-8")
    return str(path)


def credit(run: Run) -> int:
    rows = [json.loads(line) for line in run("export", "entitlements").out.splitlines()]
    return sum(row["amount"] for row in rows)


def test_preview_publish_recompute(filled: Run, draft: str) -> None:
    run, since = filled, ("--from", "2026-10-01", "--recompute")
    before = credit(run)
    told = run("mapping", "preview", draft, *since, "--json")
    assert told.code == 0, told.err
    answer = json.loads(told.out)
    assert "people" in told.err
    assert answer["losing"] > 0
    assert answer["sums"]["rule/praktik-baik"][1] == 0
    then = sum(pair[1] for key, pair in answer["sums"].items() if key.startswith("credit/"))
    assert sum(pair[0] for key, pair in answer["sums"].items() if key.startswith("credit/")) == before
    assert (len(answer["persons"]) > 0, then < before, credit(run)) == (True, True, before)

    assert run("mapping", "publish", draft).code == 0
    run("work", "--until-idle")
    assert credit(run) == before, "publishing does not touch the past"
    recompute = ("mapping", "recompute", "2", "--from", "2026-10-01", "--by", "rina", "--reason", "putusan")
    early = run(*recompute)
    assert (early.code, "preview_needed" in early.err) == (1, True)
    assert run("mapping", "preview", "--version", "2", *since, "--quiet").err == ""
    done = run(*recompute)
    assert done.code == 0, done.err
    run("work", "--until-idle")
    assert credit(run) == then


def test_publishing_refuses_the_past_and_names_what_does_not(filled: Run, draft: str) -> None:
    ran = filled("mapping", "publish", draft, "--from", "2026-10-01")
    assert (ran.code, "mapping recompute" in ran.err) == (1, True)
    assert filled("mapping", "publish", draft, "--from", "2027-01-01").code == 0


def test_preview_in_words(filled: Run, draft: str) -> None:
    told = filled("mapping", "preview", draft, "--from", "2026-10-01", "--recompute")
    assert "Kontribusi dan kehadiran menurut aturan" in told.out
    assert "praktik-baik\t" in told.out
    assert "Kehilangan sesuatu: " in told.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "name one of FILE, --draft and --version"),
        (("--version", "1", "--draft", "1"), 2, "name one of FILE, --draft and --version"),
        (("--draft", "9"), 1, "draft_gone"),
        (("--version", "9"), 1, "no_such_version"),
        (("--version", "1", "--from", "2026-10-01"), 1, "day_is_past"),
        (("--version", "1", "--recompute"), 1, "no_day"),
    ],
)
def test_previews_that_cannot_be(filled: Run, words: tuple[str, ...], code: int, said: str) -> None:
    ran = filled("mapping", "preview", *words)
    assert (ran.code, said in ran.err) == (code, True)


def test_a_draft_is_previewed_as_its_file_is(filled: Run, draft: str) -> None:
    id_ = filled("mapping", "draft", "begin", draft).out.strip()
    since = ("--from", "2026-10-01", "--recompute", "--json", "--quiet")
    of_draft = json.loads(filled("mapping", "preview", "--draft", id_, *since).out)
    of_file = json.loads(filled("mapping", "preview", draft, *since).out)
    assert of_draft["losing"] > 0
    assert (of_draft["sums"], of_draft["persons"]) == (of_file["sums"], of_file["persons"])


def test_try(filled: Run, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [json.loads(line) for line in filled("export", "contributions").out.splitlines()]
    one = next(fact for fact in facts if fact["rule"] == "praktik-baik")
    told = filled("try", f"post:{one['fact_id']}", "--language", "en")
    assert told.code == 0, told.err
    assert "The rule “praktik-baik” fits, and counts." in told.out
    other = filled("try", f"post:{one['fact_id']}", "--mapping", draft)
    assert "5000 kata" in other.out
    sent = {"eventname": r"\mod_forum\event\post_created", "objectid": int(one["fact_id"]), "courseid": 2}
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps(sent)))
    assert "fits, and counts" in filled("try", "-", "--language", "en").out
    assert filled("try", "nonsense").code == 1
