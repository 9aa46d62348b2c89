"""One call of a Moodle function, the two ways to send it, and what a want needs of them."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    args: Mapping[str, Any]


Plan: TypeAlias = Generator[list[Call], list[Any], T]
"""How a want is answered: it yields calls (never none), is sent their JSON answers, returns the result.

An answer that is an error is thrown into it; a plan that does not catch it ends with that error.
"""


def form(args: Mapping[str, Any]) -> dict[str, str]:
    """Arguments in PHP's form style: ``{"a": [{"b": 1}]}`` → ``{"a[0][b]": "1"}``.

    PHP reads only the first 1,000 fields (max_input_vars) and drops the rest in silence.
    """
    return {key: value for name, arg in args.items() for key, value in _fields(name, arg)}


def _fields(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _fields(f"{name}[{key}]", inner)
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            yield from _fields(f"{name}[{i}]", inner)
    else:
        yield name, str(int(value)) if isinstance(value, bool) else str(value)


def parts(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in order, at most ``size`` together."""
    return [items[i : i + size] for i in range(0, len(items), size)]
