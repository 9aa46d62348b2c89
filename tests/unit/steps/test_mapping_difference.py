"""What one mapping says otherwise than another."""

from __future__ import annotations

import pytest

from config.packs import read_pack
from connector.steps.mapping_difference import KEYED, LISTED, Change, changes, lines_changed
from connector.texts import LANGUAGES, say
from schemas.documents import known_keys
from schemas.mapping_parts import MappingSchema

FULL = read_pack("indonesia-asn-lengkap")


def between(old: str, new: str) -> list[Change]:
    found = changes(old, new, {"indonesia-asn": "p"}, {"indonesia-asn": "p"})
    assert found is not None
    return found


def test_notes_spacing_and_the_order_of_keys_change_nothing() -> None:
    assert between(FULL, FULL.replace("#", "# x ")) == []
    assert between("related: {of: problem, at_most: 3}", "related: {at_most: 3, of: problem}") == []
    assert between("related: {of: problem}", "related:\n  - of: problem") == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            "at_least: 120",
            "at_least: 100",
            Change("contributions", "praktik-baik", "changed", (("is.words.at_least", "120", "100"),)),
        ),
        (
            "kind: reflection",
            "kind: answer\n    in: [analis-keimigrasian]",
            Change(
                "contributions",
                "refleksi",
                "changed",
                (("kind", "reflection", "answer"), ("in", "", "[analis-keimigrasian]")),
            ),
        ),
        (
            "minutes: 60, at_most: {per: month, times: 4}",
            "minutes: 60",
            Change(
                "credits",
                "cop-jp · contribution praktik-baik",
                "changed",
                (("at_most.per", "month", ""), ("at_most.times", "4", "")),
            ),
        ),
        (
            "  - {scheme: cop-jp, for: {attendance: pertemuan}}\n",
            "",
            Change("credits", "cop-jp · attendance pertemuan", "removed"),
        ),
        (
            "written: monthly}\n",
            "written: monthly}\n  - {target: lain, scheme: cop-jp, every: month}\n",
            Change("hr", "lain · cop-jp", "added"),
        ),
        (
            "pack: indonesia-asn ",
            "pack: lain ",
            Change("pack", "", "changed", (("", "indonesia-asn", "lain"),)),
        ),
    ],
)
def test_each_rule_says_what_became_of_it(old: str, new: str, change: Change) -> None:
    assert old in FULL
    assert between(FULL, FULL.replace(old, new, 1)) == [change]


def test_order_counts_where_the_first_that_matches_counts() -> None:
    old, new = "contributions: {a: {kind: x}, b: {kind: y}}", "contributions: {b: {kind: y}, a: {kind: x}}"
    assert between(old, new) == [Change("contributions", "", "moved", (("", "a, b", "b, a"),))]
    assert (
        between(old.replace("contributions", "recognition"), new.replace("contributions", "recognition"))
        == []
    )


def test_two_summaries_of_one_kind_are_told_apart() -> None:
    old = "summaries: [{of: week, language: id}, {of: week, language: id}]"
    [change] = between(old, old[: old.rindex("id")] + "en}]")
    assert (change.name, change.details) == ("week (2)", (("language", "id", "en"),))


def test_a_pack_that_says_something_else_is_told() -> None:
    text = "pack: indonesia-asn"
    found = changes(text, text, {"indonesia-asn": "old"}, {"indonesia-asn": "new"})
    assert found == [Change("packs", "indonesia-asn", "changed")]


@pytest.mark.parametrize("broken", ["a: [", "- a\n", "a: 1\na: 2\n"])
def test_what_cannot_be_read_cannot_be_compared(broken: str) -> None:
    assert changes(FULL, broken, {}, {}) is None
    assert changes(broken, FULL, {}, {}) is None


def test_lines_changed() -> None:
    assert lines_changed("a\nb\n", "a\r\nb", ("x", "y")) == []
    assert lines_changed("a\nb\n", "a\nc\n", ("x", "y")) == [
        "--- x",
        "+++ y",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+c",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_part_of_a_document_is_passed_over(language: str) -> None:
    parts = {*KEYED, *LISTED, "pack"}
    assert parts == set(known_keys(MappingSchema())) - {"mapping"}
    assert len({say(language, f"mapping-part-{part}") for part in (*parts, "packs")}) == len(parts) + 1
