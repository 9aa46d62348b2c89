"""What the service account may do: the site-wide role that was enough on the recorded site, no more.

Not among them on purpose: `mod/forum:readprivatereplies` and `moodle/course:ignoreavailabilityrestrictions`.
"""

ACCESS_ALL_GROUPS = "moodle/site:accessallgroups"
READ_PRIVATE_REPLIES = "mod/forum:readprivatereplies"
ASSIGN_COHORT = "moodle/cohort:assign"
APPROVE_GLOSSARY = "mod/glossary:approve"
DELETE_OWN_POST = "mod/forum:deleteownpost"
EDIT_ANY_POST = "mod/forum:editanypost"
ENROL_REVIEW = "moodle/course:enrolreview"
MANAGE_ENTRIES = "moodle/calendar:manageentries"
MANAGE_GROUPS = "moodle/course:managegroups"
OVERRIDE_LOCK = "mod/forum:canoverridediscussionlock"
READ_RESPONSES = "mod/choice:readresponses"
REPLY = "mod/forum:replypost"
START_DISCUSSION = "mod/forum:startdiscussion"
UPDATE_USER = "moodle/user:update"
SEE_COMPLETION = "report/progress:view"
VIEW_OTHER_BADGES = "moodle/badges:viewotherbadges"
VIEW_ALL_DETAILS = "moodle/user:viewalldetails"
VIEW_COHORT = "moodle/cohort:view"
VIEW_COURSE = "moodle/course:view"
VIEW_DETAILS = "moodle/user:viewdetails"
VIEW_DISCUSSION = "mod/forum:viewdiscussion"
VIEW_HIDDEN = "moodle/course:viewhiddenactivities"
VIEW_HIDDEN_COURSES = "moodle/course:viewhiddencourses"
VIEW_QANDA = "mod/forum:viewqandawithoutposting"
VIEW_RESTRICTED = "moodle/course:ignoreavailabilityrestrictions"
VIEW_TIMED = "mod/forum:viewhiddentimedposts"

MAY_VIEW = {
    kind: f"mod/{kind}:view" for kind in ("bigbluebuttonbn", "choice", "data", "feedback", "glossary", "page")
}
"""Kind of activity → without what it is shown nowhere. Forums and wikis have no such right."""

SERVICE_CAPABILITIES = frozenset(
    {
        ACCESS_ALL_GROUPS,
        VIEW_COURSE,
        VIEW_DISCUSSION,
        VIEW_HIDDEN_COURSES,
        VIEW_QANDA,
        VIEW_TIMED,
        "webservice/rest:use",
        VIEW_DETAILS,
        VIEW_ALL_DETAILS,
        "moodle/user:viewhiddendetails",
        UPDATE_USER,
        "moodle/site:viewuseridentity",
        VIEW_HIDDEN,
        "moodle/course:viewparticipants",
        "moodle/course:useremail",
        ENROL_REVIEW,
        MANAGE_GROUPS,
        MANAGE_ENTRIES,
        "moodle/category:viewcourselist",
        VIEW_COHORT,
        ASSIGN_COHORT,
        "mod/forum:viewrating",
        "mod/forum:viewanyrating",
        REPLY,
        START_DISCUSSION,
        EDIT_ANY_POST,
        DELETE_OWN_POST,
        READ_RESPONSES,
        SEE_COMPLETION,
        VIEW_OTHER_BADGES,
        "mod/forum:canposttomygroups",
        "moodle/rating:view",
        "mod/wiki:viewpage",
        "mod/data:viewentry",
        *MAY_VIEW.values(),
    }
)
