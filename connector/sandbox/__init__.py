"""The sandbox: a small stateful stand-in for Moodle, true to recorded traffic, to try and to test with.

Duty: to play Moodle's part of three borders: the web services that the connector calls, the webhooks that two
common plugins send, and pages on which a person can act as any member. All in memory. It may import
nothing of ours: it must not be right in the same wrong way as the code it tests. What the connector makes of
the site (rules, credits, approval) does not belong here, nor any Moodle function that the connector does not
call.

    site = build_site()                                 # or build_site(clock=lambda: 1_795_000_000)
    site.sender.targets.append(Target(url, secret))     # style="tool_trigger", form=True
    post = site.deeds.reply(user=6, parent=1, html="<p>…</p>")
    app = create_app(site)                              # Flask: REST, pages, faults
    with serve(site) as server: …                       # real HTTP on server.url
    play(site, story())                                 # some weeks in two communities
    play(site, both())                                  # the same, with sessions and shared knowledge

State: `site.tables` is what is committed (frozen rows by id: users, courses, forums, discussions, posts,
enrolments, cohorts, groups, modules, events, badges …); `site.view()` is what web services see. `site.now()`,
`site.set_time(epoch | None)`.

Deeds (`site.deeds.…`, see `deeds_*`) take and return ids: start_discussion, reply, edit_post, delete_post,
delete_discussion, move_discussion, split, pin, lock, restore_post, privacy_erase, enrol, unenrol, set_role,
suspend_enrolment, create_user, update_user, delete_user, create_cohort, cohort_add, cohort_remove,
create_group, group_add, group_remove, create_course, rename_course, archive, course_reset, delete_course,
create_forum, hide_forum, delete_forum, subscribe; rate; create_activity, create_choice, hide_activity,
delete_activity, announce, move_event, cancel_event; join_meeting, leave_meeting, end_meeting, record_meeting,
complete, answer_choice, unanswer_choice; define, redefine, approve_entry, delete_entry, save_wiki_page,
add_record, edit_record; create_badge, enable_badge, revoke_badge. Activities go by their course-module id.

Mails: `site.mails` tells who was mailed about which post until now (half an hour after it was written).

Webhooks: `site.sent` (all events, with `lost`), `site.sender.paused`, `.send(event)` to send one again,
`.message(target, event)` for its bytes. Events are sent before the change is visible;
`site.forum_events_in_transaction = False` commits forum changes first.

Web services: `site.tokens`, `site.functions`, `site.capabilities` (`site.grant`, `site.revoke`),
`site.webservices_enabled`, `site.service_enabled`, `site.plugin_patched`; `site.calls[function]` counts
calls, `site.calls["http"]` requests.

Faults: `site.faults.set(kind, function="*", count=None, seconds=None, share=1.0)`, `.clear(kind=None)`; the
kinds are in `faults.KINDS`.
"""

from connector.sandbox.app import create_app
from connector.sandbox.build import build_site
from connector.sandbox.faults import Faults
from connector.sandbox.rows import ADMIN, SERVICE_ACCOUNT
from connector.sandbox.sender import Sent, Target
from connector.sandbox.server import Server, serve
from connector.sandbox.site import SERVICE_TOKEN, Site
from connector.sandbox.story import both, play, story, story_sessions
from connector.sandbox.story_cast import Step

__all__ = [
    "ADMIN",
    "SERVICE_ACCOUNT",
    "SERVICE_TOKEN",
    "Faults",
    "Sent",
    "Server",
    "Site",
    "Step",
    "Target",
    "both",
    "build_site",
    "create_app",
    "play",
    "serve",
    "story",
    "story_sessions",
]
