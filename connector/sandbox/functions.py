"""The functions of the external service; `site.functions.discard(name)` takes one out."""

SERVICE_FUNCTIONS = frozenset(
    {
        "core_cohort_add_cohort_members",
        "core_cohort_delete_cohort_members",
        "core_cohort_get_cohort_members",
        "core_cohort_get_cohorts",
        "core_course_get_contents",
        "core_course_get_courses_by_field",
        "core_enrol_get_enrolled_users",
        "core_group_get_course_groups",
        "core_group_get_group_members",
        "core_user_get_users_by_field",
        "core_user_update_users",
        "core_webservice_get_site_info",
        "mod_forum_get_discussion_post",
        "mod_forum_get_discussion_posts",
        "mod_forum_get_forum_discussions",
        "mod_forum_get_forums_by_courses",
        "tool_mobile_call_external_functions",
    }
)
