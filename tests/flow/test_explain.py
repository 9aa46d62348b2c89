"""Everybody can be told why something gave what it gave, also why it gave nothing – in both languages."""

from __future__ import annotations

import pytest

from connector.steps.explain import Line, explain
from tests.flow.conftest import House, MakeHouse
from tests.flow.scene import (
    AYU,
    BAGUS,
    DAY,
    FIELD,
    HASAN,
    MADE,
    NEWS,
    answer,
    first_post,
    practice,
)

WORDS = {
    "en": {
        "recognised": "recognised as good practice",
        "too_few": "asks for at least 120 words; this has 30",
        "no_rule": "No rule matches",
        "private": "Private replies never count",
        "gone": "deleted in the LMS",
        "blank": "content was erased",
        "not_open": "opens to members only on",
        "limit": "this rule's limit of",
        "day_cap": "day's cap across all communities is reached",
        "waits": "Waiting for approval",
        "yes": "approved by Ibu Ratna",
    },
    "id": {
        "recognised": "diakui sebagai praktik baik",
        "too_few": "meminta sedikitnya 120 kata; ini 30",
        "no_rule": "Tidak ada aturan yang cocok",
        "private": "Balasan pribadi tidak pernah dihitung",
        "gone": "Kiriman ini sudah dihapus",
        "blank": "Isinya dihapus",
        "not_open": "baru terbuka bagi anggota pada",
        "limit": "untuk aturan ini sudah tercapai",
        "day_cap": "batas harian untuk semua komunitas",
        "waits": "Menunggu persetujuan",
        "yes": "oleh Ibu Ratna",
    },
}


def flat(lines: tuple[Line, ...] | list[Line]) -> str:
    return "\n".join(line.text + "\n" + flat(line.below) for line in lines)


def lines_of(house: House, user: int, language: str) -> list[Line]:
    with house.cop.context.db.read() as session:
        lines = explain(house.cop.context, session, f"lms:{user}", language)
    assert lines is not None
    return lines


@pytest.fixture
def story(house: House) -> House:
    house.site.sender.paused = True
    discussion = practice(house, HASAN, FIELD, 10)
    practice(house, AYU)
    practice(house, AYU, words=30)
    practice(house, AYU, NEWS)
    answer(house, AYU, discussion)
    answer(house, AYU, discussion, 10)
    practice(house, AYU)
    practice(house, AYU)
    practice(house, AYU, timestart=house.clock.at + 40 * DAY)
    deleted, erased = practice(house, AYU), practice(house, AYU)
    house.clock.at += DAY
    house.reconcile()
    house.site.deeds.delete_discussion(BAGUS, deleted)
    house.site.deeds.privacy_erase(first_post(house, erased))
    house.clock.at += DAY
    house.reconcile(full=True)
    return house


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_post_has_its_line_whatever_it_gave(language: str, story: House) -> None:
    lines = lines_of(story, AYU, language)
    posts = [line for line in lines if line.kind in ("contribution", "none")]
    mine = [row for row in story.rows("facts") if row["kind"] == "post" and row["author"] == AYU]
    assert {line.link.rpartition("#p")[2] for line in posts} == {str(row["id"]) for row in mine}
    assert len(posts) == len(mine)
    told = flat(lines)
    for what in ("recognised", "too_few", "no_rule", "gone", "not_open", "day_cap", "waits"):
        assert WORDS[language][what] in told, what
    assert "explain-" not in told
    assert all(line.below for line in posts if line.kind == "contribution")


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_private_reply_and_an_erased_post_are_explained(language: str, make_house: MakeHouse) -> None:
    house = make_house()
    house.publish()
    house.site.sender.paused = True
    house.site.grant("mod/forum:readprivatereplies")
    discussion = practice(house, HASAN, FIELD, 10)
    answer(house, AYU, discussion, private=True)
    house.work()
    assert WORDS[language]["private"] in flat(lines_of(house, AYU, language))


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_limit_a_decision_a_ledger_line_and_a_message_are_explained(language: str, house: House) -> None:
    house.site.sender.paused = True
    for _ in range(5):
        house.clock.at += DAY // 10
        practice(house, AYU)
    house.reconcile()
    house.approve_all("Ibu Ratna")
    house.work()
    lines = lines_of(house, AYU, language)
    told = flat(lines)
    assert WORDS[language]["limit"] in told
    assert WORDS[language]["yes"] in told
    assert {"person", "total", "record", "contribution", "ledger", "message"} <= {line.kind for line in lines}
    assert "explain-" not in told


def test_what_is_explained_adds_up_to_what_is_entitled(story: House) -> None:
    lines = lines_of(story, AYU, "en")
    [total] = [line.text for line in lines if line.kind == "total"]
    assert "0 JP approved of 2 JP earned" in total


def test_nobody_is_not_explained(house: House) -> None:
    with house.cop.context.db.read() as session:
        assert explain(house.cop.context, session, "000000000000000000", "id") is None


def test_who_wrote_nothing_is_told_so(house: House) -> None:
    told = flat(lines_of(house, MADE, "en"))
    assert "No post of this person" in told
