"""The stand-in as a real HTTP server in a thread: for tests and for the demonstration."""

from __future__ import annotations

from threading import Thread

from werkzeug.serving import WSGIRequestHandler, make_server

from connector.sandbox.app import create_app
from connector.sandbox.site import DEFAULT_URL, Site


class QuietHandler(WSGIRequestHandler):
    """No line for each request; connections stay open, as a client's session expects."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30

    def send_response(self, code: int, message: str | None = None) -> None:
        """Without a Date: the application gives the site's."""
        self.send_response_only(code, message)
        self.send_header("Server", self.version_string())

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: the site's own `calls` tell what was asked."""


class Server:
    """A running sandbox: `url`, `close()`. A thread for each connection, since deeds wait for webhooks."""

    def __init__(self, site: Site, host: str, port: int) -> None:
        self.site = site
        self._server = make_server(host, port, create_app(site), threaded=True, request_handler=QuietHandler)
        self.url = f"http://{host}:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> Server:
        """Begin to serve; a site without an address of its own takes the server's."""
        self.site.faults.arm()
        if self.site.url == DEFAULT_URL:
            self.site.url = self.url
        self._thread.start()
        return self

    def close(self) -> None:
        """Let hanging requests go, then stop."""
        self.site.faults.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def serve(site: Site, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Start serving the site in a thread; port 0 takes any free one."""
    return Server(site, host, port).start()
