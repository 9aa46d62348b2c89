"""The HTTP server of ``serve``, with its limits: slow and broken senders hold up nobody.

May import: waitress. Does not belong here: what is answered.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import create_server

THREADS = 48
"""Requests that may wait for a commit at once; a waiting one costs almost nothing."""
CONNECTIONS = 400
"""Open at once. Well below the 1,024 files that a process may usually open."""
ROOM = 40
"""Kept free for who comes next: beyond this the connection that has been idle or slow for longest makes way."""
REQUEST_S = 30
"""Seconds in which a request must have arrived as a whole, and after which an idle connection is closed."""
HEADER_BYTES = 32 * 1024
FORM_BYTES = 1024 * 1024
"""What a form of the desk may have in any case."""


def make_server(app: Flask, host: str, port: int, max_body: int, **more: Any) -> Any:
    """A server that listens; ``run()`` serves. ``max_body``: bytes of a webhook's body that the app takes.

    Bodies stay in memory whatever their size: their texts and secrets must not reach the disk. Up to twice
    ``max_body`` they are handed on, so that the app refuses and counts them; beyond that they are cut off.
    """
    most = max(2 * max_body, FORM_BYTES)
    limits: dict[str, Any] = {
        "threads": THREADS,
        "connection_limit": CONNECTIONS,
        "channel_timeout": REQUEST_S,
        "cleanup_interval": max(1, REQUEST_S // 3),
        "max_request_header_size": HEADER_BYTES,
        "max_request_body_size": most,
        "inbuf_overflow": most,
        "asyncore_use_poll": True,
        "ident": None,
        "clear_untrusted_proxy_headers": True,
    }
    listening: dict[int, Any] = {}
    server = create_server(app, map=listening, host=host, port=port, **(limits | more))
    for one in listening.values():  # one for each address that the host's name stands for
        if hasattr(one, "channel_class"):
            one.channel_class = Channel
    return server


class Channel(HTTPChannel):
    """A connection whose time runs from the first byte of a request: a byte now and then does not keep it open."""

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Adjustments, map: Any = None) -> None:
        super().__init__(server, sock, addr, adj, map)
        channels = server.active_channels
        if len(channels) > adj.connection_limit - ROOM:
            _make_way(channels.values(), self)

    def handle_read(self) -> None:
        unfinished, since = self.request, self.last_activity
        super().handle_read()
        if unfinished is not None and self.request is unfinished:
            self.last_activity = since


def _make_way(channels: Any, newest: Channel) -> None:
    """Closes the one that has waited longest for its sender; never one whose request is being answered."""
    waiting = [one for one in channels if not one.requests and not one.will_close and one is not newest]
    if waiting:
        min(waiting, key=lambda one: one.last_activity).will_close = True
