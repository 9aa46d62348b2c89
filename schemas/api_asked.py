"""What the API is asked for. Whatever it does not know is refused: a mistyped filter would tell too much."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

LONGEST_WORDS = 100
LONGEST_REASON = 1_000
LONGEST_KEY = 10_000
MOST = 200
USUAL = 50

Check = Callable[[str], bool]


class Words(fields.String):
    """Text with something in it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs)).strip()
        if not text or "\x00" in text:
            raise ValidationError("there is nothing in it")
        return text


class AskedSchema(Schema):
    """Of an address or a body."""

    class Meta:
        unknown = RAISE


class ReasonSchema(AskedSchema):
    reason = Words(required=True, validate=validate.Length(1, LONGEST_REASON))


class ListSchema(AskedSchema):
    """What can be asked of every list."""

    key_of: Callable[[str, str], bool]
    """(order, text): whether a text can be a key of that order."""

    limit = fields.Integer(load_default=USUAL, validate=validate.Range(1, MOST))
    after = Words(
        validate=validate.Length(1, LONGEST_KEY), metadata={"description": "Out of an answer's next."}
    )

    @validates_schema
    def _goes_on(self, data: dict[str, Any], **_: Any) -> None:
        if "after" in data and not type(self).key_of(data["sort"], data["after"]):
            raise ValidationError("this is out of no answer in this order", "after")


def list_schema(
    name: str,
    sorts: Sequence[str],
    filters: Mapping[str, Check],
    key_of: Callable[[str, str], bool],
    *,
    words: bool,
) -> type[Schema]:
    """What can be asked of a list; each filter says whether a value can be."""
    told: dict[str, Any] = {"sort": fields.String(load_default=sorts[0], validate=validate.OneOf(sorts))}
    told |= {key: _checked(check) for key, check in filters.items()}
    if words:
        told["q"] = Words(
            validate=validate.Length(1, LONGEST_WORDS), metadata={"description": "Words in it."}
        )
    return type(f"{name.title()}AskedSchema", (ListSchema,), told | {"key_of": staticmethod(key_of)})


def _checked(check: Check) -> Words:
    def can_be(value: str) -> None:
        if not check(value):
            raise ValidationError("there is no such value")

    return Words(
        validate=[validate.Length(1, LONGEST_WORDS), can_be], metadata={"description": "Only these."}
    )
