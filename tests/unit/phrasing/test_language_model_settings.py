"""The institution file's ``language_model``: off unless written, its token never told."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import Settings, read_settings
from connector.errors import BadSetting

BASE = """
institution: {name: Badan Diklat Contoh, timezone: Asia/Jakarta}
sources: {}
"""


def settings(folder: Path, more: str = "") -> Settings:
    path = folder / "institution.yaml"
    path.write_text(BASE + more, encoding="utf-8")
    return read_settings({"COP_CONFIG": str(path), "MODEL_TOKEN": "sk-invented"})


def test_it_is_off_unless_it_is_written(tmp_path: Path) -> None:
    assert settings(tmp_path).language_model is None
    assert settings(tmp_path, "language_model:\n").language_model is None


def test_an_address_and_a_model_are_enough(tmp_path: Path) -> None:
    model = settings(
        tmp_path, "language_model: {url: 'http://localhost:11434/v1', model: small}"
    ).language_model
    assert model is not None
    assert (model.url, model.model) == ("http://localhost:11434/v1", "small")
    assert (model.token, model.allow_private_address) == (None, False)


@pytest.mark.parametrize("where", ["{env: MODEL_TOKEN}", "{file: token}"])
def test_its_token_comes_from_elsewhere_and_is_never_told(tmp_path: Path, where: str) -> None:
    (tmp_path / "token").write_text("sk-invented\n", encoding="utf-8")
    read = settings(tmp_path, f"language_model: {{url: 'https://m.test/v1', model: small, token: {where}}}")
    assert read.language_model is not None
    assert read.language_model.token == "sk-invented"
    assert "sk-invented" not in repr(read)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{model: small}", "url"),
        ("{url: 'https://m.test/v1'}", "model"),
        ("{url: 'ftp://m.test', model: small}", ":4:23: this is no web address"),
        ("{url: 'https://m.test/v1', model: small, token: sk-invented}", ":4:65: “name: value” pairs"),
        (
            "{url: 'https://m.test/v1', model: small, token: {env: NOT_SET}}",
            "language_model.token: the environment",
        ),
        ("{url: 'https://m.test/v1', model: small, key: x}", "key"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(BadSetting) as caught:
        settings(tmp_path, f"language_model: {written}")
    assert told in str(caught.value)
    assert "sk-invented" not in str(caught.value)
