"""A mail server that takes messages over SMTP."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from connector.errors import NotMailed

TIMEOUT_S = 15.0
USUAL_PORT = {"starttls": 587, "tls": 465, "none": 25}


class Smtp:
    def __init__(
        self,
        host: str,
        port: int | None,
        security: str,
        who: tuple[str, str] | None,
        sender: str,
        to: Sequence[str],
    ) -> None:
        """``security``: starttls | tls | none. ``who``: user and password, if the server wants them."""
        self._host, self._port, self._security = host, port or USUAL_PORT[security], security
        self._who, self._sender, self._to = who, sender, list(to)

    def __repr__(self) -> str:
        return f"Smtp({self._host!r}, {self._port})"

    def send(self, subject: str, text: str) -> None:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, self._sender, ", ".join(self._to)
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # no holiday replies, RFC 3834
        message.set_content(text)
        try:
            with self._connected() as server:
                if self._who:
                    server.login(*self._who)
                server.send_message(message, self._sender, self._to)
        except (OSError, smtplib.SMTPException) as error:
            # The type alone: a server's words may repeat addresses or credentials.
            raise NotMailed(f"{self._host}: {type(error).__name__}") from error

    def _connected(self) -> smtplib.SMTP:
        trusted = ssl.create_default_context()
        if self._security == "tls":
            return smtplib.SMTP_SSL(self._host, self._port, timeout=TIMEOUT_S, context=trusted)
        server = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_S)
        if self._security == "starttls":
            try:
                server.starttls(context=trusted)
            except BaseException:
                server.close()
                raise
        return server
