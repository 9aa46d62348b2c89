"""From the bytes of a body to a plain object; whatever cannot become one is :class:`NotJson`."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from connector.errors import NotJson

MOST_FIELDS = 1_000
_OTHER = re.compile(r"other\[(\w+)\]")


def from_json(body: bytes) -> dict[str, Any]:
    """Strict JSON: UTF-8, no NaN or Infinity, an object at the top."""
    try:
        value = _DECODER.decode(body.decode())
    except ValueError as error:  # bad UTF-8, bad JSON, an integer of thousands of digits
        raise NotJson("the body is not JSON in UTF-8") from error
    except RecursionError as error:
        raise NotJson("the body is nested too deeply") from error
    if not isinstance(value, dict):
        raise NotJson("the body is not a JSON object")
    return value


def from_form(body: bytes) -> dict[str, Any]:
    """A form whose bracketed keys ``other[discussionid]=…`` make up the object ``other``."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise NotJson("the body is neither JSON nor a form in UTF-8") from error
    form: dict[str, Any] = {"other": {}}
    for key, value in pairs:
        inner = _OTHER.fullmatch(key)
        if inner:
            form["other"][inner[1]] = value
        elif key != "other":
            form[key] = value
    return form


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)
