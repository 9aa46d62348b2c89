"""The mapping document: what it says, and every way in which it can be wrong."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from config.packs import read_pack, read_packs
from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.rules import CreditRule, HrRule, Limit, Place, Position, PostMatch, Written
from connector.domain.scheme import Rounding, Span
from schemas.mapping_document import Checked, check, compile_mapping

Check = Callable[..., Checked]

TOKEN = re.compile(r"\W?[^ :,}]*")

GOOD = """\
mapping: 1
pack: indonesia-asn
communities:
  ak:
    name: CoP AK
    purpose: belajar bersama
    lives_in: {source: lms, course: {idnumber: 123}}
    roles: {editingteacher: expert}
  pp:
    name: CoP PP
    lives_in:
      - {source: lms, course: {id: 4}, forum: {name: {any_of: [A, " b  C"]}}}
      - {source: lms, category: {id: 5}}
contributions:
  praktik:
    kind: good_practice
    in: [ak]
    is: {post: first, forum: {name: "Blog  Praktik", type: blog}, words: {at_least: 120, at_most: 900}}
  lain:
    kind: reflection
    is: {subject: {prefix: "[R]", contains: refleksi}, tags: {any_of: [Refleksi]}}
credits:
  - {scheme: cop-jp, for: {contribution: praktik}, minutes: 45, at_most: {per: month, times: 2}}
  - {scheme: cop-jp, for: {contribution: lain}, minutes: 15}
hr:
  - {target: simpeg, scheme: cop-jp, every: month}
"""


def wrong(checked: Checked) -> list[str]:
    assert checked.mapping is None
    return [f"{each.line}:{each.column} {each.word}" for each in checked.problems]


def wrong_at(text: str, checked: Checked) -> str:
    """Each problem's word with what stands at its place."""
    assert checked.mapping is None
    found = [(each.word, text.split("\n")[each.line - 1][each.column - 1 :]) for each in checked.problems]
    return ", ".join(f"{word} {TOKEN.match(rest)[0]}" for word, rest in found)


def changed(before: str, after: str) -> str:
    assert GOOD.count(before) == 1
    return GOOD.replace(before, after)


def test_what_it_says(checked: Check):
    found = checked(GOOD)
    assert (found.problems, found.warnings) == ([], [])
    mapping = found.mapping
    ak, pp = mapping.communities
    assert (ak.key, ak.name, ak.charter) == ("ak", "CoP AK", {"purpose": "belajar bersama"})
    assert (ak.lives_in, ak.roles) == ((Place("lms", "idnumber", "123"),), {"editingteacher": "expert"})
    b_c = ForumMatch(name=TextMatch(any_of=("A", "b  C")))
    assert pp.lives_in == (Place("lms", "id", "4", b_c), Place("lms", "category", "5"))
    assert mapping.lookups == {("lms", "idnumber=123"), ("lms", "id=4"), ("lms", "category=5")}
    praktik, lain = mapping.contributions
    assert (praktik.key, praktik.kind, praktik.communities) == ("praktik", "good_practice", {"ak"})
    blog = ForumMatch(type="blog", name=TextMatch(equal="Blog  Praktik"))
    assert praktik.is_ == PostMatch(Position.FIRST, blog, 120, 900)
    subject = TextMatch(prefix="[R]", contains="refleksi")
    assert lain.is_ == PostMatch(subject=subject, tags=frozenset({"refleksi"}))
    assert mapping.credits[0] == CreditRule("cop-jp", "praktik", 45, Limit(2, Span.MONTH))
    assert mapping.hr == (HrRule("simpeg", "cop-jp", Written.MONTHLY),)


def test_the_packs_scheme(checked: Check):
    scheme = checked(GOOD).mapping.schemes["cop-jp"]
    assert (scheme.key, scheme.unit, scheme.step_minutes, scheme.step) == ("cop-jp", "JP", 45, 1)
    assert scheme.caps == {Span.DAY: 2}
    assert (scheme.round_per, scheme.rounding) == (Span.DAY, Rounding.FLOOR)
    assert (scheme.target, scheme.hr_code, set(scheme.names)) == (20, "23", {"id", "en"})
    assert set(scheme.figures) == {"unit.minutes", "at_most.day", "rounding", "target", "hr_code"}
    assert all(figure.source and figure.date == "2026-11-22" for figure in scheme.figures.values())


def test_the_starter_is_clean(checked: Check):
    found = checked(read_pack("indonesia-asn"))
    assert (found.problems, found.warnings) == ([], [])
    assert found.mapping.lookups == {("lms", "idnumber=COP-AK"), ("lms", "idnumber=COP-PP")}


def test_digests_tell_meaning_from_text(checked: Check):
    one, two = checked(GOOD).mapping, checked(GOOD + "# catatan\n").mapping
    three = checked(changed("minutes: 15", "minutes: 16")).mapping
    assert one.text_digest != two.text_digest
    assert one.digest == two.digest != three.digest
    assert one.digest == replace(one, number=7).digest


def test_compile_numbers_a_version():
    assert compile_mapping(GOOD, read_packs(), 7).number == 7


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("mapping: 1", "mapping: 2", "bad_version 2"),
        ("mapping: 1\n", "", "missing pack"),
        ("credits:\n", "badges: {}\ncredits:\n", "unknown_key badges"),
        ("    name: CoP AK\n", "    nama: CoP AK\n", "missing ak, unknown_key_near nama"),
        ("    name: CoP AK\n", "    name:\n", "empty name"),
        ("  ak:\n", "  AK:\n", "bad_key AK, unknown_community ak]"),
        ("{idnumber: 123}", "{idnumber: 123, id: 2}", "exactly_one {idnumber"),
        ("{idnumber: 123}", "{idnumber: [1]}", "not_text [1]"),
        ("course: {idnumber: 123}", "kursus: {}", "unknown_key kursus"),
        ("category: {id: 5}", "category: {id: 0}", "not_between 0"),
        ("editingteacher: expert", "editingteacher: boss", "not_one_of boss"),
        ("kind: good_practice", "kind: best_practice", "not_one_of best_practice"),
        ("post: first", "post: second", "not_one_of second"),
        ("{at_least: 120, at_most: 900}", "{at_least: 120, at_most: 90}", "words_crossed {at_least"),
        ("{at_least: 120, at_most: 900}", "{}", "empty {"),
        ('name: "Blog  Praktik"', "name: {regex: x}", "unknown_key regex"),
        ('name: "Blog  Praktik"', "name: {}", "empty {"),
        ('name: "Blog  Praktik"', "name: [x]", "not_text [x]"),
        ("minutes: 45", "minutes: 0", "not_between 0"),
        ("minutes: 45", "minutes: 1441", "not_between 1441"),
        ("minutes: 45", 'minutes: "45"', 'not_whole "45"'),
        ("minutes: 45, ", "", "missing {scheme"),
        ("times: 2", "times: 0", "not_between 0"),
        ("per: month", "per: pekan", "not_one_of pekan"),
        ("every: month", "every: week", "not_one_of week"),
        ("every: month", "every: month, written: hourly", "not_one_of hourly"),
    ],
)
def test_what_a_field_can_have_wrong(checked: Check, before: str, after: str, expected: str):
    text = changed(before, after)
    assert wrong_at(text, checked(text)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "pack: indonesia-asn",
            "pack: indonesia",
            "unknown_pack indonesia",
        ),
        ("in: [ak]", "in: [ak, ka]", "unknown_community ka]"),
        ("{source: lms, category: {id: 5}}", "{source: lms2, category: {id: 5}}", "unknown_source lms2"),
        (
            "scheme: cop-jp, for: {contribution: praktik}",
            "scheme: cop, for: {contribution: x}",
            "unknown_scheme cop, unknown_contribution x",
        ),
        ("{contribution: lain}", "{contribution: praktik}", "same_credit {scheme"),
        ("{source: lms, category: {id: 5}}", "{course: {idnumber: 123}, source: lms}", "same_place {course"),
        ("target: simpeg", "target: siasn", "unknown_target siasn"),
        (
            "every: month}",
            "every: month}\n  - {target: simpeg, scheme: cop-jp, every: month}",
            "same_target {target",
        ),
    ],
)
def test_what_only_the_whole_shows(checked: Check, before: str, after: str, expected: str):
    text = changed(before, after)
    assert wrong_at(text, checked(text)) == expected


def test_names_outside_are_checked_only_if_known(checked: Check):
    text = GOOD.replace("source: lms", "source: other").replace("simpeg", "elsewhere")
    assert len(wrong(checked(text))) == 4
    assert checked(text, sources=None, hr_targets=None).mapping


def test_all_problems_at_once_in_order(checked: Check):
    text = (
        changed("minutes: 45", "minutes: many").replace("in: [ak]", "in: [zz]").replace("purpose", "porpose")
    )
    assert wrong(checked(text)) == ["6:5 unknown_key_near", "17:10 unknown_community", "23:61 not_whole"]


def test_a_problem_in_words(checked: Check):
    [problem] = checked(changed("in: [ak]", "in: [ka]")).problems
    assert problem.report("id") == "m.yaml:17:10: komunitas “ka” tidak ada di communities: — pilih: ak, pp"
    assert problem.report("en") == "m.yaml:17:10: communities: has no “ka” — choose one of: ak, pp"


def test_unreadable_yaml_is_one_problem(checked: Check):
    assert wrong(checked("mapping: [1")) == ["1:12 yaml"]


@pytest.mark.parametrize(
    "text", ["", "[]", "x", "mapping: 1", "schemes: 3", "pack: [a]\ncredits: 3\nhr: {}", "pack: x"]
)
def test_nonsense_is_told_and_never_raised(checked: Check, text: str):
    assert wrong(checked(text))


@pytest.mark.parametrize(
    "value", ["3", "x", "[[]]", "[3]", "{a: 3}", "{a: []}", "{a: {}}", "~", "{_schema: 3}"]
)
@pytest.mark.parametrize("key", ["pack", "schemes", "communities", "contributions", "credits", "hr"])
def test_any_part_may_be_anything(checked: Check, key: str, value: str):
    kept = [part for part in GOOD.split("\n") if not part.startswith(key + ":")]
    assert checked("\n".join([f"{key}: {value}", *kept])).mapping is None


# --- warnings ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_", "never"),
    [("", True), ("    in: [ak]\n", True), ("    in: [pp]\n", False), ("    in: [ak, pp]\n", False)],
)
def test_the_same_rule_again_is_never_reached(checked: Check, in_: str, never: bool):
    again = "  lagi:\n    kind: answer\n" + in_ + "    is: {tags: {any_of: [REFLEKSI]}}\n"
    text = (
        GOOD.replace("    in: [ak]\n", "")
        .replace("is: {post: first, ", "is: {")
        .replace("credits:", again + "credits:")
    )
    text = text.replace("  lain:\n", "  lain:\n    in: [ak]\n" if in_ else "  lain:\n")
    text = text.replace('{subject: {prefix: "[R]", contains: refleksi}, tags', "{tags")
    found = checked(text)
    assert found.problems == []
    assert ("never_reached" in {each.word for each in found.warnings}) is never


def test_without_credit_and_without_hr(checked: Check):
    text = GOOD[: GOOD.index("hr:")].replace(
        "  - {scheme: cop-jp, for: {contribution: lain}, minutes: 15}\n", ""
    )
    found = checked(text)
    assert found.mapping
    assert [(each.line, each.word) for each in found.warnings] == [(19, "no_credit"), (23, "no_hr")]


# --- schemes ----------------------------------------------------------------------


def with_scheme(text: str) -> str:
    return GOOD.replace("communities:", f"schemes:\n  cop-jp: {text}\ncommunities:", 1)


def test_a_figure_is_replaced_with_its_source(checked: Check):
    cap = "{units: 3, source: SK 1/2026, date: 2026-01-01}"
    text = with_scheme(f"{{extends: cop-jp, at_most: {{day: {cap}, month: {cap}}}}}")
    scheme = checked(text).mapping.schemes["cop-jp"]
    assert scheme.caps == {Span.DAY: 3, Span.MONTH: 3}
    assert scheme.figures["at_most.day"].source == "SK 1/2026"
    assert scheme.step_minutes == 45


def test_a_cap_is_switched_off(checked: Check):
    assert checked(with_scheme("{extends: cop-jp, at_most: {day: off}}")).mapping.schemes["cop-jp"].caps == {}


CEU = """{name: CEU, unit: {name: CEU, minutes: {value: 600, source: IACET, date: 2026-11-22}, step: 0.1},
    at_most: {day: {units: 0.8, source: x, date: 2026-11-22}},
    rounding: {per: month, mode: nearest, source: x, date: 2026-11-22}}"""


def test_a_scheme_of_ones_own(checked: Check):
    scheme = checked(with_scheme(CEU)).mapping.schemes["cop-jp"]
    assert (scheme.step, scheme.step_minutes, scheme.caps) == (Decimal("0.1"), 60, {Span.DAY: 8})
    assert (scheme.names, scheme.target, scheme.hr_code) == ({"id": "CEU", "en": "CEU"}, None, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{extends: cop-xx}", "unknown_base cop-xx"),
        ("{extends: cop-jp, at_most: {day: 2}}", "not_a_map 2"),
        ("{extends: cop-jp, at_most: {day: {units: 2}}}", "missing day, missing day"),
        (
            "{extends: cop-jp, at_most: {day: {units: 0.5, source: x, date: 2026-01-01}}}",
            "cap_too_small 0.5",
        ),
        ("{extends: cop-jp, at_most: {day: {units: 1.5, source: x, date: 2026-01-01}}}", "cap_between 1.5"),
        ("{extends: cop-jp, at_most: {day: {units: 0, source: x, date: 2026-01-01}}}", "not_positive 0"),
        ("{extends: cop-jp, at_most: {day: {units: -2, source: x, date: 2026-01-01}}}", "not_positive -2"),
        ("{extends: cop-jp, at_most: {day: {units: 2, source: x, date: kemarin}}}", "not_date kemarin"),
        ("{extends: cop-jp, at_most: {week: off}}", "unknown_key week"),
        ('{extends: cop-jp, unit: {step: "0.01"}}', 'step_minutes "0.01"'),
        (
            "{extends: cop-jp, target: {units: many, per: year, source: x, date: 2026-01-01}}",
            "not_number many",
        ),
        ("{name: X}", "missing cop-jp, missing cop-jp"),
        ("7", "not_a_map 7"),
    ],
)
def test_what_a_scheme_can_have_wrong(checked: Check, text: str, expected: str):
    written = with_scheme(text)
    assert wrong_at(written, checked(written)) == expected


def test_a_step_cannot_change_under_old_sums(checked: Check):
    before = checked(GOOD).mapping
    found = checked(with_scheme(CEU), before=before)
    assert wrong(found) == ["4:11 step_changed"]
    assert checked(GOOD, before=before).mapping


def test_a_broken_pack_is_told_by_its_own_name(checked: Check):
    found: Any = check(GOOD, "m.yaml", packs={"indonesia-asn": "schemes: {a: 3}"})
    assert [str(each).split(" ")[0] for each in found.problems] == ["indonesia-asn.yaml:1:14:"]
