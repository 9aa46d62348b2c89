from typing import Any

import pytest
from marshmallow import ValidationError

from schemas.moodle.fields import Flag, MoodleId, MoodleInt, Name, Text


@pytest.mark.parametrize("value", [7, "7", "007"])
def test_an_id_is_a_number_or_its_digits(value: Any) -> None:
    assert MoodleId().deserialize(value) == 7


@pytest.mark.parametrize("value", [True, 1.0, "1.0", "", " 1", "1\n", "٣", None, [1], -1, 0, "9" * 30])
def test_nothing_else_is_an_id(value: Any) -> None:
    with pytest.raises(ValidationError):
        MoodleId().deserialize(value)


def test_all_groups_is_minus_one() -> None:
    assert MoodleInt(minimum=-1).deserialize("-1") == -1
    with pytest.raises(ValidationError):
        MoodleInt(minimum=-1).deserialize(-2)


@pytest.mark.parametrize(("value", "flag"), [(True, True), (1, True), ("1", True), (0, False), ("0", False)])
def test_flags(value: Any, flag: bool) -> None:
    assert Flag().deserialize(value) is flag


@pytest.mark.parametrize("value", ["yes", "on", "true", 2, None])
def test_no_other_word_is_a_flag(value: Any) -> None:
    with pytest.raises(ValidationError):
        Flag().deserialize(value)


def test_texts_and_names() -> None:
    assert Text().deserialize(None) == ""
    assert Text().deserialize(198203152006042001) == "198203152006042001"
    assert Name().deserialize(" Tanya &amp; Jawab &quot;TPI&quot; ") == 'Tanya & Jawab "TPI"'
    with pytest.raises(ValidationError):
        Text().deserialize(True)
