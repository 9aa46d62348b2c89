"""Backup while running, and restore. The main file is copied before the inbox, so that its cursor never points
past what the inbox of the backup holds."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import make_url

from connector.errors import NotDone
from connector.models.database import Database, inbox_url, is_server_url
from connector.models.migrations import upgrade
from connector.steps import restored

PARTS = ("main.sqlite", "inbox.sqlite")
ABOUT = "backup.json"


def _files(url: str) -> tuple[Path, Path]:
    return Path(make_url(url).database or ""), Path(make_url(inbox_url(url)).database or "")


def _only_files(url: str, instead: str) -> None:
    if is_server_url(url):
        raise NotDone(f"this database is PostgreSQL: {instead} (docs/run.md)", word="use_pg_dump")


def backup(url: str, target: Path, made_at: int) -> None:
    """Writes one ``.tar.gz`` with both files, each a consistent moment; the target must not exist."""
    _only_files(url, "back it up with pg_dump --format=custom")
    if target.exists():
        raise NotDone(f"{target} exists already", word="file_exists")
    if not target.parent.is_dir():
        raise NotDone(f"there is no folder {target.parent}", word="no_such_folder")
    with TemporaryDirectory(dir=target.parent or ".") as folder:
        for name, source in zip(PARTS, _files(url), strict=True):
            _copy(source, Path(folder) / name)
        (Path(folder) / ABOUT).write_text(json.dumps({"format": 1, "made_at": made_at}))
        partial = Path(folder) / "partial"
        with tarfile.open(partial, "w:gz") as archive:
            for name in (*PARTS, ABOUT):
                archive.add(Path(folder) / name, arcname=name)
        partial.chmod(0o600)
        partial.rename(target)


def _copy(source: Path, target: Path) -> None:
    reader, writer = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(target)
    try:
        reader.backup(writer)
    finally:
        reader.close()
        writer.close()


def restore(url: str, source: Path, at: int) -> int:
    """Puts a backup in the place of files that must not exist; returns how many messages will look before they send.

    What was sent after the backup is not remembered: so every message that is not final looks first, figures and
    posts are compared with what stands there, and HR's folder is read before the next run is numbered.
    """
    _only_files(url, "load it with pg_restore, then run cop-connector db restored")
    files = _files(url)
    for file in files:
        _refuse_leftovers(file)
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(source, "r:gz") as archive, TemporaryDirectory(dir=files[0].parent) as folder:
            members = [archive.getmember(name) for name in (*PARTS, ABOUT)]
            archive.extractall(folder, members=members, filter="data")
            made_at = int(json.loads((Path(folder) / ABOUT).read_text())["made_at"])
            for name, file in zip(PARTS, files, strict=True):
                (Path(folder) / name).rename(file)
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise NotDone(f"{source} is no backup of ours: {error}", word="not_a_backup") from error
    return look_everywhere(url, made_at, at)


def _refuse_leftovers(file: Path) -> None:
    """SQLite would play an old -wal into the restored file: the old data would come back in silence."""
    for leftover in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        if leftover.exists():
            raise NotDone(f"{leftover} exists; move it away first", word="file_exists")


def look_everywhere(url: str, made_at: int, at: int) -> int:
    """What was sent since the backup was made is not remembered, on either engine; how many messages it concerns."""
    database = Database(url)
    try:
        upgrade("main", database.engine)  # an older backup lacks tables
        with database.write() as session:
            return restored.look_everywhere(session, made_at, at)
    finally:
        database.close()
