"""Schemes as a document writes them: every figure with its source and the date it was looked up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from connector.domain.scheme import Figure, Rounding, Scheme, Span
from schemas.documents import Wrong
from schemas.mapping_fields import Amount, Choice, Day, Key, Text, TextOr

OFF = "off"


class NamesSchema(Schema):
    id = Text(required=True)
    en = Text(required=True)


class _Figure(Schema):
    source = Text(1000, required=True, metadata={"description": "where the figure is written"})
    date = Day(required=True, metadata={"description": "when that was looked up"})


class MinutesSchema(_Figure):
    value = Amount(required=True)


class UnitSchema(Schema):
    name = Text(20, required=True, metadata={"description": "what one is called: JP"})
    minutes = fields.Nested(
        MinutesSchema, metadata={"description": "minutes of one unit; left out where points are counted"}
    )
    step = Amount(required=True, metadata={"description": "the smallest amount given: 1, or 0.1"})


class CapSchema(_Figure):
    units = Amount(required=True)


def _off(text: str) -> None:
    if text != OFF:
        raise Wrong("not_a_map")


class CapsSchema(Schema):
    """Per person, across communities."""

    day = TextOr(CapSchema, _off)
    month = TextOr(CapSchema, _off)
    semester = TextOr(CapSchema, _off)
    year = TextOr(CapSchema, _off)


PERIODS = ("month", "semester", "year")
"""Of a record."""


class RoundingSchema(_Figure):
    per = Choice(
        ["day", *PERIODS],
        required=True,
        metadata={"description": "minutes add up within this span before they are rounded"},
    )
    mode = Choice(Rounding, required=True)


class RecordSchema(Schema):
    per = Choice(
        PERIODS,
        required=True,
        metadata={
            "description": "what is approved as a whole and is one row for HR; it can never be changed"
        },
    )


class TargetSchema(_Figure):
    units = Amount(required=True)
    per = Choice(["year"], required=True)


class CodeSchema(_Figure):
    value = Text(20, required=True)


class SchemeSchema(Schema):
    extends = Key(
        metadata={"description": "the pack's scheme whose figures hold where none are written here"}
    )
    name = TextOr(NamesSchema, lambda text: {"id": text, "en": text}, required=True)
    unit = fields.Nested(UnitSchema, required=True)
    at_most = fields.Nested(CapsSchema, load_default=dict)
    rounding = fields.Nested(RoundingSchema, required=True)
    record = fields.Nested(RecordSchema, load_default=lambda: {"per": "month"})
    target = fields.Nested(TargetSchema)
    hr_code = fields.Nested(CodeSchema, metadata={"description": "what HR calls this form of training"})

    @validates_schema
    def _whole_steps(self, data: dict[str, Any], **_: Any) -> None:
        """An amount is a whole number of steps, and so must be a cap; a step is a whole number of minutes."""
        unit, step = data["unit"], data["unit"]["step"]
        if "minutes" in unit and (step * unit["minutes"]["value"]) % 1:
            wrong = Wrong("step_minutes", step=step, unit=unit["name"])
            raise ValidationError({"unit": {"step": wrong.messages}})
        if "minutes" not in unit and step != 1:
            wrong = Wrong("step_points", unit=unit["name"])
            raise ValidationError({"unit": {"step": wrong.messages}})
        errors = {}
        for span, cap in data["at_most"].items():
            if cap is not None and cap["units"] % step:
                word = "cap_too_small" if cap["units"] < step else "cap_between"
                errors[span] = {"units": Wrong(word, units=cap["units"], step=step).messages}
        if errors:
            raise ValidationError({"at_most": errors})

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Scheme:
        unit, step = data["unit"], data["unit"]["step"]
        caps = {Span(span): cap for span, cap in data["at_most"].items() if cap is not None}
        return Scheme(
            key="",
            names=data["name"],
            unit=unit["name"],
            step_minutes=int(step * unit["minutes"]["value"]) if "minutes" in unit else 0,
            step=step,
            caps={span: int(cap["units"] / step) for span, cap in caps.items()},
            round_per=Span(data["rounding"]["per"]),
            rounding=Rounding(data["rounding"]["mode"]),
            figures=_figures(data),
            target=data["target"]["units"] if "target" in data else None,
            record_per=Span(data["record"]["per"]),
            hr_code=data["hr_code"]["value"] if "hr_code" in data else "",
        )


def _figures(data: dict[str, Any]) -> dict[str, Figure]:
    """By their place. A rounding's figure is the step it rounds to; a code of letters has no figure: 0."""
    unit = data["unit"]
    found = {"rounding": (unit["step"], data["rounding"])}
    if "minutes" in unit:
        found["unit.minutes"] = (unit["minutes"]["value"], unit["minutes"])
    for span, cap in data["at_most"].items():
        if cap is not None:
            found[f"at_most.{span}"] = (cap["units"], cap)
    if "target" in data:
        found["target"] = (data["target"]["units"], data["target"])
    if "hr_code" in data:
        code = data["hr_code"]["value"]
        found["hr_code"] = (Decimal(code if code.isdecimal() else 0), data["hr_code"])
    return {place: Figure(value, each["source"], each["date"]) for place, (value, each) in found.items()}


class PackSchema(Schema):
    """A file of schemes (config/schemes)."""

    schemes = fields.Dict(keys=Key(), values=fields.Nested(SchemeSchema), required=True)


def extended(own: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """A scheme as written, laid over the pack's. A figure is replaced whole, with its source and date."""
    merged = {**base, **own}
    for part in ("unit", "at_most"):
        if isinstance(own.get(part), dict) and isinstance(base.get(part), dict):
            merged[part] = {**base[part], **own[part]}
    merged.pop("extends", None)
    return merged
