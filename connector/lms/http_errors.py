"""What a failed exchange means, below Moodle: connections and HTTP statuses.

The question that decides for writes is whether anything may have been carried out: if so, OutcomeUnknown.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from connector.errors import LmsError, OutcomeUnknown, TryLater, WrongSetup

_LONGEST_S = 3600
"""One answer, which a proxy may have given, puts a site off for no longer."""
_NOT_NOW = frozenset({408, 425, 429})
"""Answered instead of running the call, and worth another try."""


def from_exception(function: str, error: requests.RequestException, write: bool) -> LmsError:
    """The typed error for an exchange that broke; the caller keeps the cause."""
    causes = list(_causes(error))
    if isinstance(error, ValueError):  # InvalidURL, MissingSchema and their like
        return WrongSetup(f"{function}: base_url is not an http or https address", word="base_url")
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return WrongSetup(f"{function}: the site's certificate is not trusted", word="tls_certificate")
    # A time-out while connecting is a NewConnectionError's cousin: nothing was sent in either.
    if any(isinstance(cause, NewConnectionError | ConnectTimeoutError) for cause in causes):
        return TryLater(f"{function}: no connection ({_names(causes)})", word="unreachable")
    return unclear(f"{function}: the exchange broke off ({_names(causes)})", "broken_off", write)


def from_status(function: str, answer: requests.Response, write: bool) -> LmsError:
    """The typed error for any status but 200; of the page that came with it nothing is used."""
    status = answer.status_code
    said = f"{function}: HTTP {status}"
    if 300 <= status < 400:
        to = urlsplit(answer.headers.get("Location", ""))
        hint = f"it leads to {to.scheme}://{to.hostname}" if to.hostname else "it leads elsewhere"
        return WrongSetup(f"{said}: base_url is probably wrong, {hint}", word="redirected")
    if status == 503 or status in _NOT_NOW:
        # Moodle's maintenance page (503) comes before anything runs, so a write is safe to repeat.
        word = "unavailable" if status == 503 else "too_busy"
        return TryLater(said, word=word, retry_after=_seconds(answer.headers.get("Retry-After")))
    if status == 403 and not any(answer.iter_content(1)):
        return WrongSetup(
            f"{said}: web services or the REST protocol are switched off", word="web_services_off"
        )
    if 400 <= status < 500:
        return WrongSetup(f"{said}: base_url is probably wrong", word="no_web_service_here")
    return unclear(said, "server_error", write)


def unclear(message: str, word: str, write: bool) -> LmsError:
    """For an answer that tells nothing: a write may have been carried out, a read can be asked again."""
    return OutcomeUnknown(message) if write else TryLater(message, word=word)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what lies behind it; urllib3 keeps its own causes as ``reason``."""
    while error is not None:
        yield error
        reason = getattr(error, "reason", None)
        error = reason if isinstance(reason, BaseException) else error.__cause__ or error.__context__


def _names(causes: list[BaseException]) -> str:
    return " < ".join(dict.fromkeys(type(cause).__name__ for cause in causes))


def epoch(date: str | None) -> int | None:
    """A header's date in epoch seconds."""
    try:
        return int(parsedate_to_datetime(date).timestamp()) if date else None
    except ValueError:
        return None


def _seconds(retry_after: str | None) -> int | None:
    """Retry-After in seconds (RFC 9110: a number or a date), at most an hour."""
    if not retry_after:
        return None
    try:
        seconds = (
            int(retry_after)
            if retry_after.isdigit()
            else parsedate_to_datetime(retry_after).timestamp() - time.time()
        )
    except ValueError:
        return None
    return min(max(int(seconds), 0), _LONGEST_S)
