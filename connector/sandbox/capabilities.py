"""What the service account may do: the site-wide role that was enough on the recorded site, no more.

Not among them on purpose: `mod/forum:readprivatereplies` and `moodle/course:ignoreavailabilityrestrictions`.
"""

ACCESS_ALL_GROUPS = "moodle/site:accessallgroups"
READ_PRIVATE_REPLIES = "mod/forum:readprivatereplies"
VIEW_COURSE = "moodle/course:view"
VIEW_DISCUSSION = "mod/forum:viewdiscussion"
VIEW_HIDDEN_COURSES = "moodle/course:viewhiddencourses"
VIEW_QANDA = "mod/forum:viewqandawithoutposting"
VIEW_RESTRICTED = "moodle/course:ignoreavailabilityrestrictions"
VIEW_TIMED = "mod/forum:viewhiddentimedposts"

SERVICE_CAPABILITIES = frozenset(
    {
        ACCESS_ALL_GROUPS,
        VIEW_COURSE,
        VIEW_DISCUSSION,
        VIEW_HIDDEN_COURSES,
        VIEW_QANDA,
        VIEW_TIMED,
        "webservice/rest:use",
        "moodle/user:viewdetails",
        "moodle/user:viewalldetails",
        "moodle/user:viewhiddendetails",
        "moodle/user:update",
        "moodle/site:viewuseridentity",
        "moodle/course:viewhiddenactivities",
        "moodle/course:viewparticipants",
        "moodle/course:useremail",
        "moodle/course:enrolreview",
        "moodle/course:managegroups",
        "moodle/category:viewcourselist",
        "moodle/cohort:view",
        "moodle/cohort:assign",
        "mod/forum:viewrating",
        "mod/forum:viewanyrating",
        "mod/forum:replypost",
        "mod/forum:editanypost",
        "mod/forum:deleteownpost",
    }
)
