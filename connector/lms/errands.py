"""A want under way: its plan, the calls it waits for, and in the end its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError

from connector.errors import LmsError, Refused, TryLater
from connector.lms.calls import Call, Plan


class Errand:
    def __init__(self, name: str, start: Callable[[], Plan[Any]]) -> None:
        self.name = name
        self.calls: list[Call] = []
        """What must be asked next; empty when it is done."""
        self.answer: Any = None
        """The plan's result, or the LmsError that ended it."""
        self._plan = start()
        try:
            self._go_on(lambda: next(self._plan))
        except ValueError as err:  # an id that is no number: only this want is wrong
            self.answer = Refused(f"{name}: {err}", word="bad_want")

    def receive(self, answers: list[Any]) -> None:
        """Takes the answers to ``calls``, in order; the first error among them is thrown into the plan."""
        error = next((each for each in answers if isinstance(each, LmsError)), None)
        if error is None:
            self._go_on(lambda: self._plan.send(answers))
        else:
            self._go_on(lambda: self._plan.throw(error))

    def _go_on(self, step: Callable[[], list[Call]]) -> None:
        self.calls = []
        try:
            self.calls = step()
        except StopIteration as end:
            self.answer = end.value
        except ValidationError as err:
            self.answer = TryLater(f"{self.name}: {_where(err)}", word="unreadable_answer")
        except LmsError as err:
            self.answer = err


def _where(error: ValidationError) -> str:
    """The path to the first thing that did not fit, without its value (which may be somebody's text)."""
    path, at = [], error.messages
    while isinstance(at, dict) and at:
        key, at = next(iter(at.items()))
        path.append(str(key))
    return f"the answer does not fit at {'.'.join(path)}"
