"""Reading what people write, and saying where it is wrong."""

from string import Formatter

import pytest
from marshmallow import Schema, fields, validate

from schemas.documents import MAX_BYTES, DocumentError, load_with, read_document
from schemas.problem_texts import TEXTS


def problems(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(DocumentError) as raised:
        read_document(text, "f.yaml")
    return [(each.word, each.line, each.column) for each in raised.value.problems]


def test_plain_values():
    text = (
        'a: no\nb: 12:30\nc: 007\nd: 45\ne: 0.5\nf: true\ng: ~\nh: "45"\ni: 2026-11-22\n1: x\nj: 1e3\nk: -3'
    )
    assert read_document(text, "f").data == {
        "a": "no",
        "b": "12:30",
        "c": "007",
        "d": 45,
        "e": 0.5,
        "f": True,
        "g": None,
        "h": "45",
        "i": "2026-11-22",
        "1": "x",
        "j": "1e3",
        "k": -3,
    }


def test_the_old_yaml_cannot_be_asked_for():
    assert read_document("%YAML 1.1\n---\na: no", "f").data == {"a": "no"}


def test_positions():
    document = read_document("a: 1\nb:\n  c: {d: x}\n  e:\n    - 1\n    - f: 2\n  g:\n", "f")
    assert document.position_of(("a",)) == (1, 4)
    assert document.position_of(("a",), at_key=True) == (1, 1)
    assert document.position_of(("b",)) == (2, 1)
    assert document.position_of(("b", "c")) == (3, 6)
    assert document.position_of(("b", "c", "d")) == (3, 10)
    assert document.position_of(("b", "e", 1, "f")) == (6, 10)
    assert document.position_of(("b", "g")) == (7, 3)


def test_what_is_not_written_is_found_around_it():
    document = read_document("a: 1\nb:\n  c: {d: x}\n", "f")
    assert document.position_of(("b", "c", "missing", "deeper")) == (3, 3)
    assert document.position_of(("missing",)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", ("twice", 3, 1)),
        ("a: &x 1", ("anchor", 1, 4)),
        ("a: *x", ("anchor", 1, 4)),
        ("a:\n  <<: {b: 1}", ("anchor", 2, 3)),
        ("&x a: 1", ("anchor", 1, 1)),
        ("a: !!python/object:os.system 1", ("tag", 1, 4)),
        ("a: 1\n---\nb: 1", ("second_document", 2, 1)),
        ("? [a]\n: 1", ("strange_key", 1, 3)),
        (": 1", ("strange_key", 1, 1)),
        ("a: [1\n", ("yaml", 2, 1)),
        ("a: b: c", ("yaml", 1, 5)),
        ("a:\n\tb: 1", ("tab", 2, 1)),
        ("a: 1\nb: \x07", ("strange_character", 2, 4)),
        ("a: " + "x" * MAX_BYTES, ("too_large", 1, 1)),
        ("[" * 50_000, ("too_deep", 1, 22)),
    ],
)
def test_what_is_refused(text: str, expected: tuple[str, int, int]):
    assert problems(text) == [expected]


def test_every_form_problem_at_once():
    assert problems("a: &x 1\na: 2\nb: !t 1\n") == [("anchor", 1, 4), ("twice", 2, 1), ("tag", 3, 4)]


class Inner(Schema):
    minutes = fields.Integer(strict=True, required=True)
    in_ = fields.String(data_key="in")


class Outer(Schema):
    name = fields.String(required=True)
    inner = fields.Dict(keys=fields.String(), values=fields.Nested(Inner))
    many = fields.List(fields.Nested(Inner))


def loaded_wrong(text: str) -> list[str]:
    with pytest.raises(DocumentError) as raised:
        load_with(Outer(), text, "f.yaml")
    return [str(each) for each in raised.value.problems]


def test_load_with_gives_what_was_loaded():
    loaded, document = load_with(Outer(), "name: A\ninner: {b: {minutes: 3}}", "f.yaml")
    assert loaded == {"name": "A", "inner": {"b": {"minutes": 3}}}
    assert document.position_of(("inner", "b", "minutes")) == (2, 22)


def test_load_with_tells_everything_at_its_place():
    text = "nam: A\ninner:\n  b:\n    minute: 3\n  c: 4\nmany:\n  - minutes: x\n  - {minutes: 1, inn: y}\n"
    assert loaded_wrong(text) == [
        "f.yaml:1:1: “name” is missing — add it here",
        "f.yaml:1:1: “nam” is not known in this version — did you mean “name”?",
        "f.yaml:3:3: “minutes” is missing — add it here",
        "f.yaml:4:5: “minute” is not known in this version — did you mean “minutes”?",
        "f.yaml:5:6: “name: value” pairs belong here — write each on a line of its own, indented",
        "f.yaml:7:14: this is no whole number — write a number like 45, without decimals or quotes",
        "f.yaml:8:18: “inn” is not known in this version — did you mean “in”?",
    ]


@pytest.mark.parametrize("text", ["", "- 1", "x"])
def test_a_document_is_a_map(text: str):
    assert "pairs belong here" in loaded_wrong(text)[0]


def test_a_schemas_own_sentence_is_passed_on():
    class Picky(Schema):
        a = fields.String(validate=validate.Length(2))

    with pytest.raises(DocumentError) as raised:
        load_with(Picky(), "a: b", "f.yaml")
    assert raised.value.problems[0].text("id") == "Shorter than minimum length 2."


def test_every_word_has_a_cure_in_both_languages():
    for word, (message, cure, meldung, remedy) in TEXTS.items():
        assert message and meldung, word
        assert word == "other" or (cure and remedy), word
        assert message != meldung or word == "other", word


def test_both_languages_use_the_same_values():
    for word, (message_id, cure_id, message_en, cure_en) in TEXTS.items():
        assert placeholders(message_id + cure_id) == placeholders(message_en + cure_en), word


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
