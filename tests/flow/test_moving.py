"""From SQLite to PostgreSQL: everything arrives, the work goes on, and the backup commands say what holds there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from connector.cli import cli
from connector.errors import NotDone
from connector.models.database import open_engine
from connector.models.outbox import Message
from connector.sandbox import SERVICE_TOKEN
from connector.steps.moving import Copied, move
from tests.flow.conftest import SECRET, House
from tests.flow.scene import AYU, BAGUS, forge, in_force, practice
from tests.postgres import Postgres

EXPORTS = ("facts", "contributions", "entitlements", "records", "ledger", "messages")


@pytest.fixture
def worked(house: House) -> House:
    """SQLite files with approved credit, sent messages, a taken event and one that waits."""
    for user in (AYU, BAGUS):
        forge(house, "discussion_created", practice(house, user), user=user, forumid=4)
    house.work()
    assert house.approve_all() == []
    house.work()
    forge(house, "discussion_created", practice(house, AYU), user=AYU, forumid=4)
    return house


def everything(house: House) -> dict[str, str]:
    return {what: house.export(what) for what in EXPORTS}


def go_over(house: House, pg: Postgres) -> list[Copied]:
    target, file = pg.database(), f"sqlite:///{house.folder / 'cop.sqlite'}"
    house.close()
    told: list[Copied] = []
    assert move(file, target, told.append) == told
    house.url = target
    house.open()
    return told


def test_all_of_an_institution_arrives_and_goes_on(worked: House, pg: Postgres) -> None:
    before = everything(worked)
    told = {each.table: each.rows for each in go_over(worked, pg)}
    assert everything(worked) == before
    assert (told["inbox_event"], told["ledger_line"]) == (3, 2)
    with worked.cop.context.db.read() as session:
        [(_, waits)] = worked.cop.inbox.waiting(session, 9)
    assert waits.user_id == AYU, "what triage has had is not given to it again"
    worked.work()
    assert worked.approve_all() == []
    assert in_force(worked, AYU) == 2, "new ids do not meet the copied ones"
    rows = worked.rows("ledger")
    assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})


def test_it_is_not_copied_over_anything(worked: House, pg: Postgres) -> None:
    go_over(worked, pg)
    file = f"sqlite:///{worked.folder / 'cop.sqlite'}"
    before = everything(worked)
    with pytest.raises(NotDone, match="has rows already"):
        move(file, worked.url or "", lambda _: None)
    assert everything(worked) == before
    with pytest.raises(NotDone, match="from SQLite to PostgreSQL"):
        move(worked.url or "", file, lambda _: None)


def test_a_row_that_is_changed_on_its_way_is_noticed(worked: House, pg: Postgres) -> None:
    target = pg.database()
    worked.close()
    file = f"sqlite:///{worked.folder / 'cop.sqlite'}"
    move(file, target, lambda _: None)
    engine = open_engine(target)
    with engine.begin() as connection:
        names = connection.exec_driver_sql(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
            "AND table_name NOT LIKE 'alembic%%'"
        ).scalars()
        connection.exec_driver_sql(f"TRUNCATE {', '.join(names)}")
        connection.exec_driver_sql(
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER spoil BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION spoil()"
        )
    with pytest.raises(NotDone, match=r"account: .* or another content"):
        move(file, target, lambda _: None)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM fact").scalar() == 0, "nothing is kept"
    engine.dispose()
    worked.open()


@pytest.fixture
def command(worked: House, pg: Postgres, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Commands for the institution, on PostgreSQL."""
    go_over(worked, pg)
    told = {"COP_CONFIG": str(worked.folder / "institution.yaml"), "COP_DATABASE_URL": worked.url or ""}
    for name, value in (told | {"TOKEN": SERVICE_TOKEN, "SECRET": SECRET}).items():
        monkeypatch.setenv(name, value)
    return CliRunner()


def test_backup_and_restore_say_what_holds_on_postgresql(command: CliRunner, tmp_path: Path) -> None:
    some = tmp_path / "some"
    some.touch()
    for words in (["backup", str(tmp_path / "new")], ["restore", str(some)]):
        with pytest.raises(NotDone) as told:
            command.invoke(cli, words, catch_exceptions=False)
        assert told.value.word == "use_pg_dump"


def test_after_pg_restore_what_we_wrote_is_looked_at(command: CliRunner, worked: House) -> None:
    told = command.invoke(cli, ["db", "restored", "--made", "2026-10-25"], catch_exceptions=False)
    assert "will look before they send" in told.output
    with worked.cop.context.db.read() as session:
        figures = session.query(Message).filter_by(kind="profile-figure").all()
        assert {each.state for each in figures} == {"pending"}, "each profile is looked at again"
