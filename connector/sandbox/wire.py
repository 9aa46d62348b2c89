"""The REST protocol apart from HTTP: bracketed parameters, Moodle's errors, and the registry of functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from connector.sandbox.rows import Tables

if TYPE_CHECKING:
    from connector.sandbox.site import Site

_KEY = re.compile(r"^(\w+)((?:\[\w*\])*)$")
_REQUIRED = object()


class MoodleError(Exception):
    """An error as a web service tells it, with HTTP status 200. PHP's own errors have no errorcode."""

    def __init__(self, exception: str, errorcode: str | None, message: str) -> None:
        super().__init__(message)
        self.exception, self.errorcode, self.message = exception, errorcode, message

    def as_json(self) -> dict[str, str]:
        code = {} if self.errorcode is None else {"errorcode": self.errorcode}
        return {"exception": self.exception, **code, "message": self.message}


def plain_error(errorcode: str, message: str) -> MoodleError:
    return MoodleError("core\\exception\\moodle_exception", errorcode, message)


def php_error(message: str) -> MoodleError:
    return MoodleError("Error", None, message)


def invalid_parameter() -> MoodleError:
    return MoodleError(
        "core\\exception\\invalid_parameter_exception",
        "invalidparameter",
        "Invalid parameter value detected",
    )


def invalid_record(table: str) -> MoodleError:
    return MoodleError(
        "dml_missing_record_exception",
        "invalidrecord",
        f"Can't find data record in database table {table}.",
    )


def no_access() -> MoodleError:
    """Also what a missing module capability looks like."""
    return MoodleError(
        "core\\exception\\require_login_exception",
        "requireloginerror",
        "Course or activity not accessible.",
    )


def not_in_service() -> MoodleError:
    return MoodleError("webservice_access_exception", "accessexception", "Access control exception")


def no_permission(capability: str) -> MoodleError:
    """A capability that Moodle's code requires by name (read, not recorded)."""
    return MoodleError(
        "core\\exception\\required_capability_exception",
        "nopermissions",
        f"Sorry, but you do not currently have permissions to do that ({capability}).",
    )


def may_not_view_discussions() -> MoodleError:
    return plain_error(
        "noviewdiscussionspermission",
        "You do not have the permission to view discussions in this forum",
    )


def unbracket(form: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """`users[0][id]=9` becomes `{"users": [{"id": "9"}]}`, as PHP reads it."""
    root: dict[str, Any] = {}
    for key, value in form:
        match = _KEY.match(key)
        if match:
            path = [match[1], *re.findall(r"\[(\w*)\]", match[2])]
            _put(root, path, value)
    listed = _lists(root)
    return listed if isinstance(listed, dict) else {}


def _put(node: dict[str, Any], path: list[str], value: str) -> None:
    for step in path[:-1]:
        below = node.setdefault(step or str(len(node)), {})
        if not isinstance(below, dict):
            return
        node = below
    node[path[-1] or str(len(node))] = value


def _lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(key.isdigit() for key in node):
        return [_lists(value) for value in node.values()]
    return {key: _lists(value) for key, value in node.items()}


@dataclass(frozen=True)
class Call:
    """One function call: who asks, with what, and the state that it sees."""

    site: Site
    view: Tables
    args: dict[str, Any]
    user: int
    wire: Callable[[str, dict[str, Any]], Any]
    """Calls another function as the same account: the batch function needs it."""

    def integer(self, name: str, default: Any = _REQUIRED) -> int:
        return as_int(self._get(name, default))

    def text(self, name: str, default: Any = _REQUIRED) -> str:
        value = self._get(name, default)
        if isinstance(value, dict | list):
            raise invalid_parameter()
        return str(value)

    def integers(self, name: str, default: Any = _REQUIRED) -> list[int]:
        return [as_int(value) for value in self.items(name, default)]

    def items(self, name: str, default: Any = _REQUIRED) -> list[Any]:
        value = self._get(name, default)
        if not isinstance(value, list):
            raise invalid_parameter()
        return value

    def require(self, capability: str) -> None:
        if not self.site.may(capability):
            raise no_permission(capability)

    def _get(self, name: str, default: Any) -> Any:
        value = self.args.get(name, default)
        if value is _REQUIRED:
            raise invalid_parameter()
        return value


def as_int(value: Any) -> int:
    if isinstance(value, int | str) and re.fullmatch(r"-?\d+", str(int(value) if value is True else value)):
        return int(value)
    raise invalid_parameter()


Function = Callable[[Call], Any]


@dataclass(frozen=True)
class Registered:
    run: Function
    parameters: frozenset[str]


FUNCTIONS: dict[str, Registered] = {}


def function(name: str, *parameters: str) -> Callable[[Function], Function]:
    """Register a web service function with the parameters it knows: Moodle refuses any other."""

    def register(run: Function) -> Function:
        FUNCTIONS[name] = Registered(run, frozenset(parameters))
        return run

    return register
