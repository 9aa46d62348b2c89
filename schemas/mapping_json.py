"""The mapping document as a JSON Schema for editors, made out of the marshmallow schemas."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from schemas.documents import known_keys
from schemas.mapping_about_id import ABOUT_ID
from schemas.mapping_fields import (
    KEY,
    Amount,
    Choice,
    Day,
    Key,
    OneOrMany,
    Text,
    TextOr,
    Version,
    Whole,
    YesNo,
)
from schemas.mapping_parts import MappingSchema


def json_schema(language: str = "en") -> dict[str, Any]:
    """``language``: of the descriptions, ``id`` or ``en``."""
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "CoP Connector mapping",
        **_object(MappingSchema()),
    }
    return _described(found) if language == "id" else found


def _described(found: Any) -> Any:
    """A copy with Indonesian descriptions."""
    if isinstance(found, list):
        return [_described(each) for each in found]
    if not isinstance(found, dict):
        return found
    told = found.get("description")
    own = {"description": ABOUT_ID[told]} if isinstance(told, str) else {}
    return {key: _described(value) for key, value in found.items()} | own


def _object(schema: Schema) -> dict[str, Any]:
    known = known_keys(schema)
    # What a scheme leaves out it may have from the one it extends.
    required = [] if "extends" in known else [name for name, field in known.items() if field.required]
    properties = {name: _field(field) for name, field in known.items()}
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": required} if required else found


def _field(field: Any) -> dict[str, Any]:
    about = field.metadata.get("description")
    return {**_type(field), **({"description": about} if about else {})}


def _type(field: Any) -> dict[str, Any]:
    match field:
        case TextOr():
            return {"anyOf": [{"type": "string"}, _object(field.schema)]}
        case OneOrMany():
            one = _object(field.schema)
            return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
        case fields.Nested():
            return _object(field.schema)
        case fields.List():
            return {"type": "array", "items": _field(field.inner)}
        case fields.Dict():
            keys = {"propertyNames": _field(field.key_field)} if isinstance(field.key_field, Key) else {}
            return {"type": "object", "additionalProperties": _field(field.value_field), **keys}
        case _:
            return _scalar(field)


def _scalar(field: Any) -> dict[str, Any]:
    match field:
        case Choice():
            return {"enum": list(field.options)}
        case Version():
            return {"const": 1}
        case YesNo():
            return {"type": "boolean"}
        case Whole():
            return {"type": "integer", "minimum": field.low, "maximum": field.high}
        case Amount():
            return {"type": ["number", "string"]}
        case Key():
            return {"type": "string", "pattern": f"^{KEY.pattern}$"}
        case Day():
            return {"type": "string", "format": "date"}
        case Text():
            return {"type": ["string", "integer"], "maxLength": field.limit}
        case _:
            raise TypeError(f"no JSON Schema for {type(field).__name__}")
