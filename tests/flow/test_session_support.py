"""A discussion that becomes a session once enough others want it: whoever replied before was there, too."""

from __future__ import annotations

import json

from tests.flow.conftest import STARTER, House
from tests.flow.scene import AK, AYU, BAGUS, HOUR, MADE, RETNO, answer

MAPPED = """
sessions:
  diskusi-tematik:
    is: {discussion: {forum: {name: "Usulan Sesi"}}}
    minutes: 60
    attended_by: {replied_within: discussion}
    proposed_in: {forum: {name: "Usulan Sesi"}, support: {replies: 2}}
"""


def attended(house: House) -> set[str]:
    told = [json.loads(line) for line in house.export("attendance").splitlines()]
    return {one["account"] for one in told if not one["reason"]}


def evidence(house: House) -> set[str]:
    return {str(row["account"]) for row in house.rows("entitlements") if row["rule"] == "diskusi-tematik"}


def test_the_reply_that_brings_enough_support_counts_for_those_before_it(house: House) -> None:
    text = STARTER.read_text(encoding="utf-8").replace(
        "\nhr:", "\n  - {scheme: cop-jp, for: {attendance: diskusi-tematik}}\n\nhr:"
    )
    house.publish(text + MAPPED, valid_from=1)
    house.site.sender.paused = True
    forum = house.site.deeds.create_forum(AK, "general", "Usulan Sesi")
    house.work()
    discussion = house.site.deeds.start_discussion(RETNO, forum, "Membaca manifes", "<p>Usul</p>")
    answer(house, AYU, discussion, words=5)
    house.clock.at += 2 * HOUR
    house.reconcile()
    assert attended(house) == set()
    answer(house, BAGUS, discussion, words=5)
    house.clock.at += 2 * HOUR
    house.reconcile()
    house.work()
    assert attended(house) >= {f"lms:{AYU}", f"lms:{BAGUS}"}
    assert evidence(house) >= {f"lms:{AYU}", f"lms:{BAGUS}"}
    assert f"lms:{MADE}" not in evidence(house)
