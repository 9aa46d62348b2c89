"""Mappings by command: versions and drafts go out byte for byte as they came in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from connector.sandbox import Site, build_site, serve
from tests.flow.conftest import STARTER, Run

TEXT = STARTER.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Site, str]]:
    made = build_site(lambda: 1_797_000_000)
    made.sender.paused = True
    with serve(made) as server:
        yield made, server.url


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Another version, with the line ends of another system."""
    path = tmp_path / "later.yaml"
    path.write_bytes(TEXT.replace("120", "150").replace("\n", "\r\n").encode())
    return path


def test_versions_are_listed_shown_and_compared(run: Run, later: Path) -> None:
    assert run("mapping", "publish", str(STARTER), "--reason", "permulaan").code == 0
    assert run("mapping", "publish", str(later), "--by", "ratna").code == 0
    newest, first = run("mapping", "list").out.splitlines()
    assert newest.startswith("2  in-force  from ")
    assert "by ratna" in newest
    assert first.startswith("1  superseded  from the beginning")
    assert first.endswith("permulaan")
    assert run("mapping", "show", "2").out.encode() == later.read_bytes()
    told = run("mapping", "diff", "1", "2").out
    assert "changed: contributions praktik-baik\n    is.words.at_least: 120 → 150\n" in told
    assert sum(line.startswith(("+ ", "- ")) for line in told.splitlines()) == 4  # a rule and its note
    assert run("mapping", "show", "3").code == run("mapping", "diff", "1", "3").code == 1


def test_a_version_to_come_is_overtaken_only_by_its_number(run: Run, later: Path, tmp_path: Path) -> None:
    assert run("mapping", "publish", str(STARTER)).code == 0
    assert run("mapping", "publish", str(later), "--from", "2099-01-01").code == 0
    told = run("mapping", "preview", str(STARTER), "--quiet").out
    assert "Versi 2, yang akan berlaku sejak 2099-01-01 00:00, lalu tidak akan pernah berlaku." in told
    refused = run("mapping", "publish", str(STARTER))
    assert (refused.code, "overtakes_later" in refused.err, "version 2" in refused.err) == (1, True, True)
    assert run("mapping", "publish", str(STARTER), "--supersede", "1").code == 1
    assert run("mapping", "publish", str(STARTER), "--supersede", "2").code == 0
    listed = run("mapping", "list").out
    assert "2  overtaken  from 2099-01-01" in listed
    assert "never came into force: version 3 was published before its day" in listed


def test_a_draft_from_its_beginning_to_its_publication(run: Run, later: Path) -> None:
    id_ = run("mapping", "draft", "begin", "--starter", "indonesia-asn", "--name", "Uji").out.strip()
    assert run("mapping", "draft", "show", id_).out == TEXT
    assert run("mapping", "draft", "save", id_, str(later)).out == "r2\n"
    stale = run("mapping", "draft", "save", id_, str(STARTER), "--revision", "1")
    assert (stale.code, "draft_changed" in stale.err) == (1, True)
    assert f"{id_}  r2  Uji  saved " in run("mapping", "draft", "list").out
    unseen = run("mapping", "draft", "publish", id_, "--reason", "rapat")
    assert (unseen.code, "warnings_not_seen" in unseen.err) == (1, True)
    assert "COP-AK" in unseen.out
    seen = run("mapping", "draft", "publish", id_, "--reason", "rapat", "--warnings-seen")
    assert "published as version 1" in seen.out
    assert run("mapping", "show", "1").out.encode() == later.read_bytes()
    assert run("mapping", "draft", "show", id_).code == 1


def test_a_draft_from_a_version_or_a_file_may_be_discarded(run: Run, later: Path) -> None:
    assert run("mapping", "publish", str(STARTER)).code == 0
    ids = [
        run("mapping", "draft", "begin", *words).out.strip() for words in (["--version", "1"], [str(later)])
    ]
    assert run("mapping", "draft", "show", ids[0]).out == TEXT
    for id_ in ids:
        assert run("mapping", "draft", "discard", id_).code == 0
    assert run("mapping", "draft", "list").out == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("--version", "1", "--starter", "x"), 2), (("--version", "9"), 1), (("--starter", "x"), 1)],
)
def test_a_draft_begins_from_one_thing_that_is_there(run: Run, words: tuple[str, ...], code: int) -> None:
    assert run("mapping", "draft", "begin", *words).code == code


def test_a_file_that_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"\xff\xfe")
    ran = run("mapping", "publish", str(bad))
    assert (ran.code, "UTF-8" in ran.err) == (1, True)
