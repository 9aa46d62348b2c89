"""What the institution file says of reconciling, alarms and metrics."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from config.settings import MailSettings, ReconcileSettings, Settings, read_settings
from connector.errors import BadSetting

BASE = """\
institution: {name: Badan Contoh, timezone: Asia/Jakarta}
sources:
  lms: {base_url: "https://lms.example.go.id", token: {env: TOKEN}, TOKEN_EXPIRES}
"""


def read(tmp_path: Path, more: str, expires: str = "token_expires: null") -> Settings:
    path = tmp_path / "institution.yaml"
    path.write_text(BASE.replace("TOKEN_EXPIRES", expires) + more, encoding="utf-8")
    environ = {"COP_CONFIG": str(path), "TOKEN": "t" * 32, "MAIL": "rahasia", "METRICS": "angka"}
    return read_settings(environ)


def test_without_a_word_it_reconciles_and_mails_nobody(tmp_path: Path) -> None:
    settings = read(tmp_path, "")
    assert settings.reconcile == ReconcileSettings(10, 60, time(2, 0))
    assert (settings.mail, settings.metrics_token) == (None, None)


@pytest.mark.parametrize("off", ["off", "'off'", "false"])
def test_reconciling_can_be_switched_off(off: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"reconcile: {off}\n").reconcile is None


@pytest.mark.parametrize("full_at", ["23:30", "'23:30'"])
def test_each_tier_can_be_set(full_at: str, tmp_path: Path) -> None:
    said = f"reconcile: {{light_minutes: 5, whole_minutes: 120, full_at: {full_at}}}\n"
    assert read(tmp_path, said).reconcile == ReconcileSettings(5, 120, time(23, 30))


@pytest.mark.parametrize(
    "said",
    [
        "reconcile: never\n",
        "reconcile: {light_minutes: 0}\n",
        "reconcile: {full_at: 25:00}\n",
        "reconcile: {full_at: 2}\n",
        "mail: {host: mail.example.go.id, from: cop@example.go.id}\n",
        "mail: {host: mail.example.go.id, from: cop, to: [a@example.go.id]}\n",
        "mail: {host: m, from: cop@example.go.id, to: [a@example.go.id], user: cop}\n",
        "mail: {host: m, from: cop@example.go.id, to: [a@example.go.id], user: cop, password: {env: NONE}}\n",
        "metrics: {token: angka}\n",
    ],
)
def test_what_cannot_be_meant_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        read(tmp_path, said)


def test_mail_metrics_and_the_tokens_last_day(tmp_path: Path) -> None:
    said = (
        "mail: {host: mail.example.go.id, from: cop@example.go.id, to: [a@example.go.id], user: cop, "
        "password: {env: MAIL}}\nmetrics: {token: {env: METRICS}}\n"
    )
    settings = read(tmp_path, said, "token_expires: 2027-03-01")
    assert settings.mail == MailSettings(
        host="mail.example.go.id",
        port=None,
        security="starttls",
        user="cop",
        password="rahasia",
        sender="cop@example.go.id",
        to=("a@example.go.id",),
    )
    assert settings.metrics_token == "angka"
    assert settings.sources["lms"].token_expires == date(2027, 3, 1)
    assert "rahasia" not in repr(settings)
    assert "angka" not in repr(settings)
