"""A site's web service: puts calls to it, in batches where it can, and says which of them failed and how."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import ValidationError

from connector.errors import LmsError, OutcomeUnknown, Refused, TryLater, WrongSetup
from connector.lms import batch, moodle_errors
from connector.lms.calls import Call, form
from connector.lms.http import Rest
from connector.lms.port import Site
from schemas.moodle.site import SiteInfo

SITE_INFO = "core_webservice_get_site_info"
SITE_KEPT = 300.0
"""Seconds for which what the site said of itself is believed."""

_SITE = SiteInfo()


class Service:
    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._site: Site | None = None
        self._site_asked = 0.0
        self._batch_refused = False

    def __repr__(self) -> str:
        return f"Service({self._rest!r})"

    def site(self, *, anew: bool = False) -> Site:
        """Asked again after some minutes, so that a changed service or account shows."""
        if anew or self._site is None or time.monotonic() - self._site_asked > SITE_KEPT:
            return self._ask_site()
        return self._site

    def ask(self, calls: Sequence[Call]) -> list[Any]:
        """For each reading call its JSON, or the LmsError that concerns it alone.

        Raises WrongSetup and TryLater for what concerns the whole site.
        """
        answers: list[Any] = []
        while len(answers) < len(calls):  # a batch answers at least its first call, so this ends
            answers += self._ask_some(calls[len(answers) : len(answers) + batch.SIZE])
        return answers

    def write(self, call: Call) -> Any:
        """The JSON of a writing call, sent by itself; raises any LmsError."""
        answer = self._rest.call(call.function, form(call.args), write=True)
        if not moodle_errors.is_error(answer):
            return answer
        error = self._error(call.function, answer)
        if error.word == moodle_errors.PHP_ERROR:  # it may have come after the deed
            raise OutcomeUnknown(str(error)) from error
        raise error

    def _ask_some(self, calls: Sequence[Call]) -> list[Any]:
        """Answers to the first, or to more, of the calls."""
        if len(calls) == 1 or self._batch_refused or batch.FUNCTION not in self.site().functions:
            return self._ask_singly(calls)
        try:
            answer = self._rest.call(batch.FUNCTION, form(batch.arguments(calls)))
        except Refused:  # too long together
            return self._ask_singly(calls)
        if moodle_errors.is_error(answer):
            error = moodle_errors.error_from(batch.FUNCTION, answer)
            if error.transient:
                raise error
            self._batch_refused = True
            return self._ask_singly(calls)
        return [
            self._judged(call, each)
            for call, each in zip(calls, batch.answers(answer, len(calls)), strict=False)
        ]

    def _ask_singly(self, calls: Sequence[Call]) -> list[Any]:
        return [self._ask_one(call) for call in calls]

    def _ask_one(self, call: Call) -> Any:
        try:
            return self._judged(call, self._rest.call(call.function, form(call.args)))
        except Refused as err:  # too long
            return err

    def _judged(self, call: Call, answer: Any) -> Any:
        if not moodle_errors.is_error(answer):
            return answer
        error = self._error(call.function, answer)
        if moodle_errors.is_site_wide(error):
            raise error
        return error

    def _error(self, function: str, answer: Mapping[str, Any]) -> LmsError:
        error = moodle_errors.error_from(function, answer)
        if error.word == moodle_errors.NO_ACCESS and not self._offers(function):
            return WrongSetup(f"{function} is not in the service", word=moodle_errors.NOT_IN_SERVICE)
        return error

    def _offers(self, function: str) -> bool:
        """After an accessexception, which has many causes; the site, asked again, may say a better one."""
        return function in self.site().functions and function in self._ask_site().functions

    def _ask_site(self) -> Site:
        answer = self._rest.call(SITE_INFO, {})
        if moodle_errors.is_error(answer):
            raise moodle_errors.error_from(SITE_INFO, answer)
        try:
            info = _SITE.load(answer)
        except ValidationError as err:
            raise TryLater(f"{SITE_INFO}: the answer does not fit", word="unreadable_answer") from err
        functions = frozenset(each["name"] for each in info["functions"])
        admin, date = info["userissiteadmin"], self._rest.date
        self._site = Site(info["userid"], functions, info["release"], admin=admin, date=date)
        self._site_asked = time.monotonic()
        return self._site
