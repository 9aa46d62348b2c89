"""Writing so that nobody ever sees half a file or a second version."""

import os
from datetime import date
from pathlib import Path

import pytest

from connector.errors import NotDone
from connector.hr.port import Action, HrFile
from connector.hr.simpeg_file import FileLayout, compose, look, next_run, write

DAY = date(2026, 11, 22)


@pytest.fixture
def run(make_row) -> list[HrFile]:
    return compose([make_row(), make_row(record="B", action=Action.UBAH)], FileLayout(), 7, DAY)


def test_what_was_composed_lies_there(tmp_path, run):
    write(tmp_path, run)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        file.name: file.content for file in run
    }
    assert (tmp_path / run[0].name).stat().st_mode & 0o007 == 0, "others may not read NIPs"


def test_writing_again_changes_nothing(tmp_path, run):
    write(tmp_path, run)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    write(str(tmp_path), run)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_name_is_never_given_to_other_content(tmp_path, run):
    taken = tmp_path / run[1].name
    taken.write_bytes(b"what HR has read already")
    with pytest.raises(NotDone) as caught:
        write(tmp_path, run)
    assert caught.value.word == "file_differs"
    assert list(tmp_path.iterdir()) == [taken]
    assert taken.read_bytes() == b"what HR has read already"


@pytest.mark.parametrize("broken", ["rename", "fsync"])
@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_crash_in_the_middle_leaves_whole_files_and_is_completed(tmp_path, run, monkeypatch, broken, after):
    target, name = (Path, "rename") if broken == "rename" else (os, "fsync")
    real, calls = getattr(target, name), []

    def fails(*args):
        calls.append(args)
        if len(calls) > after:
            raise OSError("No space left on device")
        return real(*args)

    monkeypatch.setattr(target, name, fails)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, run)
    monkeypatch.undo()
    assert look(tmp_path) == [], "the manifest comes last"
    contents = {file.name: file.content for file in run}
    assert all(path.read_bytes() == contents[path.name] for path in tmp_path.iterdir())
    write(tmp_path, run)
    assert len(list(tmp_path.iterdir())) == len(run)


def test_leftovers_of_a_killed_process_are_looked_at_by_nobody(tmp_path, run):
    for file in run:
        tmp_path.joinpath(f".{file.name.replace('0007', '0099')}.4f.tmp").write_bytes(file.content[:10])
    tmp_path.joinpath(".cop-jp-20261122-0099-manifest.json").write_bytes(b"{")
    assert look(tmp_path) == []
    assert next_run(tmp_path, 6) == 7
    write(tmp_path, run)
    assert len(look(tmp_path)) == 1


def test_manifests_are_read_back(tmp_path, run, make_row):
    write(tmp_path, run)
    write(tmp_path, compose([make_row(record="D")], FileLayout(), 8, DAY))
    first, second = look(tmp_path)
    assert first == {
        "name": "cop-jp-20261122-0007-manifest.json",
        "run": 7,
        "date": "2026-11-22",
        "files": [{"name": file.name, "rows": 1, "sha256": file.sha256} for file in run[:-1]],
        "records": [
            {"record": "B", "action": "UBAH", "revision": "a1", "amount": 4},
            {"record": "COP-2026-000001", "action": "NEW", "revision": "a1", "amount": 4},
        ],
    }
    assert second["run"] == 8


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"run": 1}', b'{"run": "x"}'])
def test_a_bad_manifest_does_not_hide_the_others(tmp_path, run, content, capsys):
    write(tmp_path, run)
    tmp_path.joinpath("cop-jp-20261122-0003-manifest.json").write_bytes(content)
    assert [manifest["run"] for manifest in look(tmp_path)] == [7]
    assert "cop-jp-20261122-0003-manifest.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("names", "known", "run"),
    [
        ([], 0, 1),
        ([], 41, 42),
        (["cop-jp-20261122-0007.csv"], 3, 8),
        (["cop-jp-20261122-0007-koreksi.xlsx", "cop-jp-20261201-0006-manifest.json"], 0, 8),
        (["cop-jp-20261122-10000.csv", "cop-jp-20261122-9999.csv"], 0, 10_001),
        (["notes-20261122.csv", "x-20261122-0050.txt", "0060.csv"], 2, 3),
    ],
)
def test_the_next_run(tmp_path, names, known, run):
    for name in names:
        tmp_path.joinpath(name).touch()
    assert next_run(tmp_path, known) == run


def test_a_missing_folder_is_not_an_empty_one(tmp_path, run):
    for attempt in (lambda: look(tmp_path / "x"), lambda: next_run(tmp_path / "x", 0)):
        with pytest.raises(FileNotFoundError):
            attempt()
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "x", run)
