"""Whole numbers in addresses: those that a database takes."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

MOST = 2**62
"""So that what is reckoned with it is one too."""


class Whole(IntegerConverter):
    """What is larger is not there."""

    def __init__(self, *args: Any, **told: Any) -> None:
        super().__init__(*args, **{"max": MOST, **told})


def install(app: Flask) -> None:
    app.url_map.converters["int"] = Whole
