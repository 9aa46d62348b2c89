"""What the API answers: a marshmallow schema for each dataclass that is told, made from its fields.

So that a list, its CSV and its JSON have the same columns. Times are told as ``2026-11-22T18:00:00Z``, decimals as
strings, since many readers of JSON take numbers for floats.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from marshmallow import Schema, fields, validate

PERSONAL = ("name", "nip")
"""Null for clients that may not see who people are."""


class Moment(fields.String):
    """Epoch seconds, told in UTC."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        told = None if value is None else datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return super()._serialize(told, attr, obj, **kwargs)


class Amount(fields.String):
    """A decimal number: ``"0.5"``."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        told = None if value is None else f"{value.normalize():f}" if value else "0"
        return super()._serialize(told, attr, obj, **kwargs)


PLAIN: dict[Any, type[fields.Field[Any]]] = {
    str: fields.String,
    int: fields.Integer,
    bool: fields.Boolean,
    Decimal: Amount,
}


@cache
def shape(told: type) -> type[Schema]:
    """The schema of a dataclass; what it holds may be dataclasses, sequences and mappings of such."""
    hints = get_type_hints(told)
    made = {one.name: _field(told, one.name, hints[one.name]) for one in fields_of(told)}
    return Schema.from_dict(made, name=told.__name__)


def page_shape(row: type) -> type[Schema]:
    """Part of a list."""
    items = fields.List(fields.Nested(shape(row)), required=True)
    return Schema.from_dict({"items": items, **END}, name=f"{row.__name__}Page")


END: dict[str, fields.Field[Any]] = {
    "next": fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Where the list goes on; null: that was all."},
    ),
    "partial": fields.Boolean(
        required=True,
        metadata={
            "description": "Only a part of the list was looked through; it goes on, though items may be few."
        },
    ),
}


def _field(told: type, name: str, hint: Any) -> fields.Field[Any]:
    inner, empty = _without_none(hint)
    how: dict[str, Any] = {"required": True, "allow_none": empty or name in PERSONAL}
    if name.endswith("_at"):
        return Moment(**how, metadata={"format": "date-time"})
    origin = get_origin(inner)
    if origin is not None and issubclass(origin, Mapping):
        return fields.Dict(keys=fields.String(), values=_field(told, "", get_args(inner)[1]), **how)
    if origin is not None and issubclass(origin, Sequence):
        return fields.List(_field(told, "", get_args(inner)[0]), **how)
    if is_dataclass(inner):
        return fields.Nested((lambda: shape(told)()) if inner is told else shape(inner), **how)  # type: ignore[arg-type]
    return PLAIN.get(inner, fields.Raw)(**how)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    [inner] = [each for each in get_args(hint) if each is not type(None)]
    return inner, True


class ProblemSchema(Schema):
    """What went wrong (RFC 9457)."""

    type = fields.String(required=True, metadata={"description": "Where the word is explained."})
    title = fields.String(required=True)
    status = fields.Integer(required=True, validate=validate.Range(400, 599))
    word = fields.String(required=True, metadata={"description": "For machines; it does not change."})
    detail = fields.String()
    errors = fields.Dict(keys=fields.String(), metadata={"description": "What was asked wrongly, by name."})
