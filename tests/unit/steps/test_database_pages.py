"""Who writes keeps more of the file in memory; who reads gives it back."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from connector.models.database import LOG_PAGES, READER_KIB, WRITER_KIB, Database


def asked(session: Session, pragma: str) -> int:
    return int(session.scalar(text(f"PRAGMA {pragma}")) or 0)


def test_a_writer_has_more_room_and_a_reader_as_much_as_before(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'cop.sqlite'}")
    for _ in range(2):  # the second time over the same connections
        with database.write() as session:
            assert asked(session, "cache_size") == -WRITER_KIB
        with database.read() as session:
            assert asked(session, "cache_size") == -READER_KIB
            assert asked(session, "wal_autocheckpoint") == LOG_PAGES
    database.close()
