## The desk: pages for admins and approvers

desk-name = CoP Connector
desk-skip = Skip to the content
desk-nav = Main menu
desk-nav-overview = Overview
desk-nav-events = Events
desk-nav-contributions = Contributions
desk-nav-records = Records
desk-nav-people = People
desk-nav-messages = Messages
desk-language = Language
desk-language-id = Bahasa Indonesia
desk-language-en = English
desk-zone = All times: { $zone }
desk-observe = Observe mode: everything is computed, nothing leaves.
desk-notices = Notices
desk-yes = yes
desk-no = no
desk-older = Older
desk-next = Next
desk-first = Back to the beginning of the list
desk-pages = Pages of the list
desk-filter = Filter by state
desk-all = All
desk-show-all = Show all
desk-back = Back to the overview
desk-nothing = None.
desk-number = Number
desk-when = Time
desk-day = Day
desk-in-lms = Open in the LMS
desk-person = Name
desk-nip = NIP
desk-no-nip = no NIP yet
desk-community = Community
desk-period = Month
desk-state = State
desk-rule = Rule
desk-amount = Amount
desk-minutes = Minutes
desk-source = Source
desk-actor-system = the LMS itself
desk-actor-ours = the connector's own account
desk-user-number = user { $id }
desk-course-number = course { $id }

## Signing in and out

desk-sign-in = Sign in
desk-sign-in-lead = For those who run, approve, report or audit.
desk-sign-out = Sign out
desk-signed-out = You are signed out.
desk-username = User name
desk-password = Password
desk-wrong-password = The user name or the password is wrong.
desk-role-admin = admin
desk-role-approver = approver
desk-role-hr = HR
desk-role-auditor = auditor

## The overview

desk-overview-title = Overview
desk-steps = From event to delivery
desk-live-on = Refreshes by itself every few seconds.
desk-live-late = Cannot be refreshed: the server does not answer. The figures below may be old.
desk-live-out = Your session has ended. Reload the page to sign in again.
desk-arrived = What arrived
desk-arrived-lead = Notices from the LMS. Each is only a hint: what is really so is read back from the LMS.
desk-meant = What it meant
desk-meant-lead = Posts recognised as contributions, with their credit.
desk-waiting = Waiting for approval
desk-waiting-lead = Nothing reaches HR before somebody else has approved it.
desk-sent = What was sent
desk-sent-lead = To LMS profiles and to HR, with what they answered.
desk-tile-arrived = events received
desk-tile-meant = contributions recognised
desk-tile-waiting = records waiting
desk-tile-sent = messages delivered
desk-none-arrived = No event has been received yet. Check the webhook in the LMS.
desk-none-meant = No contribution has been recognised yet.
desk-none-waiting = Nothing waits for approval.
desk-none-sent = Nothing has been sent yet.
desk-used = used
desk-unused = not used
desk-unused-kinds = { $kinds ->
    [one] { $kinds } kind of event is not used (came { $times } times)
   *[other] { $kinds } kinds of event are not used (came { $times } times)
}
desk-unused-lead = These kinds tell the mapping nothing. They may be switched off in the LMS.
desk-refusals = { $times ->
    [one] { $times } request refused
   *[other] { $times } requests refused
}
desk-times = { $times ->
    [one] once
   *[other] { $times } times
}
desk-last = last { $when }

## Health

desk-health = State
desk-heard = last heard { $when }
desk-never-heard = never heard yet
desk-reconciled = reconciled { $when }
desk-reconciling = being reconciled
desk-fine = working well
desk-since = since { $when }
desk-unreadable = { $count ->
    [one] { $count } place cannot be read
   *[other] { $count } places cannot be read
}
desk-backlog = Backlog
desk-backlog-none = No backlog.
desk-backlog-triage = events to be sorted
desk-backlog-hints = objects to be read
desk-backlog-judgement = losses to be judged
desk-backlog-settling = people to be reckoned anew
desk-backlog-approval = records waiting for approval
desk-backlog-messages = messages waiting
desk-no-mapping = No mapping has been published: nothing can be counted yet.
desk-mapping = mapping version { $number }
desk-without-nip = { $count ->
    [one] { $count } person has approved credit but no NIP in the LMS and cannot be reported to HR.
   *[other] { $count } people have approved credit but no NIP in the LMS and cannot be reported to HR.
}
desk-messages-stuck = { $count ->
    [one] { $count } message was refused or given up.
   *[other] { $count } messages were refused or given up.
}
desk-held-title = Losses that are held
desk-held-lead = No credit is taken away before somebody decides.
desk-held-too_many = Many posts are gone at once
desk-held-everything = All posts of this place are gone
desk-held-forum_vanished = This forum is no longer to be seen
desk-held-course_vanished = This course is no longer to be seen
desk-held-session_vanished = A session that has been is no longer to be seen
desk-held-count = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
desk-held-release = The loss is real
desk-held-release-hint = credit that rests on it is withdrawn
desk-held-drop = Keep
desk-held-drop-hint = what was earned stays in force
desk-held-admin = An admin decides.
desk-note = Note (may stay empty)

desk-problem-other = The LMS does not answer as it should
desk-problem-token_invalid = The LMS refuses the token
desk-problem-function_or_service_or_capability = The LMS does not allow a function that is needed
desk-problem-service_not_available = The web service is not available to this account
desk-problem-account_suspended = The service account is suspended
desk-problem-account_deleted = The service account was deleted
desk-problem-web_services_off = Web services or the REST protocol are switched off
desk-problem-no_web_service_here = There is no web service at that address
desk-problem-redirected = The LMS's address leads elsewhere
desk-problem-base_url = The LMS's address is not valid
desk-problem-tls_certificate = The LMS's certificate is not trusted
desk-problem-private_address = The LMS's address lies in a private network
desk-problem-unreachable = The LMS cannot be reached
desk-problem-unavailable = The LMS is not serving at the moment
desk-problem-maintenance = The LMS is under maintenance
desk-problem-too_busy = The LMS is too busy
desk-problem-broken_off = The connection to the LMS broke off
desk-problem-server_error = The LMS has an error
desk-problem-lms_php_error = The LMS has an error
desk-problem-unreadable_answer = The LMS's answer cannot be read
desk-problem-outcome_unknown = The outcome of sending is not known yet
desk-problem-try_later = The LMS cannot be used at the moment
desk-problem-not_shown_afterwards = The LMS accepted it, but the value is not to be seen afterwards
desk-problem-file_exists = A file of that name exists with other content
desk-problem-file_differs = A file that was written has changed
desk-problem-folder_not_writable = The HR folder cannot be written to
desk-problem-usernotupdatedadmin = Moodle does not let web services write administrators
desk-problem-not_json = The LMS’s answer cannot be read

desk-cure-other = Run “cop-connector status” and look into the server's log.
desk-cure-token_invalid = Make a new token in Moodle and put it into this source's settings.
desk-cure-function_or_service_or_capability = Check the external service: its functions, its authorised users and the service account's capabilities.
desk-cure-service_not_available = Enable the external service in Moodle and authorise the service account.
desk-cure-account_suspended = Unsuspend the service account in Moodle.
desk-cure-account_deleted = Make a new service account with a token.
desk-cure-account_unconfirmed = Confirm the service account in Moodle.
desk-cure-account_password_expired = Set a new password for the service account, without an expiry.
desk-cure-account_must_change_password = Set a password for it without “force password change”.
desk-cure-account_cannot_log_in = Choose “Manual accounts” or “Web services authentication” for it.
desk-cure-account_profile_incomplete = Fill in the required fields of its profile.
desk-cure-account_must_agree_to_policy = Agree to them on its behalf in Moodle.
desk-cure-web_services_off = Enable web services and the REST protocol in Moodle.
desk-cure-no_web_service_here = Check base_url in the institution file.
desk-cure-redirected = Write the address it leads to as base_url in the institution file.
desk-cure-base_url = Correct base_url in the institution file.
desk-cure-tls_certificate = Install a valid certificate at the LMS, or trust its issuer on this server.
desk-cure-private_address = If that is meant, write allow_private_address: true at this source.
desk-cure-unreachable = Check the network and whether the LMS runs; it is tried again by itself.
desk-cure-unavailable = Wait; it is tried again by itself.
desk-cure-maintenance = Wait for the end of the maintenance; it is tried again by itself.
desk-cure-too_busy = Wait; it is tried again by itself, less often.
desk-cure-broken_off = It is tried again by itself; if it goes on, check the network.
desk-cure-server_error = It is tried again by itself; if it goes on, look into the LMS's error log.
desk-cure-lms_php_error = It is tried again by itself; if it goes on, look into the LMS's error log.
desk-cure-unreadable_answer = Check whether a proxy or a plugin changes the web service's answers.
desk-cure-try_later = Wait; it is tried again by itself.
desk-cure-no_such_cohort = Make a cohort with that ID number in Moodle, or correct the mapping, then send again.
desk-cure-not_shown_afterwards = Check profile_field (the field’s short name) and whether the service account may see and change it, then send again.
desk-cure-usernotupdatedadmin = Write it by hand, or lay this message aside.
desk-cure-not_allowed = Check the service account’s capabilities there, then send again.
desk-cure-refused = Look into the LMS’s error log; when it is mended, send again.
desk-cure-gone = If the place is restored, send again; if not, lay it aside.
desk-cure-cannot_post_here = Let the service account write in that forum, then send again.
desk-cure-cannot_edit = Let the service account edit its own posts at any time, then send again.
desk-cure-removed_by_moderator = It is never written again by itself. “Send again” writes it once more on your word.
desk-cure-edited_by_moderator = It is left as it stands. “Send again” replaces it by our text.
desk-cure-file_differs = Move the changed file away, then send again.
desk-cure-folder_not_writable = Check HR’s folder and the rights of the user cop; it is tried again by itself.
desk-cure-not_json = Check whether a proxy or a plugin changes the web service’s answers.
desk-cure-function_not_in_service = Add the function to the external service; it is tried again by itself.

desk-refusal-unknown_source = unknown name of a source
desk-refusal-bad_secret = wrong webhook secret
desk-refusal-not_json_object = not a JSON object
desk-refusal-not_a_moodle_event = not a Moodle event
desk-refusal-too_large = too large
desk-refusal-not_stored = could not be stored in time

## Approval

desk-earned = earned
desk-approved = approved
desk-earned-amount = { $amount } { $unit } earned
desk-approved-amount = { $amount } { $unit } approved
desk-accept = Approve
desk-reject = Reject
desk-accept-number = Approve record { $number }
desk-reject-number = Reject record { $number }
desk-reject-open = Reject with a reason
desk-reason = Reason (the member is shown it)
desk-reason-optional = Note on the decision (may stay empty)
desk-own-record = This is your own record; somebody else has to decide.
desk-nameless = Your account is linked with no member's NIP, so your own records cannot be recognised. Ask an admin to enter your NIP.
desk-done-accept = { $number } is approved.
desk-done-reject = { $number } is rejected.
desk-done-release = The loss takes effect.
desk-done-drop = What was earned is kept.
desk-done-again = { $count ->
    [one] The message will be sent again.
   *[other] { $count } messages will be sent again.
}
desk-done-discard = { $count ->
    [one] The message is laid aside.
   *[other] { $count } messages are laid aside.
}
desk-refused-other = This cannot be done ({ $word }).
desk-refused-revision_changed = This record has changed since you looked at it. Check what it says below, then decide.
desk-refused-nothing_waits = Nothing in this record waits for approval any more.
desk-refused-own_record = Somebody else has to decide on your own record.
desk-refused-reason_missing = A rejection needs a reason; the member will read it.
desk-refused-no_such_record = That record no longer exists.
desk-refused-not_held = That loss has been decided on already.
desk-refused-not_again = This message cannot be sent again: there is a newer one, or its state has changed.
desk-refused-on_its_way = This message is being sent.
desk-refused-no_such_message = There is no such message.
desk-refused-not_to_discard = This message has arrived or has been laid aside already.
desk-refused-discard_reason_missing = Laying aside needs a reason.
desk-refused-observe = In observe mode nothing is sent.
desk-refused-too_many_withdrawals = Too many records would be withdrawn at once. If that is right, run “cop-connector hr run --insist”.

## Records

desk-records-title = Records
desk-record-title = Record { $number }
desk-record-items = What it consists of
desk-record-items-lead = Each piece of evidence, what it gives, and why not more.
desk-record-decisions = Decisions
desk-record-ledger = Ledger
desk-record-ledger-lead = Lines are only added; a correction is a reversal and a new line.
desk-record-hr = What HR was told
desk-record-decide = Decide
desk-record-nothing = Nothing waits for a decision.
desk-record-none = There is no record in this state.
desk-state-draft = waiting
desk-state-approved = approved
desk-state-rejected = rejected
desk-state-withdrawn = withdrawn
desk-evidence = Evidence
desk-evidence-erased = Evidence erased on { $when }
desk-booked = Booked in
desk-cause = Cause
desk-reverses = reverses #{ $id }
desk-run = Run
desk-action = Action
desk-no-decisions = No decision yet.
desk-no-ledger = No ledger line yet.
desk-no-hr = HR has been told nothing yet.

## People

desk-people-title = People
desk-people-none = Nobody fits.
desk-account = Account
desk-account-active = active
desk-account-suspended = suspended
desk-account-deleted = deleted
desk-account-unread = not read yet
desk-progress-title = Credit of { $year }
desk-progress-of = of the target of { $target } { $unit }
desk-progress-bar = { $approved } { $unit } approved and { $earned } { $unit } earned of the target of { $target } { $unit }
desk-person-records = Records
desk-person-posts = Posts and what they mean
desk-person-posts-lead = The latest first. Each post with what it gave, or why it gave nothing.
desk-person-ledger = Ledger
desk-person-messages = What was sent
desk-stored-fact = Stored data
desk-open-record = Open the record

## Contributions

desk-contributions-title = Contributions
desk-contribution-in = { $kind } in { $community }
desk-by-rule = rule “{ $rule }”
desk-no-credit = no credit

## Messages

desk-messages-title = Messages
desk-message-title = Message #{ $id }
desk-message-figure = Figure { $value } for the profile of { $name }
desk-message-hr = HR file, run { $run } ({ $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
})
desk-target-lms = profiles in the LMS “{ $name }”
desk-target-hr = HR folder “{ $name }”
desk-answer-shown = The profile shows { $value }.
desk-answer-discarded = Laid aside by { $by }: { $reason }.
desk-answer-empty = The profile shows nothing.
desk-answer-phrased = Phrased by the language model.
desk-answer-quoted = Not in the language model's words: { $word }.
desk-answer-files = { $count ->
    [one] { $count } file written.
   *[other] { $count } files written.
}
desk-message-state-pending = waiting
desk-message-state-sending = being sent
desk-message-state-sent = sent
desk-message-state-refused = refused
desk-message-state-dead = given up
desk-message-state-discarded = laid aside
desk-message-none = There is no message in this state.
desk-created = Made
desk-sent-at = Ended
desk-due = Tried again
desk-attempts = Tries
desk-to = To
desk-answer = Answer
desk-last-reason = Last reason
desk-payload = Payload
desk-files = Files
desk-file = File name
desk-rows = Rows
desk-sha256 = SHA-256
desk-hr-rows = Rows for HR
desk-activity = Activity
desk-from-day = From
desk-to-day = To
desk-again = Send again
desk-again-lead = What is sent is what is true now; what may have arrived after all is looked for first.
desk-discard = Lay aside
desk-discard-reason = Reason for laying aside
desk-choose-message = Choose message #{ $id }
desk-target-down = { $name } has been paused since { $since }: { $reason }. It is tried again at { $again }; messages wait.
desk-hr-run = Write HR file now
desk-hr-run-for = Write HR file now for { $target }
desk-hr-written = HR file written: run { $run }, { $files ->
    [one] { $files } file
   *[other] { $files } files
}.
desk-hr-nothing-new = Nothing new for HR, or an earlier run is still on its way.
desk-hr-not-written = The HR file is not written yet; the message below says why.

## Events

desk-events-title = Events that arrived
desk-events-of = Only: { $words }
desk-event-title = Event #{ $id }
desk-event-lead = Only numbers and yes/no are kept; texts, names and secrets never are.
desk-event-kept = What was kept
desk-event-leads = What was looked at then
desk-event-no-leads = This event made us read nothing: its kind is not used, or it is the echo of our own deed.
desk-event-outside = not followed: outside the mapped courses
desk-event-waits = to be read
desk-event-read = read
desk-event-not-triaged = Not sorted yet.
desk-event-object = Object in the LMS
desk-received = Received
desk-happened = The LMS's time
desk-kind = Kind
desk-object-id = Object number
desk-actor = Done by
desk-about = About the user
desk-course = Course
desk-ask-courses = Which courses the mapping means by { $id }
desk-ask-forums = The forums of course { $id }
desk-ask-heads = The list of discussions of forum { $id }
desk-ask-posts = All posts of discussion { $id }
desk-ask-post = Post { $id }: in which discussion it is now
desk-ask-users = User { $id }
desk-ask-enrolments = The participants of course { $id } and their roles
desk-ask-cohort = Cohort { $id } and its members
desk-ask-groups = The groups of course { $id }

desk-event-mod_forum-assessable_uploaded = Text of a forum post saved
desk-event-mod_forum-post_created = Forum reply written
desk-event-mod_forum-post_updated = Forum post edited
desk-event-mod_forum-post_deleted = Forum post deleted
desk-event-mod_forum-discussion_created = Forum discussion started
desk-event-mod_forum-discussion_deleted = Forum discussion deleted
desk-event-mod_forum-discussion_moved = Discussion moved to another forum
desk-event-mod_forum-discussion_updated = Forum discussion changed
desk-event-mod_forum-discussion_pinned = Discussion pinned
desk-event-mod_forum-discussion_unpinned = Discussion unpinned
desk-event-mod_forum-discussion_lock_updated = Discussion locked or unlocked
desk-event-mod_forum-discussion_viewed = Forum discussion read
desk-event-mod_forum-course_module_viewed = Forum opened
desk-event-mod_forum-subscription_created = Forum subscribed to
desk-event-mod_forum-discussion_subscription_created = Discussion subscribed to
desk-event-core-user_created = User made
desk-event-core-user_updated = User's data changed
desk-event-core-user_deleted = User deleted
desk-event-core-user_loggedin = User signed in to the LMS
desk-event-core-user_loggedout = User signed out of the LMS
desk-event-core-user_enrolment_created = Participant enrolled
desk-event-core-user_enrolment_updated = Enrolment changed
desk-event-core-user_enrolment_deleted = Participant unenrolled
desk-event-core-role_assigned = Role given
desk-event-core-role_unassigned = Role taken away
desk-event-core-cohort_created = Cohort made
desk-event-core-cohort_updated = Cohort changed
desk-event-core-cohort_member_added = Cohort member added
desk-event-core-cohort_member_removed = Cohort member removed
desk-event-core-group_created = Group made
desk-event-core-group_updated = Group changed
desk-event-core-group_deleted = Group deleted
desk-event-core-group_member_added = Group member added
desk-event-core-group_member_removed = Group member removed
desk-event-core-course_module_created = Course activity made
desk-event-core-course_module_updated = Course activity changed
desk-event-core-course_module_deleted = Course activity deleted
desk-event-core-course_created = Course made
desk-event-core-course_updated = Course changed
desk-event-core-course_deleted = Course deleted
desk-event-core-course_content_deleted = Course content deleted
desk-event-core-course_category_updated = Course category changed
desk-event-core-course_reset_ended = Course reset
desk-event-core-course_restored = Course restored from a backup
desk-event-core-course_viewed = Course opened

## Facts

desk-fact-lead = The state of this object when it was last read from the LMS. The text of a post is never stored.
desk-fact-gone = This object no longer exists in the LMS.
desk-fact-present = exists in the LMS
desk-fact-details = What is known
desk-author = Author
desk-fact-contribution = Recognised as
desk-kind-course = Course
desk-kind-forum = Forum
desk-kind-discussion = Discussion
desk-kind-post = Post
desk-kind-user = User
desk-kind-enrolment = Enrolment
desk-kind-cohort = Cohort
desk-kind-group = Group
desk-kind-event = Calendar entry
desk-kind-module = Activity
desk-kind-meeting = Meeting room
desk-kind-recording = Recording
desk-kind-choice_answer = Answer to a choice
desk-kind-completion = Completion of an activity
desk-kind-glossary_entry = Glossary entry
desk-kind-wiki_page = Wiki page
desk-kind-data_entry = Database entry
desk-kind-badge = Badge
desk-data-time = Made
desk-data-course = Course
desk-data-container = Lies in
desk-data-subject = Subject
desk-data-name = Name
desk-data-words = Words
desk-data-chars = Characters
desk-data-tags = Tags
desk-data-parent = Replies to post
desk-data-discussion = Discussion
desk-data-modified = Changed
desk-data-private = Private reply
desk-data-blank = Content erased
desk-data-type = Type
desk-data-timestart = Open from
desk-data-timeend = Open until
desk-data-group = Group
desk-data-first_post = First post

## What went wrong

desk-mishap-400-title = The request cannot be understood
desk-mishap-400 = Something is missing or wrong. Go back and try again.
desk-mishap-csrf-title = This page has expired
desk-mishap-csrf = Your session changed since the page was opened. Nothing was done; reload the page and try again.
desk-mishap-401-title = You are not signed in
desk-mishap-401 = Sign in to see this page.
desk-mishap-403-title = Not for your role
desk-mishap-403 = This page or action is for another role only, or is not allowed in this mode.
desk-mishap-404-title = Not found
desk-mishap-404 = What you look for does not exist, or is no longer kept.
desk-mishap-405-title = Cannot be opened like this
desk-mishap-405 = This address only takes forms from our pages.
desk-mishap-413-title = Too large
desk-mishap-413 = What was sent is larger than what is accepted.
desk-mishap-429-title = Tried too often
desk-mishap-429 = Wait five minutes, then try to sign in again.
desk-mishap-500-title = Something went wrong on our side
desk-mishap-500 = It has been noted. Try again in a moment; if it goes on, tell an admin.
desk-mishap-other-title = Cannot be served
desk-mishap-other = This request cannot be served. Try again later.
desk-ask-badges = The badges of user { $id }
desk-ask-choice = The answers to choice { $id }
desk-ask-cohorts = The cohort with { $id }
desk-ask-completion = What is completed in course and by user { $id }
desk-ask-database = The entries of database { $id }
desk-ask-events = The calendar of course { $id }
desk-ask-glossary = The entries of glossary { $id }
desk-ask-meetings = The BigBlueButton rooms of course { $id }
desk-ask-modules = The activities of course { $id }
desk-ask-recordings = The recordings of BigBlueButton { $id }
desk-ask-wiki = The pages of wiki { $id }
desk-event-core-calendar_event_created = Calendar entry made
desk-event-core-calendar_event_deleted = Calendar entry deleted
desk-event-core-calendar_event_updated = Calendar entry changed
desk-event-core-course_module_completion_updated = Completion of an activity changed
desk-event-mod_bigbluebuttonbn-meeting_created = Online meeting opened
desk-event-mod_bigbluebuttonbn-meeting_ended = Online meeting ended
desk-event-mod_bigbluebuttonbn-meeting_joined = Online meeting joined
desk-event-mod_bigbluebuttonbn-meeting_left = Online meeting left
desk-event-mod_choice-answer_created = Choice answered
desk-event-mod_choice-answer_deleted = Answer to a choice taken back
desk-event-mod_choice-answer_updated = Answer to a choice changed
desk-event-mod_data-record_created = Database entry made
desk-event-mod_data-record_deleted = Database entry deleted
desk-event-mod_data-record_updated = Database entry changed
desk-event-mod_glossary-entry_approved = Glossary entry approved
desk-event-mod_glossary-entry_created = Glossary entry made
desk-event-mod_glossary-entry_deleted = Glossary entry deleted
desk-event-mod_glossary-entry_disapproved = Approval of a glossary entry taken back
desk-event-mod_glossary-entry_updated = Glossary entry changed
desk-event-mod_wiki-page_created = Wiki page made
desk-event-mod_wiki-page_deleted = Wiki page deleted
desk-event-mod_wiki-page_updated = Wiki page changed
