"""Dropping a connection without an answer, as a server does that is killed or overloaded."""

import contextlib
import socket

from flask import Response, request


def hang_up() -> Response:
    """Close the client's connection; where there is no socket (a test client) the answer is an empty 504."""
    connection = request.environ.get("werkzeug.socket")
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
    return Response(status=504)
