"""Fields whose complaints are words of ``problem_texts``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from marshmallow import ValidationError, fields

from schemas.documents import Wrong

KEY = re.compile(r"[a-z][a-z0-9-]{0,63}")

T = TypeVar("T")


class Read(fields.Field[T], Generic[T]):
    """A field that needs nothing but the value."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> T:
        return self.read(value)

    def read(self, value: Any) -> T:
        raise NotImplementedError


class Key(Read[str]):
    """A name that the document itself gives: ``praktik-baik``."""

    def read(self, value: Any) -> str:
        if not isinstance(value, str) or not KEY.fullmatch(value):
            raise Wrong("bad_key", key=value)
        return value


class Text(Read[str]):
    """Some text; a number is taken as its digits, since people write ``idnumber: 123``."""

    def __init__(self, limit: int = 255, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit

    def read(self, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise Wrong("not_text")
        text = str(value).strip()
        if not text:
            raise Wrong("empty")
        if len(text) > self.limit:
            raise Wrong("too_long", limit=self.limit)
        return text


class Whole(Read[int]):
    def __init__(self, low: int, high: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.low, self.high = low, high

    def read(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong("not_whole")
        if not self.low <= value <= self.high:
            raise Wrong("not_between", value=value, low=self.low, high=self.high)
        return value


class Amount(Read[Decimal]):
    """A figure above zero, with at most three decimals."""

    def read(self, value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Wrong("not_number")
        try:
            amount = Decimal(str(value))
        except InvalidOperation as error:
            raise Wrong("not_number") from error
        if not amount.is_finite() or not 0 < amount < 10**6 or amount != round(amount, 3):
            raise Wrong("not_positive", value=value)
        return amount


class Choice(Read[str]):
    def __init__(self, options: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.options = tuple(str(option) for option in options)

    def read(self, value: Any) -> str:
        if value not in self.options:
            raise Wrong("not_one_of", value=value, options=", ".join(self.options))
        return str(value)


class YesNo(Read[bool]):
    def read(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise Wrong("not_yes_no")
        return value


class Day(Read[str]):
    """An ISO date, kept as text."""

    def read(self, value: Any) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except (TypeError, ValueError) as error:
            raise Wrong("not_date") from error


class Version(Read[int]):
    """The version of the mapping's language."""

    def read(self, value: Any) -> int:
        if value != 1 or isinstance(value, bool):
            raise Wrong("bad_version", value=value)
        return 1


class OneOrMany(fields.Nested):
    """One of a thing, or a list of them; loaded as a tuple."""

    def _load(self, value: Any, partial: Any = None) -> tuple[Any, ...]:
        if not isinstance(value, list):
            return (super()._load(value, partial),)
        if not value:
            raise Wrong("empty")
        loaded: list[Any] = []
        errors: dict[int, Any] = {}
        for index, each in enumerate(value):
            try:
                loaded.append(super()._load(each, partial))
            except ValidationError as error:
                errors[index] = error.messages
        if errors:
            raise ValidationError(errors)
        return tuple(loaded)


class TextOr(fields.Nested):
    """A plain text, made into ``made_by(text)``, or the nested schema's mapping."""

    def __init__(self, nested: Any, made_by: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(nested, **kwargs)
        self.made_by = made_by

    def _load(self, value: Any, partial: Any = None) -> Any:
        return super()._load(value, partial) if isinstance(value, dict) else self.made_by(Text().read(value))


def one_of(data: dict[str, Any], *names: str) -> None:
    """Complains unless exactly one of these is given."""
    if sum(name in data for name in names) != 1:
        raise Wrong("exactly_one", options=", ".join(names))
