"""The demonstration: the sandbox LMS and the connector in one process, and some weeks of a story.

Afterwards both run on real time: write a post in the forum as a member, and follow it on the desk.
"""

from __future__ import annotations

import secrets
import shutil
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from waitress.server import create_server

from config.packs import read_packs
from config.settings import Settings, read_settings
from connector.app import Cop, make_flask, opened
from connector.runner.embedded import Runner
from connector.sandbox import SERVICE_TOKEN, Server, Site, Target, build_site, play, serve
from connector.sandbox.story import up_to_now
from connector.steps import desk
from connector.steps.approve import Choice, decide_all, waiting
from connector.steps.hints import Sweep
from connector.steps.publish import publish
from connector.steps.reconcile import begin
from connector.steps.status import status

ADMIN, PASSWORD = "admin", "komunitas-praktisi"
EASED = {
    "written: monthly": "written: at_once",
    "{kind: good_practice, at_least: 3}": "{kind: good_practice, at_least: 2}",
    "in_months: {at_least: 2}": "in_months: {at_least: 1}",
    "people_helped: {at_least: 5}": "people_helped: {at_least: 2}",
}
"""Four weeks are short: what takes a community months is reached in them."""
INSTITUTION = """\
institution: {{name: Badan Diklat Contoh, timezone: Asia/Jakarta, language: id}}
mode: live
sources:
  lms:
    platform: moodle
    base_url: {lms}
    token: {{env: COP_DEMO_TOKEN}}
    webhook_secrets: [{{env: COP_DEMO_SECRET}}]
    person_identifier: idnumber
    profile_field: cop_jp_locked
    allow_private_address: true
mapping: mapping.yaml
hr:
  simpeg: {{kind: simpeg-file, folder: {hr}}}
reconcile: off
"""


@dataclass(frozen=True)
class Ports:
    lms: int
    desk: int

    def free(self) -> Ports:
        """These, or others where another program listens."""
        return Ports(_free(self.lms), _free(self.desk))


def _free(port: int) -> int:
    for wanted in (port, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("127.0.0.1", wanted))
                return int(probe.getsockname()[1])
    return port


def run(folder: Path, ports: Ports, echo: Callable[[str], None], stop: Event) -> None:
    """Plays the story, prints where to look, and goes on until ``stop`` is set."""
    _make_room(folder)
    ports = ports.free()
    site = build_site()
    secret = secrets.token_hex(16)
    with serve(site, port=ports.lms) as lms, opened(_settings(folder, lms.url, secret)) as cop:
        address = f"http://127.0.0.1:{ports.desk}"
        cop.listens_at = address
        _prepare(cop)
        runner = Runner(cop.context, cop.inbox, cop.settings.keep_days, cop.courtesy)
        server = create_server(make_flask(cop), host="127.0.0.1", port=ports.desk, threads=16)
        Thread(target=server.run, name="desk", daemon=True).start()
        runner.start()
        try:
            _play(site, cop, f"{address}/webhooks/moodle/lms", secret, echo)
            _tell(lms, address, folder, echo)
            stop.wait()
        finally:
            site.sender.paused = True
            runner.stop()
            server.close()


def _make_room(folder: Path) -> None:
    """Each demonstration begins anew; files for HR of an earlier one are put aside, never deleted."""
    shutil.rmtree(folder / "demo", ignore_errors=True)
    (folder / "demo").mkdir(parents=True)
    hr = folder / "hr"
    if hr.exists() and any(hr.iterdir()):
        hr.rename(folder / f"hr-{datetime.now(UTC):%Y%m%d-%H%M%S}")


def _settings(folder: Path, lms: str, secret: str) -> Settings:
    demo = folder / "demo"
    (demo / "institution.yaml").write_text(INSTITUTION.format(lms=lms, hr=folder / "hr"), encoding="utf-8")
    starter = files("config") / "packs" / "indonesia-asn-lengkap.yaml"
    text = starter.read_text(encoding="utf-8")
    for written, eased in EASED.items():
        text = text.replace(written, eased)
    (demo / "mapping.yaml").write_text(text, encoding="utf-8")
    return read_settings(
        {
            "COP_CONFIG": str(demo / "institution.yaml"),
            "COP_DATABASE_URL": f"sqlite:///{demo / 'cop.sqlite'}",
            "COP_SECRET_KEY": secrets.token_hex(32),
            "COP_DEMO_TOKEN": SERVICE_TOKEN,
            "COP_DEMO_SECRET": secret,
        }
    )


def _prepare(cop: Cop) -> None:
    desk.put_user(cop.context, desk.NewUser(ADMIN, PASSWORD, "admin"), "demo")
    mapping = cop.settings.mapping or Path()
    publish(cop.context, mapping.read_text(encoding="utf-8"), read_packs(), "demo")


def _play(site: Site, cop: Cop, address: str, secret: str, echo: Callable[[str], None]) -> None:
    _until_idle(cop)  # the places are known before the first event, as on a site in use
    site.sender.targets.append(Target(address, secret))
    echo("playing some weeks in two communities …")
    play(site, up_to_now())
    _until_idle(cop)
    begin(cop.context, "lms", Sweep.FULL)
    _until_idle(cop)
    _approve_the_past(cop)
    _until_idle(cop)


def _until_idle(cop: Cop, patience: float = 60) -> None:
    """Waits until nothing is due but re-reads; the settle time of the last events included."""
    end = monotonic() + patience
    while monotonic() < end:
        told = status(cop.context, cop.inbox)
        rereads = sum(source["rereads"] for source in told["sources"].values())
        still = (
            told["waiting"]["hints"]
            - rereads
            + sum(told["waiting"][what] for what in ("triage", "settling", "judgement", "messages"))
        )
        if still <= 0:
            return
        sleep(0.2)


def _approve_the_past(cop: Cop) -> None:
    """Last month's records are approved, this month's wait for you."""
    this_month = datetime.fromtimestamp(cop.context.now(), cop.context.zone).strftime("%Y-%m")
    with cop.context.db.read() as session:
        past = [Choice(record.number) for record in waiting(session) if record.period < this_month]
    decide_all(cop.context, past, ADMIN, yes=True, reason="")


def _tell(lms: Server, address: str, folder: Path, echo: Callable[[str], None]) -> None:
    echo("")
    echo(f"  the forum (write as any member):  {lms.url}/")
    echo(f"  the connector's overview:         {address}/")
    echo(f"  sign in as:                       {ADMIN} / {PASSWORD}")
    echo(f"  files for HR:                     {folder / 'hr'}/")
    echo("")
    echo("Ctrl-C ends it.")
