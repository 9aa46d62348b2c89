"""Moodle's numbers, flags and texts, which come in several forms."""

from __future__ import annotations

import html
import re
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

_DIGITS = re.compile(r"-?[0-9]{1,18}", re.ASCII)


class Answer(Schema):
    """An answer, or a part of one."""

    class Meta:
        unknown = EXCLUDE


class MoodleInt(fields.Field[int]):
    """A whole number, given as a number or as a string of digits: Moodle gives either, unpredictably."""

    def __init__(self, *, minimum: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.minimum = minimum

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if isinstance(value, str) and _DIGITS.fullmatch(value):
            value = int(value)
        if type(value) is not int:  # to isinstance a bool is an int
            raise ValidationError("not a whole number")
        if value < self.minimum:
            raise ValidationError(f"less than {self.minimum}")
        return value


class MoodleId(MoodleInt):
    """The id of something that exists: 1 or more."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(minimum=1, **kwargs)


class Flag(fields.Boolean):
    """true, 1 or "1", and their opposites; other words for yes are not Moodle's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(truthy={True, "1"}, falsy={False, "0"}, **kwargs)


class Text(fields.Field[str]):
    """A string, or a number that stands for one; null and absent are the empty string."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(load_default="", allow_none=True, **kwargs)

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return super().deserialize(value, *args, **kwargs) or ""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if type(value) not in (str, int):
            raise ValidationError("not a text")
        return str(value)


class Name(Text):
    """A name or subject, which Moodle has made ready for a page: ``Tanya &amp; Jawab`` is read as typed."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        return html.unescape(super()._deserialize(value)).strip()
