"""What a broken, foreign or hostile sender may send: recorded bodies, maltreated by dice."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

CAPTURES = Path(__file__).parents[1] / "captures"
SECRET = "Rahasia-Bersama-99"
GUESS = "Tebakan-Rahasia-17"
NAME = "Sri Rahayu Kusumawardhani"
MAIL = "Sri.Rahayu@Contoh.Example"
PRIVATE = (SECRET, GUESS, NAME, MAIL, "Rahayu")
"""None of these may be answered, logged or stored; none fits what the name of an event may be."""
EVENTNAME = r"\mod_forum\event\post_created"


@dataclass
class Case:
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    path: str = "/webhooks/moodle/lms"
    method: str = "POST"


class Cases:
    """An endless row of cases; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._recorded = [json.loads(line) for line in _lines("webhooks") + _lines("tool_trigger")]

    def next(self) -> Case:
        dice = self._dice
        case = dice.choice((self._odd_object,) * 4 + (self._odd_bytes, self._form, self._form, self._deep))()
        case.headers |= self._odd_headers()
        if dice.random() < 0.03:
            case.path = f"/webhooks/moodle/{self._odd_source()}"
        if dice.random() < 0.01:
            case.method = dice.choice(("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"))
        if dice.random() < 0.002:
            case.body += b" " * dice.randrange(900_000, 1_300_000)
        return case

    def _event(self) -> dict[str, Any]:
        """A recorded one, with people's names in it and mostly the right secret."""
        body = self._dice.choice(self._recorded)["body"]
        try:
            event: dict[str, Any] = json.loads(body)
        except ValueError:
            event = {"eventname": EVENTNAME, "objectid": 5, "other": {"forumid": "4"}}
        secret = self._dice.choice((SECRET,) * 16 + (GUESS, "", None, 7, [SECRET], {"a": SECRET}))
        return event | {"token": secret, "fullname": NAME, "email": MAIL, "extra": f"{NAME} <{MAIL}>"}

    def _odd_object(self) -> Case:
        event = self._event()
        for _ in range(self._dice.randrange(4)):
            inner = (
                event["other"]
                if self._dice.random() < 0.3 and isinstance(event.get("other"), dict)
                else event
            )
            inner[self._key(event)] = self._value()
        text = json.dumps(event, ensure_ascii=self._dice.random() < 0.5, allow_nan=True)
        if self._dice.random() < 0.1:  # a key given twice
            text = text[:-1] + f', "objectid": {json.dumps(self._value())}, "token": "{SECRET}"}}'
        return Case(self._encoded(text), {"Content-Type": "application/json"})

    def _odd_bytes(self) -> Case:
        raw = bytearray(json.dumps(self._event()).encode())
        for _ in range(self._dice.randrange(1, 6)):
            at = self._dice.randrange(len(raw) + 1)
            spoil = self._dice.choice((self._insert, self._cut, self._flip))
            spoil(raw, at)
        return Case(bytes(raw), {"Content-Type": "application/json"})

    def _insert(self, raw: bytearray, at: int) -> None:
        raw[at:at] = self._dice.choice(
            (b"\0", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"{", b"]", b"\r\n", NAME.encode())
        )

    def _cut(self, raw: bytearray, at: int) -> None:
        del raw[at : at + self._dice.randrange(50)]

    def _flip(self, raw: bytearray, at: int) -> None:
        if at < len(raw):
            raw[at] ^= 1 << self._dice.randrange(8)

    def _form(self) -> Case:
        pairs = [("eventname", EVENTNAME), ("objectid", "7"), ("other[forumid]", "4"), ("fullname", NAME)]
        pairs += [(self._key({}), str(self._value())) for _ in range(self._dice.randrange(5))]
        pairs += [(f"other[{self._key({})}]", MAIL)] * self._dice.choice((0, 0, 1, 2_000))
        text = "&".join(f"{key}={quote(value, errors='replace')}" for key, value in pairs)
        if self._dice.random() < 0.3:
            text += self._dice.choice(("&=", "&%", "&a=%FF%FE", "&other=x", "&;&&", "&eventname[]=1", "%00"))
        kind = "application/x-www-form-urlencoded"
        return Case(
            text.encode(errors="surrogatepass"), {"Content-Type": kind, "Authorization": f"Bearer {SECRET}"}
        )

    def _deep(self) -> Case:
        depth = self._dice.choice((5, 50, 500, 900, 1_100, 5_000, 100_000))
        opening, closing = self._dice.choice((("[", "]"), ('{"other":', "}"), ('{"a":[', "]}")))
        return Case(
            (opening * depth + f'"{NAME}"' + closing * depth).encode(), {"Content-Type": "application/json"}
        )

    def _key(self, event: dict[str, Any]) -> str:
        known = (
            "eventname",
            "objectid",
            "userid",
            "courseid",
            "timecreated",
            "anonymous",
            "other",
            "discussionid",
        )
        odd = (
            "",
            "Token",
            "TOKEN",
            "\0",
            "__proto__",
            NAME,
            "other[forumid]",
            "x" * 3_000,
            "\ud800",
            "objectid ",
        )
        return self._dice.choice((*known, *odd, *event))

    def _value(self) -> Any:
        dice = self._dice
        made: Callable[[], Any] = dice.choice(
            (
                lambda: dice.choice(
                    (None, True, False, "", "{tag}", NAME, MAIL, SECRET, "0", "-1", "007", "٣")
                ),
                lambda: dice.choice(
                    (2**63, -(2**63) - 1, 2**63 - 1, 10**400, float("nan"), float("inf"), 1e308, -0.0)
                ),
                lambda: dice.randrange(-(2**70), 2**70),
                lambda: "".join(
                    chr(dice.choice((0, 10, 34, 92, 0x202E, 0xD800, 0x1F600, 65))) for _ in range(9)
                ),
                lambda: (
                    "\\"
                    + "\\".join(dice.choice(("core", "event", "x_1", "", "É", "a" * 300)) for _ in range(3))
                ),
                lambda: "9" * dice.choice((18, 19, 20, 5_000)),
                lambda: [self._value() for _ in range(dice.randrange(3))],
                lambda: {self._key({}): self._value() for _ in range(dice.randrange(3))},
                lambda: NAME * dice.choice((1, 500)),
            )
        )
        return made()

    def _encoded(self, text: str) -> bytes:
        name = self._dice.choice(("utf-8",) * 12 + ("utf-16", "utf-32", "latin-1", "utf-8-sig", "utf-7"))
        raw = text.encode(name, errors="surrogatepass" if name.startswith("utf-8") else "replace")
        return gzip.compress(raw) if self._dice.random() < 0.02 else raw

    def _odd_headers(self) -> dict[str, str]:
        dice, headers = self._dice, {}
        if dice.random() < 0.15:
            headers["Content-Type"] = dice.choice(
                (
                    "",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "é;=",
                    NAME,
                )
            )
        if dice.random() < 0.15:
            headers["Authorization"] = dice.choice(
                (
                    f"Bearer {SECRET}",
                    f"bearer  {SECRET} ",
                    f"Bearer {GUESS}",
                    "Bearer",
                    "Bearer é\x80",
                    f"Basic {NAME}",
                )
            )
        if dice.random() < 0.05:
            headers["Content-Encoding"] = dice.choice(("gzip", "br", NAME))
        if dice.random() < 0.05:
            headers["X-Forwarded-For"] = dice.choice(("127.0.0.1", "x" * 500, MAIL))
        return headers

    def _odd_source(self) -> str:
        return self._dice.choice(
            ("", "LMS", "lms/", "lms%00", "..%2flms", "%ff", quote(NAME), "x" * 3_000, "lms?a=b", "?")
        )


def _lines(name: str) -> list[str]:
    return (CAPTURES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
