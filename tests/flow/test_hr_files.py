"""HR's files: whatever breaks in between, each record is told once, and corrected where it was wrong."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from connector.hr.folder import write
from connector.steps import hr_runs
from connector.steps.backup import backup, restore
from tests.flow.conftest import STARTER, House, MakeHouse
from tests.flow.scene import AYU, BAGUS, DAY, HOUR, MADE, first_post, messages, practice, text


@pytest.fixture
def house(make_house: MakeHouse) -> House:
    """Its file for HR is written as soon as there is something to tell."""
    one = make_house()
    one.publish(STARTER.read_text(encoding="utf-8").replace("written: monthly", "written: at_once"))
    one.work()
    one.site.sender.paused = True
    return one


def approved(house: House, *users: int) -> None:
    for user in users:
        practice(house, user)
    house.reconcile(full=True)
    assert house.approve_all() == []


def files(house: House, pattern: str = "*") -> dict[str, bytes]:
    found = sorted(house.hr.glob(pattern)) if house.hr.exists() else []
    return {path.name: path.read_bytes() for path in found if not path.name.startswith(".")}


def rows(house: House, pattern: str) -> list[dict[str, str]]:
    told: list[dict[str, str]] = []
    for content in files(house, pattern).values():
        told += csv.DictReader(content.decode("utf-8-sig").splitlines())
    return told


def new_rows(house: House) -> list[tuple[str, str]]:
    """(NIP, hours) of every row that HR would take in as new."""
    told = [row for name in files(house, "*.csv") if "koreksi" not in name for row in rows(house, name)]
    return sorted((row["NIP Peserta"], row["Total Jam Pelajaran"]) for row in told)


def nip(house: House, user: int) -> str:
    return house.site.tables.users[user].idnumber


def states(house: House) -> list[tuple[str, str | None]]:
    return [(message.state, message.reason) for message in messages(house, "hr-file")]


def test_each_approved_record_is_told_once_and_its_manifest_fits(house: House) -> None:
    approved(house, AYU, MADE)
    for _ in range(3):
        house.work()
        house.wait(DAY)
    assert new_rows(house) == [(nip(house, MADE), "1"), (nip(house, AYU), "1")]
    [manifest] = files(house, "*manifest.json").values()
    told = json.loads(manifest)
    assert {one["name"]: one["sha256"] for one in told["files"]} == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files(house).items()
        if not name.endswith("manifest.json")
    }
    assert len(told["records"]) == 2
    assert nip(house, AYU) not in manifest.decode()


def test_a_correction_has_a_file_of_its_own_with_the_number_of_its_record(house: House) -> None:
    approved(house, AYU, MADE)
    house.work()
    house.clock.at += DAY
    approved(house, AYU)
    house.site.deeds.edit_post(BAGUS, first_post(house, 2), text(5))  # Made's
    house.reconcile(full=True)
    house.work()
    numbers = {row["person"]: row["number"] for row in house.rows("records")}
    corrections = {row["Nomor Catatan"]: row for row in rows(house, "*koreksi.csv")}
    assert corrections[numbers[f"lms:{AYU}"]]["Tindakan"] == "UBAH"
    assert corrections[numbers[f"lms:{AYU}"]]["Total Jam Pelajaran"] == "2"
    assert corrections[numbers[f"lms:{MADE}"]]["Tindakan"] == "BATAL"
    assert len(new_rows(house)) == 2


class Killed(BaseException):
    """The process ends here."""


def crash(*_: object, **__: object) -> None:
    raise Killed


def after_the_crash(house: House) -> None:
    house.open_again()
    house.clock.at += HOUR
    house.work()


def test_a_crash_between_freezing_and_writing_does_no_harm(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(house, AYU)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(hr_runs, "write", crash)
        house.work()
    assert files(house) == {}
    practice(house, MADE)
    after_the_crash(house)
    assert new_rows(house) == [(nip(house, AYU), "1")]
    assert states(house) == [("sent", None)]


@pytest.mark.parametrize("written", [1, 2, 3])
def test_a_crash_between_writing_and_noting_leads_to_the_same_files(
    written: int, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(house, AYU)

    def write_some(folder: Path, composed: Any) -> None:
        write(folder, composed[:written])
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(hr_runs, "write", write_some)
        house.work()
    before = files(house)
    assert len(before) == written
    approved(house, MADE)
    after_the_crash(house)
    assert before.items() <= files(house).items()
    assert new_rows(house) == [(nip(house, MADE), "1"), (nip(house, AYU), "1")]
    assert states(house) == [("sent", None), ("sent", None)]
    assert len(files(house, "*manifest.json")) == 2


def test_while_hrs_folder_is_away_its_file_waits_and_no_other_folder_is_made(house: House) -> None:
    approved(house, AYU)
    house.work()
    before = files(house)
    away = house.hr.rename(house.folder / "unmounted")
    house.clock.at += DAY
    approved(house, AYU)
    house.wait()
    assert not house.hr.exists()
    away.rename(house.hr)
    house.wait()
    assert before.items() <= files(house).items()
    assert [row["Tindakan"] for row in rows(house, "*koreksi.csv")] == ["UBAH"]


def test_a_folder_that_goes_away_after_freezing_only_delays_the_file(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(house, AYU)

    def gone(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(hr_runs, "write", gone)
        house.work()
    assert states(house) == [("pending", "folder_not_writable")]
    house.clock.at += HOUR
    house.work()
    assert new_rows(house) == [(nip(house, AYU), "1")]


def test_a_file_that_somebody_altered_is_never_overwritten(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(house, AYU)
    with monkeypatch.context() as patch, pytest.raises(Killed):

        def write_and_die(folder: Path, composed: Any) -> None:
            write(folder, composed)
            raise Killed

        patch.setattr(hr_runs, "write", write_and_die)
        house.work()
    [one] = house.hr.glob("*-0001.csv")
    one.write_text("diubah orang", encoding="utf-8")
    after_the_crash(house)
    assert one.read_text(encoding="utf-8") == "diubah orang"
    assert states(house)[0] == ("refused", "file_differs")


def test_after_an_older_backup_was_restored_nothing_is_told_twice(house: House) -> None:
    approved(house, AYU)
    house.work()
    saved = house.folder / "saved.tar.gz"
    backup(house.cop.settings.database_url, saved, house.clock.at)
    house.clock.at += DAY
    approved(house, AYU, MADE)
    house.work()
    before = files(house)
    house.close()
    for path in house.folder.glob("cop*.sqlite*"):
        path.unlink()
    restore(house.cop.settings.database_url, saved, house.clock.at)
    house.open()
    house.clock.at += HOUR
    house.reconcile(full=True)
    assert files(house) == before, "nobody approved it (as far as is known), yet it is not withdrawn"
    assert house.approve_all() == []
    house.work()
    house.wait()
    assert files(house) == before
    approved(house, MADE)
    house.work()
    assert [row["Tindakan"] for row in rows(house, "*-0003-koreksi.csv")] == ["UBAH"]


def test_after_a_restore_every_message_that_waited_looks_before_it_writes(house: House) -> None:
    approved(house, AYU)
    saved = house.folder / "saved.tar.gz"
    backup(house.cop.settings.database_url, saved, house.clock.at)
    house.work()
    assert house.site.calls["core_user_update_users"] == 1
    house.close()
    for path in house.folder.glob("cop*.sqlite*"):
        path.unlink()
    restore(house.cop.settings.database_url, saved, house.clock.at)
    house.open()
    assert [message.look_first for message in messages(house)] == [True]
    house.clock.at += HOUR
    house.work()
    assert house.site.calls["core_user_update_users"] == 1
    assert {message.state for message in messages(house)} == {"sent"}
    assert new_rows(house) == [(nip(house, AYU), "1")]


def test_the_folder_of_another_disk_is_no_reason_to_begin_at_one_again(house: House) -> None:
    approved(house, AYU)
    house.work()
    shutil.rmtree(house.hr)
    house.hr.mkdir()
    house.clock.at += DAY
    approved(house, AYU)
    house.work()
    assert [name for name in files(house, "*koreksi.csv") if "-0002-" in name]


def test_a_monthly_file_is_written_when_the_month_has_ended(make_house: MakeHouse) -> None:
    house = make_house("monthly")
    house.publish(STARTER.read_text(encoding="utf-8"))
    assert not hr_runs.run_is_due(house.cop.context, "simpeg")  # the first look only notes the day
    house.clock.at += 40 * 86_400
    assert hr_runs.run_is_due(house.cop.context, "simpeg")
    hr_runs.looked_at(house.cop.context, "simpeg")
    assert not hr_runs.run_is_due(house.cop.context, "simpeg")
