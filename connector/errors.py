"""Typed errors: each has a machine word and knows whether trying again can help.

May import: the standard library only. The one table from error to HTTP answer is :data:`HTTP_STATUS`.
"""

from __future__ import annotations


class ConnectorError(Exception):
    """Something that went wrong, with a machine ``word`` for logs, metrics and answers."""

    word = "error"
    transient = False
    """Whether the same call may succeed later without anyone changing anything."""

    def __init__(self, message: str = "", *, word: str | None = None) -> None:
        super().__init__(message or word or self.word)
        if word:
            self.word = word


# --- what reaches us ---------------------------------------------------------


class UnknownSource(ConnectorError):
    word = "unknown_source"


class BadSecret(ConnectorError):
    word = "bad_secret"


class NotJson(ConnectorError):
    word = "not_json_object"


class NotAnEvent(ConnectorError):
    word = "not_a_moodle_event"


class TooLarge(ConnectorError):
    word = "too_large"


class NotStored(ConnectorError):
    """The inbox could not keep it; the sender may try again."""

    word = "not_stored"
    transient = True


# --- what an LMS answers (facts: docs/moodle.md) ---------------------------


class LmsError(ConnectorError):
    word = "lms_error"

    def __init__(self, message: str = "", *, word: str | None = None, retry_after: int | None = None) -> None:
        super().__init__(message, word=word)
        self.retry_after = retry_after
        """Seconds the LMS asked us to wait, if it did."""


class Gone(LmsError):
    """The object asked for does not exist (any more)."""

    word = "gone"


class NotAllowed(LmsError):
    """It may well exist, but this account may not see or do it: never taken for a deletion."""

    word = "not_allowed"


class Refused(LmsError):
    """The LMS understood the call and will not do it."""

    word = "refused"


class TryLater(LmsError):
    """The LMS is away, busy or broken for now."""

    word = "try_later"
    transient = True


class OutcomeUnknown(TryLater):
    """The call may or may not have been carried out: look before doing it again."""

    word = "outcome_unknown"


class WrongSetup(LmsError):
    """Nothing will work until a person mends the set-up: token, service, capability, address."""

    word = "wrong_setup"


# --- what a language model answers ------------------------------------------


class NotPhrased(ConnectorError):
    """It gave no text; ``word`` says why."""

    word = "not_phrased"

    def __init__(self, message: str = "", *, word: str | None = None, transient: bool = False) -> None:
        super().__init__(message, word=word)
        self.transient = transient


class NotMailed(ConnectorError):
    """The mail server did not take a message."""

    word = "not_mailed"
    transient = True


class NotIdentified(ConnectorError):
    """The institution's own sign-in did not tell who somebody is."""

    word = "not_identified"


# --- what people ask for ------------------------------------------------------


class BadSetting(ConnectorError):
    """The institution file or an environment variable is wrong; the message says where and what would be right."""

    word = "bad_setting"


class NotDone(ConnectorError):
    """A request that the rules forbid; ``word`` says which rule."""

    word = "not_done"


# --- what programs ask the API for -----------------------------------------------


class NoToken(ConnectorError):
    """A request of a program that does not say which it is."""

    word = "no_token"


class BadToken(ConnectorError):
    word = "bad_token"


class OutOfScope(ConnectorError):
    """The program is known, and may not do this."""

    word = "out_of_scope"


class NotThere(ConnectorError):
    word = "not_there"


class TooOften(ConnectorError):
    word = "too_often"
    transient = True


HTTP_STATUS: dict[type[ConnectorError], int] = {
    NotJson: 400,
    BadSecret: 401,
    NoToken: 401,
    BadToken: 401,
    OutOfScope: 403,
    UnknownSource: 404,
    NotThere: 404,
    NotDone: 409,
    TooLarge: 413,
    NotAnEvent: 422,
    TooOften: 429,
    NotStored: 503,
}
