"""Tests about the code: every room says its duty, no file hides a noun, nothing names where it was made."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOMS = [Path("config"), Path("schemas"), Path("webhooks")]
ROOMS += sorted(path.parent for path in Path("connector").glob("*/__init__.py") if path.parent.name != "cli")
LONGEST = 330
"""Lines. When a file passes this, ask which noun is hiding in it."""


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_says_its_duty_what_it_may_import_and_what_does_not_belong(room: Path) -> None:
    source = (room / "__init__.py").read_text(encoding="utf-8")
    assert '"""' in source
    for said in ("uty", "ay import|mports? nothing|ay import nothing", "ot belong"):
        assert re.search(said, source), said


def python_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "*.py"], capture_output=True, text=True, check=True).stdout
    return [path for line in listed.splitlines() if (path := Path(line)).exists()]


def test_no_module_is_so_long_that_a_noun_hides_in_it() -> None:
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    hiding = {name: n for name, n in lengths.items() if n > LONGEST and not name.startswith("tests/")}
    assert not {name for name in hiding if "/migrations/" not in name}


def test_every_setting_of_the_example_is_read() -> None:
    from schemas.documents import load_with
    from schemas.institution import InstitutionFileSchema

    text = Path("config/institution.example.yaml").read_text(encoding="utf-8")
    loaded, _ = load_with(InstitutionFileSchema(), text, "example")
    assert loaded["mode"] == "observe"
    uncommented = re.sub(
        r"^( +)# (allow_private_address|date_format|columns|token_expires)", r"\1\2", text, flags=re.M
    )
    uncommented = re.sub(
        r"^# (language_model:|reconcile:|mail:|metrics:|oidc:|inbox:|  \w+: )", r"\1", uncommented, flags=re.M
    )
    loaded, _ = load_with(InstitutionFileSchema(), uncommented, "example")
    assert loaded["sources"]["lms"]["allow_private_address"] is True
    assert loaded["language_model"]["allow_private_address"] is True
    assert loaded["reconcile"]["light_minutes"] == 10
    assert loaded["mail"]["to"] == ["admin@example.go.id"]
    assert loaded["metrics"]["token"] == {"env": "COP_METRICS_TOKEN"}
    assert loaded["sources"]["lms"]["token_expires"].year == 2027
