"""JSON as PHP's json_encode writes it: no blanks, unicode and slashes escaped."""

import json
from typing import Any


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/")
