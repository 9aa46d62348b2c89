"""The folder HR collects files from: written so that no half file and no second version is ever seen.

One turn a target runs at a time, so between the look at a name and the rename nobody else writes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog

from connector.errors import NotDone
from connector.hr.port import HrFile

FILE_KEYS = ("name", "rows", "sha256")
RECORD_KEYS = ("record", "action", "revision", "amount")
MANIFEST = "-manifest.json"
_RUN = re.compile(r"[^.].*-[0-9]{8}-([0-9]{4,9})(?:-koreksi|-manifest)?\.(?:csv|xlsx|json)")

log = structlog.get_logger(__name__)


def write(folder: str | Path, files: Sequence[HrFile]) -> None:
    """Put the files there in their order (the manifest last), all on disk when this returns.

    Doing it again does nothing. :class:`NotDone` ``file_differs`` if one of the names is taken by other
    content: then nothing is written. After an :class:`OSError` (folder missing, full, not writable) doing it
    again completes what is missing.
    """
    missing = [file for file in files if not _is_there(Path(folder, file.name), file.sha256)]
    for file in missing:
        _put(Path(folder, file.name), file.content)
        _sync_folder(folder)  # each: after a power failure no manifest may be there without its files


def look(folder: str | Path) -> list[dict[str, Any]]:
    """Every readable manifest, by name: ``{"name", "run", "date", "files": [{…}], "records": [{…}]}``.

    One that cannot be read is logged and left out; a missing folder is an :class:`OSError`, never "nothing".
    """
    names = sorted(path.name for path in Path(folder).iterdir())
    wanted = [name for name in names if name.endswith(MANIFEST) and not name.startswith(".")]
    return [manifest for name in wanted if (manifest := _read(Path(folder, name)))]


def next_run(folder: str | Path, known: int) -> int:
    """A run number nobody has used, counting what lies there (``known``: the highest we remember)."""
    matches = [_RUN.fullmatch(path.name) for path in Path(folder).iterdir()]
    return max([known, *(int(match[1]) for match in matches if match)]) + 1


def _is_there(path: Path, sha256: str) -> bool:
    if not path.exists():
        return False
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise NotDone(f"{path.name} exists with other content", word="file_differs")
    return True


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all; a leftover of an interrupted try starts with a dot and is looked at by nobody."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    # Group-readable at most: there are NIPs in it.
    number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    try:
        with os.fdopen(number, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _sync_folder(folder: str | Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads(path.read_bytes())
        return {
            "name": path.name,
            "run": int(manifest["run"]),
            "date": str(manifest["date"]),
            "files": [{key: one[key] for key in FILE_KEYS} for one in manifest["files"]],
            "records": [{key: one[key] for key in RECORD_KEYS} for one in manifest["records"]],
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        log.warning("hr_manifest_unreadable", name=path.name, error=type(error).__name__)
        return None
