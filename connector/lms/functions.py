"""Which functions of a Moodle we call, and what for: what the external service must hold, and need not hold.

https://docs.moodle.org/405/en/Web_services ; the same table for people: docs/connect-moodle.md
"""

from __future__ import annotations

from collections.abc import Collection

from connector.lms import batch

FORUM_RIGHTS = "mod_forum_get_forum_access_information"

ALWAYS = frozenset(
    {
        "core_webservice_get_site_info",
        "core_course_get_courses_by_field",
        "mod_forum_get_forums_by_courses",
        "mod_forum_get_forum_discussions",
        "mod_forum_get_discussion_posts",
        "mod_forum_get_discussion_post",
        "core_user_get_users_by_field",
        "core_enrol_get_enrolled_users",
    }
)
KEPT_ONLY = frozenset(
    {
        "core_group_get_course_groups",
        "core_group_get_group_members",
        "core_cohort_get_cohorts",
        "core_cohort_get_cohort_members",
    }
)
"""Groups and cohorts are kept; no credit rests on them."""
OPTIONAL = frozenset({batch.FUNCTION, FORUM_RIGHTS})

_CONTENTS = "core_course_get_contents"
FOR = {
    "figure": {"core_user_update_users"},
    "sessions": {
        _CONTENTS,
        "core_calendar_get_calendar_events",
        "mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses",
        "mod_bigbluebuttonbn_get_recordings",
    },
    "completion": {"core_completion_get_activities_completion_status"},
    "choice": {_CONTENTS, "mod_choice_get_choice_results"},
    "glossary": {_CONTENTS, "mod_glossary_get_entries_by_letter"},
    "data": {_CONTENTS, "mod_data_get_entries"},
    "wiki": {_CONTENTS, "mod_wiki_get_subwiki_pages"},
    "badges": {
        *("core_cohort_get_cohorts", "core_cohort_get_cohort_members"),
        *("core_cohort_add_cohort_members", "core_badges_get_user_badges"),
    },
    "readers": {_CONTENTS},
    "discussions": {"mod_forum_add_discussion"},
    "replies": {"mod_forum_add_discussion_post"},
    "own_posts": {"mod_forum_update_discussion_post", "mod_forum_delete_post"},
}
"""What the mapping (or ``profile_field``) has → the functions that it needs."""
GIVE_AGAIN = frozenset({"core_cohort_delete_cohort_members"})
"""Only to give a badge anew that somebody took back."""

OURS = ALWAYS | KEPT_ONLY | OPTIONAL | GIVE_AGAIN | frozenset().union(*FOR.values())
"""All that any mapping can make us call."""


def needed(features: Collection[str]) -> frozenset[str]:
    """Without which something that these features promise does not work."""
    return ALWAYS.union(*(FOR[feature] for feature in features))


def writes(function: str) -> bool:
    """Whether a function may change something, by its name: Moodle's reading ones get, search, can and view."""
    parts = set(function.split("_"))
    return not parts & {"get", "search", "can", "view", "list", "retrieve", "check", "is", "has", "call"}
