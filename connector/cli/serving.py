"""Running: serve, work, reconcile, status."""

from __future__ import annotations

import json
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import click

from connector.app import NO_KEY, make_flask, more_connections
from connector.cli.common import cop
from connector.cli.looking import chosen, look
from connector.demo import Ports
from connector.demo import run as run_demo
from connector.errors import BadSetting, NotDone
from connector.listening import make_server
from connector.logs import configure_logs
from connector.models.database import is_server_url
from connector.runner.embedded import Runner, start, tidy, work_until_idle
from connector.runner.heap import settle_heap
from connector.steps.status import status as status_of

BELIEVED: dict[str, Any] = {
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
    "trusted_proxy_count": 1,
}
SWITCH_S = 0.0005
"""How long a thread that computes may keep the interpreter from one that has to answer; Python's own 5 ms are paid
several times for one answer."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--behind", metavar="ADDRESS", help="The reverse proxy whose X-Forwarded headers are believed.")
def serve(host: str, port: int, behind: str | None) -> None:
    """Receive webhooks, do the work, show the desk – all in this process.

    On PostgreSQL the work is done by cop-connector worker instead, on any number of machines.
    """
    with cop() as one:
        if not one.settings.secret_key:
            raise BadSetting(NO_KEY)
        runner = None
        if not is_server_url(one.settings.database_url):
            runner = Runner(one.context, one.inbox, one.settings.keep_days, one.courtesy)
            runner.start()
        click.echo(f"listening on http://{host}:{port}/", err=True)
        try:
            believed = BELIEVED | {"trusted_proxy": behind} if behind else {}
            one.listens_at = f"http://{_reached(host)}:{port}"
            server = make_server(make_flask(one), host, port, one.max_body, **believed)
            signal.signal(signal.SIGTERM, _interrupt)
            sys.setswitchinterval(SWITCH_S)
            settle_heap()
            server.run()
        except OSError as error:
            raise NotDone(
                f"cannot listen on {host}:{port}: {error.strerror}", word="address_in_use"
            ) from error
        finally:
            if runner:
                runner.stop()


def _reached(host: str) -> str:
    """How this machine reaches itself there."""
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


@click.command()
@click.option("--until-idle", is_flag=True, help="Do all that is due, then exit.")
def work(*, until_idle: bool) -> None:
    """Do the work without receiving: until stopped, or until nothing is due."""
    with cop(in_haste=until_idle) as one:
        if until_idle:
            tidy(one.context, one.inbox, one.settings.keep_days)
            if not is_server_url(one.settings.database_url):  # there a worker may be sending just now
                start(one.context, stale_before=one.context.now() + 1)
            done = work_until_idle(one.context, one.inbox)
            click.echo(f"{done} pieces of work done", err=True)
            return
        if is_server_url(one.settings.database_url):
            raise BadSetting("with PostgreSQL the work is done by: cop-connector worker")
        runner = Runner(one.context, one.inbox, one.settings.keep_days, one.courtesy)
        settle_heap()
        runner.start()
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            runner.stop()


@click.command()
@click.option(
    "--concurrency", default=4, show_default=True, type=click.IntRange(1, 64), help="Turns at once."
)
def worker(concurrency: int) -> None:
    """Take turns until stopped, beside any number of other workers (PostgreSQL only)."""
    with cop() as one:
        if not is_server_url(one.settings.database_url):
            raise BadSetting("workers need PostgreSQL: with SQLite cop-connector serve does the work itself")
        from connector.runner import distributed  # what it needs is an extra: pip install .[postgresql]

        distributed.make_queue(one.context)
        groups = distributed.turns(one.context, one.inbox, more_connections(one))
        settle_heap()
        kept = one.settings.keep_days
        distributed.Worker(one.settings.database_url, groups, one.context, one.inbox, kept).run(concurrency)


@click.command()
@click.option("--source", "sources", multiple=True, help="Only this source; may be given more than once.")
@click.option("--full", is_flag=True, help="Read every discussion again, also those that look unchanged.")
@click.option("--quiet", is_flag=True, help="No progress.")
def reconcile(sources: tuple[str, ...], *, full: bool, quiet: bool) -> None:
    """List and compare everything in the mapped places, and settle what differs. No webhook is needed.

    A reconcile that was interrupted is gone on with.
    """
    with cop(in_haste=True) as one:
        look(one, chosen(one, sources), full=full, quiet=quiet)


@click.command()
@click.option("--folder", default="var", show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--lms-port", default=8090, show_default=True)
@click.option("--port", default=8080, show_default=True)
def demo(folder: Path, lms_port: int, port: int) -> None:
    """Show it all: a sandbox LMS, the connector, and some weeks of a story."""
    configure_logs()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        run_demo(folder, Ports(lms_port, port), click.echo, stop)
    except KeyboardInterrupt:
        click.echo("")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def status(*, as_json: bool) -> None:
    """What was heard, what waits where, what is held."""
    with cop() as one:
        told = status_of(one.context, one.inbox)
    if as_json:
        click.echo(json.dumps(told, indent=2, sort_keys=True))
        return
    for key, value in told.items():
        if isinstance(value, dict):
            value = ", ".join(f"{name}: {count}" for name, count in value.items())
        elif isinstance(value, list):
            value = "".join(f"\n  {one}" for one in value)
        click.echo(f"{key}: {value}")
