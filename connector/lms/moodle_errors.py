"""What Moodle's exceptions mean to us. They come with HTTP 200 as ``{exception, errorcode, message}``.

A deletion takes credit away, so Gone is said only for the few forms that were seen to mean it, each for its
own function; whatever is not known is Refused or TryLater, which take nothing away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from connector.errors import Gone, LmsError, NotAllowed, Refused, TryLater, WrongSetup

NO_ACCESS = "function_or_service_or_capability"
PHP_ERROR = "lms_php_error"
MAINTENANCE = "maintenance"
NOT_IN_SERVICE = "function_not_in_service"

_SETUP = {
    "invalidtoken": "token_invalid",
    "accessexception": NO_ACCESS,
    "servicenotavailable": "service_not_available",
    "wsaccessusersuspended": "account_suspended",
    "wsaccessuserdeleted": "account_deleted",
    "wsaccessuserunconfirmed": "account_unconfirmed",
    "wsaccessuserexpired": "account_password_expired",
    "wsaccessusernologin": "account_cannot_log_in",
    "usernotfullysetup": "account_profile_incomplete",
    "forcepasswordchangenotice": "account_must_change_password",
    "sitepolicynotagreed": "account_must_agree_to_policy",
}
_NOT_NOW = frozenset({"sitemaintenance", "upgraderunning", "dbconnectionfailed"})
_NOT_ALLOWED = frozenset(
    {"requireloginerror", "noviewdiscussionspermission", "notingroup", "errorcoursecontextnotvalid"}
)
_NOT_ALLOWED_STARTS = ("nopermission", "cannotviewpost")

_REFUSED = {
    "nopostforum": "cannot_post_here",  # the discussion is locked, or the right to reply is missing
    "cannotcreatediscussion": "cannot_post_here",
    "cannotdeletepost": "cannot_delete",
    "cannotupdatepost": "cannot_edit",
    "dmlwriteexception": "database_error",
}
DATABASE_ERROR = "database_error"
"""The database refused something; what was written before it is not told."""

_FORUM_GONE = "Unable to find forum with id"
"""mod_forum gives this text as its errorcode."""
_DISCUSSION_GONE = "get_forum_id() on null"
"""How PHP stumbles in mod_forum_get_discussion_posts when the discussion is not there."""
_POST_NAMED = frozenset(
    {
        "mod_forum_add_discussion_post",
        "mod_forum_delete_post",
        "mod_forum_get_discussion_post",
        "mod_forum_update_discussion_post",
    }
)
_TABLES = {
    "core_cohort_get_cohorts": "cohort",
    "core_cohort_get_cohort_members": "cohort",
    "core_course_get_contents": "course",
    "core_enrol_get_enrolled_users": "course",
    "core_group_get_course_groups": "course",
    "core_group_get_group_members": "groups",
    "mod_bigbluebuttonbn_get_recordings": "bigbluebuttonbn",
    "mod_choice_get_choice_results": "choice",
    "mod_data_get_entries": "data",
    "mod_forum_add_discussion": "forum",
    "mod_forum_get_forum_discussions": "forum",
    "mod_glossary_get_entries_by_letter": "glossary",
    "mod_wiki_get_subwiki_pages": "wiki",
}
"""The table in which a function looks for the object it was asked about."""

_SECRET = re.compile(r"[0-9A-Za-z]{32,}", re.ASCII)
"""Moodle's tokens are 32 hexadecimal digits; no errorcode is as long."""


def is_error(answer: Any) -> bool:
    """Whether an answer is an exception; ``error`` is how Moodle says it before web services have started."""
    return isinstance(answer, dict) and ("exception" in answer or {"error", "errorcode"} <= answer.keys())


def error_from(function: str, answer: Mapping[str, Any]) -> LmsError:
    """The typed error for an exception answer, alone or inside a batch (which tells no exception class)."""
    code = str(answer.get("errorcode") or "")
    message = str(answer.get("message") or "")
    said = _SECRET.sub("…", f"{function}: {code[:100] or 'no errorcode'}")
    if code in _SETUP:
        return WrongSetup(said, word=_SETUP[code])
    if code in _NOT_NOW:
        return TryLater(said, word=MAINTENANCE)
    if code in _NOT_ALLOWED or code.startswith(_NOT_ALLOWED_STARTS):
        return NotAllowed(said)
    if _is_gone(function, code, message):
        return Gone(said)
    if _is_php(code):
        return TryLater(_SECRET.sub("…", f"{said}: {message[:200]}"), word=PHP_ERROR)
    return Refused(said, word=_REFUSED.get(code))


def is_site_wide(error: LmsError) -> bool:
    """Whether every other call would fail alike, so that going on makes no sense."""
    if isinstance(error, WrongSetup):
        return error.word != NOT_IN_SERVICE
    return error.word == MAINTENANCE


def _is_php(code: str) -> bool:
    """An exception that is not Moodle's own: a PHP error, or one of a broken plugin."""
    return code in ("", "generalexceptionmessage")


def _is_gone(function: str, code: str, message: str) -> bool:
    if function == "mod_forum_get_discussion_posts":
        return _is_php(code) and message.endswith(_DISCUSSION_GONE)
    if function in _POST_NAMED:
        return code in ("invalidpostid", "invalidparentpostid")
    if function == "mod_forum_get_forum_discussions" and code.startswith(_FORUM_GONE):
        return True
    table = _TABLES.get(function)
    if table is None:
        return False
    # The message is in the account's language, but names the table: one it needs besides (the context, the
    # user) may be missing while the object is there.
    named = code == "invalidrecord" and re.search(rf"\b{table}\b", message)
    return bool(named) or code == "invalidrecordunknown"
