"""One message to one mail server, over a real socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from threading import Thread

import pytest

from connector.errors import NotMailed
from connector.mail.smtp import Smtp


class Server:
    """Takes one conversation, as far as a plain SMTP client needs; ``answers`` replaces what it would say."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.answers: dict[str, str] = {}
        self.heard: list[str] = []
        self.message = b""
        self._thread = Thread(target=self._talk, daemon=True)
        self._thread.start()

    def _talk(self) -> None:
        try:
            connection, _ = self._listening.accept()
        except OSError:
            return
        with connection, connection.makefile("rwb") as stream:

            def say(words: str) -> None:
                stream.write(f"{words}\r\n".encode())
                stream.flush()

            say("220 mail")
            for line in stream:
                command = line.decode().strip()
                self.heard.append(command)
                word = command.split(" ")[0].upper()
                say(self.answers.get(word, {"DATA": "354 go", "QUIT": "221 bye"}.get(word, "250 ok")))
                if word == "DATA" and word not in self.answers:
                    self._take(stream)
                    say("250 taken")
                if word == "QUIT":
                    return

    def _take(self, stream: object) -> None:
        for line in stream:  # type: ignore[attr-defined]
            if line == b".\r\n":
                return
            self.message += line

    def close(self) -> None:
        self._listening.close()
        self._thread.join(timeout=5)


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.close()


def box(server: Server, who: tuple[str, str] | None = None, security: str = "none") -> Smtp:
    return Smtp(
        "127.0.0.1", server.port, security, who, "cop@example.go.id", ["a@example.go.id", "b@example.go.id"]
    )


def test_it_goes_to_everybody_as_it_was_written(server: Server) -> None:
    box(server).send("CoP: 1 peringatan", "Tidak ada kabar dari “lms”.\n")
    server.close()
    message = message_from_bytes(server.message, policy=policy.default)
    assert (message["Subject"], message["To"]) == ("CoP: 1 peringatan", "a@example.go.id, b@example.go.id")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@example.go.id>")
    assert message.get_content().strip() == "Tidak ada kabar dari “lms”."  # type: ignore[attr-defined]
    assert [line for line in server.heard if line.startswith("rcpt")] == [
        "rcpt TO:<a@example.go.id>",
        "rcpt TO:<b@example.go.id>",
    ]


@pytest.mark.parametrize(
    ("word", "answer"), [("MAIL", "451 later"), ("RCPT", "550 unknown a@example.go.id"), ("DATA", "554 no")]
)
def test_a_refusal_is_told_without_what_the_server_said(word: str, answer: str, server: Server) -> None:
    server.answers[word] = answer
    with pytest.raises(NotMailed) as refused:
        box(server).send("x", "y")
    assert "example.go.id" not in str(refused.value)


def test_a_password_is_not_sent_to_a_server_that_does_not_want_one(server: Server) -> None:
    with pytest.raises(NotMailed):
        box(server, ("cop", "rahasia-besar")).send("x", "y")
    assert "rahasia" not in " ".join(server.heard)


def test_nothing_is_sent_in_the_clear_where_starttls_was_asked_for(server: Server) -> None:
    with pytest.raises(NotMailed):
        box(server, ("cop", "rahasia-besar"), "starttls").send("x", "y")
    assert not [line for line in server.heard if line.upper().startswith(("MAIL", "AUTH", "RCPT"))]


def test_a_server_that_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NotMailed, match="ConnectionRefusedError"):
        Smtp("127.0.0.1", port, "none", None, "a@example.go.id", ["b@example.go.id"]).send("x", "y")


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_usual_port(security: str, port: int) -> None:
    made = Smtp("mail.example.go.id", None, security, ("cop", "rahasia-besar"), "a@x.id", ["b@x.id"])
    assert repr(made) == f"Smtp('mail.example.go.id', {port})"
