"""compose.yaml, the Dockerfile and the units of docs/run.md start what there is, with what it reads."""

from __future__ import annotations

import ast
import inspect
import json
import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from gunicorn.config import Config
from ruamel.yaml import YAML

import config.settings
from config.settings import read_settings
from connector.cli import cli

COMPOSE: dict[str, Any] = YAML(typ="safe").load(Path("compose.yaml"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if "build" in one}
KNOWN = {
    "build", "command", "depends_on", "environment", "healthcheck", "image", "ports", "profiles", "restart",
    "stop_grace_period", "volumes",
}  # fmt: skip
"""Of the Compose Specification what is used here; a word that is misspelt is not among them."""
OF_HEALTH = {"test", "interval", "timeout", "start_period", "retries"}
HR = "/srv/hr/cop-jp"
HOME = "/var/lib/cop-connector"
VENV = "/opt/cop-connector/.venv/bin/"
RUN = Path("docs/run.md").read_text(encoding="utf-8")
UNITS = [block for block in re.findall(r"```ini\n(.*?)```", RUN, re.S) if "[Service]" in block]


def check(words: list[str]) -> None:
    """Fails if this program has no such command or option."""
    program, arguments = words[0], words[1:]
    if program == "gunicorn":
        module, _, call = Config().parser().parse_args(arguments).args[0].partition(":")
        made = ast.parse(call, mode="eval").body
        assert isinstance(made, ast.Call)
        function = getattr(import_module(module), ast.unparse(made.func))
        inspect.signature(function).bind(**{each.arg: ast.literal_eval(each.value) for each in made.keywords})
        return
    assert program == "cop-connector"
    cli.commands[arguments[0]].make_context(arguments[0], arguments[1:])


def mounts(service: dict[str, Any]) -> dict[str, str]:
    """Path in the container → what lies there."""
    return {there: here for here, there in (each.split(":")[:2] for each in service.get("volumes", ()))}


def stages() -> dict[str, list[str]]:
    """Instruction → its lines."""
    text = Path("Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            found.setdefault(line.split()[0], []).append(line.partition(" ")[2].strip())
    return found


# --- compose.yaml --------------------------------------------------------------------


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_written_in_known_words_and_starts_with_what_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service.keys() <= KNOWN
    assert service.get("healthcheck", {}).keys() <= OF_HEALTH
    assert set(service["profiles"]) <= {"one", "many"}
    for needed, how in service.get("depends_on", {}).items():
        assert set(service["profiles"]) <= set(SERVICES[needed]["profiles"])
        assert how == {"condition": "service_healthy"}
        assert "healthcheck" in SERVICES[needed]
    named = {here for here in mounts(service).values() if not here.startswith(".")}
    assert named <= COMPOSE["volumes"].keys()
    for port in service.get("ports", ()):
        assert port.startswith("127.0.0.1:"), "TLS is spoken by a proxy on this machine"


@pytest.mark.parametrize("name", OURS)
def test_a_service_runs_a_command_that_there_is(name: str) -> None:
    check(shlex.split(SERVICES[name]["command"]))


@pytest.mark.parametrize("name", OURS)
def test_a_service_is_given_settings_that_are_read(name: str, tmp_path: Path) -> None:
    service = OURS[name]
    told = dict(service["environment"])
    source = inspect.getsource(config.settings)
    assert all(f'"{word}"' in source for word in told if word.startswith("COP_"))
    folder = str(Path(told["COP_CONFIG"]).parent)
    there = mounts(service)
    assert {f"{folder}/institution.yaml", f"{folder}/mapping.yaml", f"{folder}/secrets", HR} <= there.keys()
    example = Path("config/institution.example.yaml").read_text(encoding="utf-8")
    (tmp_path / "institution.yaml").write_text(re.sub(r"\{env: \w+\}", "{file: secrets/one}", example))
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "one").write_text("x")
    settings = read_settings({**told, "COP_CONFIG": str(tmp_path / "institution.yaml")})
    assert settings.secret_key
    if settings.database_url.startswith("sqlite"):
        assert there[str(Path(settings.database_url.removeprefix("sqlite:///")).parent)] == "data"
    else:
        database = re.fullmatch(r"postgresql://(\w+)@(\w+)/(\w+)", settings.database_url)
        assert database
        given = SERVICES[database[2]]["environment"]
        assert (given["POSTGRES_USER"], given["POSTGRES_DB"]) == (database[1], database[3])
        assert given["POSTGRES_PASSWORD"] == told["PGPASSWORD"], "libpq reads it, whatever characters it has"


def test_who_is_asked_whether_it_is_well_has_that_page() -> None:
    asked = {name: one["healthcheck"]["test"] for name, one in OURS.items() if "healthcheck" in one}
    assert asked.keys() == {name for name, one in OURS.items() if "ports" in one}
    for words in asked.values():
        assert words[:3] == ["CMD", "python", "-c"]
        compile(words[3], "healthcheck", "exec")
        [path] = re.findall(r"http://127\.0\.0\.1:8080(/\w+)", words[3])
        assert f'"{path}"' in Path("connector/web/probes.py").read_text(encoding="utf-8")


# --- the image -------------------------------------------------------------------------


def test_the_image_starts_a_command_that_there_is_as_a_user_with_that_number() -> None:
    said = stages()
    check(json.loads(said["CMD"][0]))
    assert said["USER"] == ["cop"]
    assert said["WORKDIR"][-1] == HOME == re.findall(r"--home-dir (\S+)", said["RUN"][0])[0]
    [number] = set(re.findall(r"--[ug]id (\d+)", said["RUN"][0]))
    assert f"chown -R {number}:{number} hr" in Path("compose.yaml").read_text(encoding="utf-8")
    assert "8080" in said["EXPOSE"]
    extras = ConfigParser()
    extras.read("setup.cfg")
    [extra] = re.findall(r"'\.\[(\w+)\]'", said["RUN"][1])
    assert "gunicorn" in extras["options.extras_require"][extra]
    assert "psycopg" in extras["options.extras_require"][extra]


def test_the_image_holds_the_program_and_nothing_of_the_institution(tmp_path: Path) -> None:
    lines = Path(".dockerignore").read_text(encoding="utf-8").split()
    assert "*" in lines, "what is not named stays outside"
    copied = [line[1:] for line in lines if line.startswith("!")]
    beside = {here.removeprefix("./") for one in OURS.values() for here in mounts(one).values()} | {"env"}
    assert not set(copied) & beside
    for name in copied:
        copy = shutil.copytree if Path(name).is_dir() else shutil.copy
        copy(name, tmp_path / name)
    told = subprocess.run(
        [sys.executable, "-c", "import connector.cli as c; print(c.__file__); c.main()", "--help"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.startswith(str(tmp_path))
    assert "serve" in told


# --- the units of docs/run.md -------------------------------------------------------------


def unit(text: str) -> dict[str, str]:
    parsed = ConfigParser(interpolation=None, strict=True)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string(text)
    return dict(parsed["Service"])


def test_there_is_a_unit_for_each_way() -> None:
    started = {shlex.split(unit(text)["ExecStart"])[0].removeprefix(VENV) for text in UNITS}
    assert started == {"cop-connector", "gunicorn"}
    assert len(UNITS) >= 3


@pytest.mark.parametrize("text", UNITS)
def test_a_unit_runs_a_command_that_there_is_where_it_may_write(text: str) -> None:
    said = unit(text)
    words = shlex.split(said["ExecStart"])
    assert words[0].startswith(VENV)
    check([words[0].removeprefix(VENV), *words[1:]])
    assert said["User"] == "cop"
    assert said["WorkingDirectory"] == f"/var/lib/{said['StateDirectory']}" == HOME
    takes_turns = words[0].endswith("cop-connector")
    assert (said.get("ReadWritePaths") == HR) is takes_turns, "who takes turns writes HR's files"


@pytest.mark.parametrize("text", UNITS)
def test_the_environment_of_the_units_is_written_and_read(text: str) -> None:
    path = unit(text)["EnvironmentFile"]
    [block] = re.findall(rf"^`{re.escape(path)}`:\n\n```sh\n(.*?)```", RUN, re.S | re.M)
    told = dict(line.split("=", 1) for line in block.splitlines() if line and not line.startswith("#"))
    assert told.keys() == {"COP_CONFIG", "COP_DATABASE_URL", "COP_SECRET_KEY"}
    assert told["COP_DATABASE_URL"].startswith(f"sqlite:///{HOME}/")
