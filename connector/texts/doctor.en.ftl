# What doctor says of a site and of HR's targets: what, why it matters, what to click.

-menu-service = Site administration › Server › Web services › External services
-menu-functions = Site administration › Server › Web services › External services › (the service) › Functions
-menu-tokens = Site administration › Server › Web services › Manage tokens
-menu-roles = Site administration › Users › Permissions › Define roles › (the connector’s role)
-menu-admins = Site administration › Users › Permissions › Site administrators
-menu-field = Site administration › Users › User profile fields
-menu-cohorts = Site administration › Users › Accounts › Cohorts
-menu-badges = Site administration › Badges › Manage badges
-menu-security = Site administration › General › Security › HTTP security
-menu-webhooks = Site administration › Server › WebHooks (local_webhooks), or Site administration › Server › Event triggers (tool_trigger)
-menu-subscription = the forum › Settings › Subscription and tracking › Subscription mode

## The web service
doctor-site_refuses = { $problem }.
doctor-site_refuses-why = As long as that is so, nothing is read and nothing is sent; all work waits and is lost to nobody.
doctor-site_refuses-cure = In Moodle: { -menu-service } (is it enabled?), Authorised users, and { -menu-tokens }.
doctor-token_works = The token works (Moodle { $release }, { $functions } functions).
doctor-account_is_admin = The service account is a site administrator.
doctor-account_is_admin-why = A token of an administrator can do everything: read private replies, change grades, delete courses. Whoever gets hold of it can, too.
doctor-account_is_admin-cure = { -menu-admins }: take it out; then give it the role of docs/connect-moodle.md, step 2.
doctor-clock_not_told = The LMS does not tell its time.
doctor-clock_not_told-why = A difference between the clocks would date posts wrongly.
doctor-clock_not_told-cure = Compare “date” on both machines; both should follow the same time server.
doctor-clock_right = The clocks agree.
doctor-clock_off = { $ahead ->
    [lms] The LMS’s clock is { $seconds } seconds ahead of ours.
   *[here] Our clock is { $seconds } seconds ahead of the LMS’s.
}
doctor-clock_off-why = The day of a post, whether a session is over and whether a discussion is open yet are decided by comparing the two.
doctor-clock_off-cure = Let both machines follow a time server (timedatectl set-ntp true).
doctor-functions_there = The external service has all { $count } functions that the mapping needs.
doctor-functions_missing = The external service lacks { $count ->
    [one] a function
   *[other] { $count } functions
}: { $functions }.
doctor-functions_missing-why = What they are for cannot be read or written, so credit, badges or summaries are missing.
doctor-functions_missing-cure = { -menu-functions } › Add functions.
doctor-functions_missing_kept = The external service lacks functions for groups or cohorts: { $functions }.
doctor-functions_missing_kept-why = No credit rests on them; groups and cohorts just stay unknown, and the overview says that places cannot be read.
doctor-functions_missing_kept-cure = { -menu-functions } › Add functions – or leave it so.
doctor-batch_missing = The external service lacks { $function }.
doctor-batch_missing-why = With it twenty calls travel in one request: a site is read three times as fast and members feel less of it.
doctor-batch_missing-cure = { -menu-functions } › Add functions.
doctor-functions_foreign_writing = The token can call { $count ->
    [one] a function that changes something and that
   *[other] { $count } functions that change something and that
} we never need: { $functions }.
doctor-functions_foreign_writing-why = Whoever gets hold of the token could change that much more.
doctor-functions_foreign_writing-cure = { -menu-functions }: remove them. Give other programs a service and an account of their own.
doctor-functions_foreign = The token can read more than we ever ask for ({ $count }): { $functions }.
doctor-functions_foreign-why = Whoever gets hold of the token could read it, too.
doctor-functions_foreign-cure = { -menu-functions }: remove them.
doctor-functions_idle = Functions that change something are in the service though the mapping needs none of them: { $functions }.
doctor-functions_idle-why = A token should not be able to do what is not needed.
doctor-functions_idle-cure = { -menu-functions }: remove them, until the mapping has what they are for.

## Rights
doctor-rights_there = The account’s rights in forums are right ({ $forums } forums looked at).
doctor-rights_not_told = The rights in forums cannot be told: the service lacks { $function }.
doctor-rights_not_told-why = It is the only function by which Moodle tells capabilities, missing ones and those that are too many.
doctor-rights_not_told-cure = { -menu-functions } › Add functions: { $function } (reads only). Or compare { -menu-roles } with docs/connect-moodle.md, step 2.
doctor-right_missing = The right { $capability } is missing in: { $forums }.
doctor-right_missing-why = Without it posts stay hidden, or ours cannot be written or kept true there.
doctor-right_missing-cure = { -menu-roles } › Edit: { $capability } › Allow; or in the forum: More › Permissions.
doctor-right_private = The account may read private replies ({ $capability }).
doctor-right_private-why = They are meant for one person. The connector drops them, but it should not be able to see them.
doctor-right_private-cure = { -menu-roles } › Edit: { $capability } › not set.
doctor-rights_too_many = The account has rights in forums that we never need: { $capabilities }.
doctor-rights_too_many-why = Whoever gets hold of the token could delete, move or grade.
doctor-rights_too_many-cure = { -menu-roles } › Edit: set them back to “not set”.
doctor-rights_idle = The account may write in forums though the mapping writes nothing: { $capabilities }.
doctor-rights_idle-why = A right to post or edit is needed only for summaries, thanks and pointers.
doctor-rights_idle-cure = { -menu-roles } › Edit: set them back to “not set”, until the mapping needs them.

## Reading
doctor-reads_work = One read of each kind that the mapping needs: { $count } answered.
doctor-cannot_read = { $what }: cannot be read ({ $problem }).
doctor-cannot_read-why = What is there counts for nothing as long as it cannot be read. Nothing is taken for deleted.
doctor-cannot_read-cure = Compare { -menu-roles } (there: { $rights }) and { -menu-functions } with docs/connect-moodle.md.
doctor-read_stumbles = { $what }: the LMS stumbled ({ $problem }).
doctor-read_stumbles-why = It may be passing; if it stays, this place is not read.
doctor-read_stumbles-cure = Site administration › Reports › Logs, and the server’s error log; often a plugin, see docs/troubleshooting.md.
doctor-calendar_empty = The calendar of course { $course } is empty.
doctor-calendar_empty-why = Without { $rights } Moodle shows an empty calendar and no error: sessions would then have no time.
doctor-calendar_empty-cure = { -menu-roles } › Edit: { $rights } › Allow. If the calendar really is empty, all is well.
doctor-users_hidden = The LMS tells nothing of users.
doctor-users_hidden-why = Without names and NIPs nobody can be told apart, and nothing goes to HR.
doctor-users_hidden-cure = { -menu-roles } › Edit: { $rights } › Allow.
doctor-identifiers_hidden = Of the users asked for, none has a NIP to be seen.
doctor-identifiers_hidden-why = Two accounts of one person stay two, and HR is told of nobody without a NIP.
doctor-identifiers_hidden-cure = { -menu-roles } › Edit: { $rights } › Allow; and Site administration › Users › Accounts › Browse list of users: is the ID number filled in?
doctor-nobody_enrolled = Nobody seems to be enrolled in course { $course }.
doctor-nobody_enrolled-why = Who leads and who approves is known by the roles of the enrolled.
doctor-nobody_enrolled-cure = The course › Participants; and { -menu-roles } › Edit: moodle/course:enrolreview › Allow.
doctor-places_read = Everything that was read lately could be read.
doctor-places_unreadable = { $count ->
    [one] A place
   *[other] { $count } places
} could not be read. First: { $what } ({ $problem }).
doctor-places_unreadable-why = What happens there counts for nothing until it can be read; what was earned there stays.
doctor-places_unreadable-cure = Compare { -menu-roles } with docs/connect-moodle.md; is the place hidden or restricted? Then “cop-connector reconcile”.

## Places
doctor-no_mapping = No mapping has been published.
doctor-no_mapping-why = Without one nothing is read and nothing counts.
doctor-no_mapping-cure = “cop-connector mapping publish FILE” (nothing to click in Moodle).
doctor-source_not_mapped = No community of the mapping lives on this site.
doctor-source_not_mapped-why = Nothing is read of it.
doctor-source_not_mapped-cure = Is the source’s name in lives_in the one of the institution file?
doctor-courses_there = All { $count } places that the mapping names were found.
doctor-course_missing = The LMS has no course with { $query }, or we may not see it.
doctor-course_missing-why = The community that lives there is not read; what was earned stays.
doctor-course_missing-cure = The course › Settings › General › Course ID number; hidden courses need moodle/course:viewhiddencourses.
doctor-forum_missing = No forum fits { $forum }, which “{ $rule }” asks for.
doctor-forum_missing-why = The rule can match nothing.
doctor-forum_missing-cure = Was the forum renamed, hidden or restricted? The forum › Settings: name, Common module settings, Restrict access. Else correct the mapping.
doctor-activity_unseen = We are shown no activity of the kind { $kind } whose name fits { $name }, as “{ $rule }” asks for.
doctor-activity_unseen-why = Perhaps it is not made yet. If it is, Moodle hides it from us without an error, and the rule can match nothing.
doctor-activity_unseen-cure = { -menu-roles } › Edit: { $right } › Allow. Or the activity is hidden or restricted, or is named otherwise.
doctor-own_forum_missing = The forum { $forum }, into which we are to write, is missing in course { $courses }.
doctor-own_forum_missing-why = Summaries, minutes, digests or thanks of these communities are not written.
doctor-own_forum_missing-cure = The course › Edit mode › Add an activity › Forum, type “Standard forum for general use”, and before the first post: { -menu-subscription } › Subscription disabled.

## Who is mailed
doctor-forum_mails_nobody = A new post in “{ $forum }” (forum { $id }) mails nobody, but for those who had subscribed before its subscription was disabled.
doctor-forum_mails_some = A new post in “{ $forum }” (forum { $id }) mails everybody who has subscribed: up to { $people ->
    [one] one person
   *[other] { $people } people
}.
doctor-forum_mails_some-why = Each new summary or digest is a mail to all of them; no web service can prevent it.
doctor-forum_mails_some-cure = { -menu-subscription } › Subscription disabled; then the forum › Subscriptions: unsubscribe those who are.
doctor-forum_mails_all = A new post in “{ $forum }” (forum { $id }) mails all { $people } members of the course: subscription is forced.
doctor-forum_mails_all-why = Each new summary or digest would be { $people } mails and notifications.
doctor-forum_mails_all-cure = { -menu-subscription } › Subscription disabled – before the first post: later on Moodle goes on mailing those subscribed already.
doctor-forum_mails_all_at_first = A new post in “{ $forum }” (forum { $id }) mails all { $people } members but those who unsubscribed: subscription is automatic.
doctor-forum_mails_all_at_first-why = Each new summary or digest would be up to { $people } mails and notifications.
doctor-forum_mails_all_at_first-cure = { -menu-subscription } › Subscription disabled; then the forum › Subscriptions: unsubscribe everybody.
doctor-replies_mail = The mapping lets us reply in members’ own discussions; each reply mails its subscribers{ $people ->
    [0] {""}
   *[other] , in forums with forced or automatic subscription all { $people }
}.
doctor-replies_mail-why = One reply is one mail to each of them; no web service can prevent it.
doctor-replies_mail-cure = If that is too much: a forum of its own in the mapping (into: forum), with { -menu-subscription } › Subscription disabled.

## People
doctor-profile_field_there = The profile field { $field } is there.
doctor-profile_field_missing = The profile field { $field } does not show what was written.
doctor-profile_field_missing-why = Moodle accepts an unknown field in silence: nobody sees their figure.
doctor-profile_field_missing-cure = { -menu-field }: is there one with the short name { $field }, visible at least to the user? Else correct profile_field.
doctor-profile_field_unseen = Whether the profile field { $field } exists cannot be told yet: nobody asked about has a value in it.
doctor-profile_field_unseen-why = Moodle accepts an unknown field in silence; after the first figure it is read back.
doctor-profile_field_unseen-cure = { -menu-field }: a text input with the short name { $field }.
doctor-profile_field_locked = See that the profile field { $field } is locked: no web service tells.
doctor-profile_field_locked-why = In a field that is not locked, members could write their own figure.
doctor-profile_field_locked-cure = { -menu-field } › { $field } › Edit: “Is this field locked?” Yes.
doctor-cohort_missing = No cohort has the Cohort ID { $cohort }.
doctor-cohort_missing-why = The badge that it gives cannot be given to anybody.
doctor-cohort_missing-cure = { -menu-cohorts } › Add new cohort: context System, Cohort ID { $cohort }.
doctor-badge_of_cohort = The cohort { $cohort } is there; see that an enabled badge has it as its criterion: no web service tells.
doctor-badge_of_cohort-why = Without it people come into the cohort and nothing is shown.
doctor-badge_of_cohort-cure = { -menu-badges } › (the badge) › Criteria: Cohort membership; Enable access.
doctor-sending_stopped = Nothing is sent to { $target } at the moment: { $problem }.
doctor-sending_stopped-why = A function or a right to write is missing, or the site is away; messages wait and are not lost.
doctor-sending_stopped-cure = { -menu-roles } and { -menu-functions }, as docs/connect-moodle.md has them; it goes on by itself.

## Regularly
doctor-reconciled = The last whole reconcile ended { $swept_at }.
doctor-never_reconciled = No whole reconcile has ended yet.
doctor-never_reconciled-why = Only then all is known that was there before the first event.
doctor-never_reconciled-cure = “cop-connector reconcile”, or let serve run (nothing to click in Moodle).
doctor-reconciled_long_ago = The last whole reconcile ended { $swept_at }.
doctor-reconciled_long_ago-why = What sends no event, and what was sent while we were away, is found by reconciling only.
doctor-reconciled_long_ago-cure = { $itself ->
    [yes] Does serve (or a worker) run? “cop-connector status” says what stands in the way.
   *[no] reconcile: off is in the institution file; take it out, or let a timer run “cop-connector reconcile”.
}
doctor-token_lasts = The token is valid until { $day }.
doctor-token_expiry_unknown = When the token expires is not known.
doctor-token_expiry_unknown-why = Moodle deletes an expired token; everything then stops at once.
doctor-token_expiry_unknown-cure = { -menu-tokens }: look at “Valid until”, and write it as token_expires in the institution file; you are told 14 days before.
doctor-token_expires = { $days ->
    [one] The token expires tomorrow ({ $day }).
   *[other] The token expires on { $day } ({ $days } days).
}
doctor-token_expires-why = Moodle deletes an expired token; everything then stops at once.
doctor-token_expires-cure = { -menu-tokens } › Create token; put it where the old one is, and its date as token_expires.

## Hearing
doctor-heard = The LMS itself was last heard { $heard_at }; so nothing blocks its sender.
doctor-never_heard = No event has come from the LMS itself yet.
doctor-never_heard-why = Webhooks are not needed – reconciling finds everything – but with them it is seen at once.
doctor-never_heard-cure = { -menu-webhooks }: docs/connect-moodle.md, steps 7b to 9. Without a plugin this stays so.
doctor-long_silent = The LMS itself was last heard { $heard_at }.
doctor-long_silent-why = Reconciling still finds everything, only later.
doctor-long_silent-cure = { -menu-webhooks }: is it enabled, are the events ticked? Then look at the next two.
doctor-blocked_hosts = See that Moodle does not block our address: no web service tells.
doctor-blocked_hosts-why = By default private addresses and all ports but 80 and 443 are refused: then nothing arrives and nobody sees an error.
doctor-blocked_hosts-cure = { -menu-security }: “cURL blocked hosts list”, “cURL allowed ports list”.
doctor-host_blocked = Our address ({ $host }) is private: Moodle refuses it by default.
doctor-host_blocked-why = Then nothing arrives and nobody sees an error.
doctor-host_blocked-cure = { -menu-security }: take just { $host } out of “cURL blocked hosts list”.
doctor-port_blocked = Our port ({ $port }) is one that Moodle refuses by default.
doctor-port_blocked-why = Then nothing arrives and nobody sees an error.
doctor-port_blocked-cure = { -menu-security }: add { $port } to “cURL allowed ports list”.
doctor-sender_patches = See that the webhook plugin has been patched for this Moodle: no web service tells.
doctor-sender_patches-why = local_webhooks 4.0.0-rc.2 does not install from the command line and breaks web-service calls; tool_trigger 2024031401 brings a library that is in the way of Moodle’s own.
doctor-sender_patches-cure = On the server: grep PATH local/webhooks/db/install.xml says "local/webhooks/db"; grep filelib local/webhooks/lib.php finds the added line; grep guzzle/autoloader admin/tool/trigger/classes/steps/actions/http_post_action_step.php finds nothing. docs/connect-moodle.md, steps 7b and 7c.
doctor-sender_unpatched = The plugin local_webhooks breaks the web services: Class "curl" not found.
doctor-sender_unpatched-why = Every call that causes an event dies, our own included.
doctor-sender_unpatched-cure = Add require_once($CFG->libdir . '/filelib.php'); in local/webhooks/lib.php (docs/connect-moodle.md, step 7b); until then: { -menu-webhooks } › disable it.
doctor-dangerous_event = { $event } is subscribed: { $count } in the last days, last { $heard_at }.
doctor-dangerous_event-why = It is caused by our own reading, or by the sending itself: it runs in a circle and makes members’ pages slow.
doctor-dangerous_event-cure = { -menu-webhooks } › Events: untick { $event }.
doctor-texts_sent = { $event } is subscribed: { $count } in the last days.
doctor-texts_sent-why = It carries the whole text of posts, private replies too, over the wire. We drop it, and it tells nothing more than others.
doctor-texts_sent-cure = { -menu-webhooks } › Events: untick { $event }.
doctor-requests_refused = { $count ->
    [one] A request was
   *[other] { $count } requests were
} refused in the last days ({ $refusal }), last { $refused_at }.
doctor-requests_refused-why = bad_secret: the plugin has another secret than we; then nothing it sends is taken. Else it is no event.
doctor-requests_refused-cure = { -menu-webhooks }: Token (or the header Authorization) must be the secret named in webhook_secrets.
doctor-address_unknown = { $count ->
    [one] A request came
   *[other] { $count } requests came
} to an address of a source that is not ours, last { $refused_at }.
doctor-address_unknown-why = A plugin may have the wrong address; what it sends is lost.
doctor-address_unknown-cure = { -menu-webhooks }: the address ends in /webhooks/moodle/ and the source’s name in the institution file.

## A test event
doctor-round_trip = A test event went all the way round in { $seconds } s: taken by { $address } in { $milliseconds } ms, kept, triaged, read back.
doctor-own_address_unknown = No test event was sent: our own address is not known.
doctor-own_address_unknown-why = Whether events reach us can be seen only by sending one.
doctor-own_address_unknown-cure = Write address: https://… under institution: in the institution file (nothing to click in Moodle).
doctor-no_secret = No test event was sent: this source has no secret, so every event is refused.
doctor-no_secret-why = That is right as long as there is no webhook plugin.
doctor-no_secret-cure = With a plugin: webhook_secrets in the institution file, and the same as Token in { -menu-webhooks }.
doctor-door_closed = { $address } cannot be reached.
doctor-door_closed-why = Then the LMS cannot reach it either; or serve does not run.
doctor-door_closed-cure = Does serve run, and is this its address (institution.address, or --address)? Proxy, firewall, DNS. Nothing to click in Moodle.
doctor-door_tls = The certificate of { $address } is not trusted.
doctor-door_tls-why = Moodle refuses it as well: nothing arrives.
doctor-door_tls-cure = Give the connector’s address a certificate of a public authority (nothing to click in Moodle).
doctor-door_refused = { $address } refuses the source’s own secret.
doctor-door_refused-why = Another service, or one with an older institution file, listens there: what the LMS sends is refused, too.
doctor-door_refused-cure = Restart serve after a change of webhook_secrets (nothing to click in Moodle).
doctor-door_elsewhere = At { $address } something else answers.
doctor-door_elsewhere-why = What the LMS sends does not come here.
doctor-door_elsewhere-cure = Does the reverse proxy pass /webhooks/ on? Does the address redirect? Write where it leads (docs/run.md).
doctor-door_full = { $address } could not keep the event.
doctor-door_full-why = What is not kept is lost until the next reconcile.
doctor-door_full-cure = Look at disk space, and the rights of the folder of the database (nothing to click in Moodle).
doctor-event_elsewhere = { $address } took the event, but it is not in our inbox.
doctor-event_elsewhere-why = Another connector, or one with another database, answers there.
doctor-event_elsewhere-cure = Give doctor the same COP_DATABASE_URL as serve, or correct the address.
doctor-event_not_triaged = The test event was kept, but nobody took it up.
doctor-event_not_triaged-why = Events pile up; nothing comes of them.
doctor-event_not_triaged-cure = Does serve (with PostgreSQL: a worker) run? The log says “a turn failed” where one does.
doctor-event_not_read_back = The test event was taken up, but { $query } was not read back in time.
doctor-event_not_read_back-why = The LMS does not answer, or a long reconcile is under way.
doctor-event_not_read_back-cure = Look at “cop-connector status”; try again in a few minutes (nothing to click in Moodle).

## HR
doctor-hr_folder_writable = HR’s folder { $folder } takes files.
doctor-hr_folder_away = HR’s folder { $folder } takes no files: { $reason }.
doctor-hr_folder_away-why = Approved credit waits and does not reach HR.
doctor-hr_folder_away-cure = Mount it, or give the user of the service the right to write there (nothing to click in Moodle).
doctor-hr_not_mapped = The mapping sends nothing to { $target }.
doctor-hr_not_mapped-why = HR gets no file.
doctor-hr_not_mapped-cure = Add it under hr: in the mapping, or take it out of the institution file.
doctor-hr_rows = { $live ->
    [yes] The next file
   *[no] In mode live the next file
} would have { $new } new, { $changed } changed and { $gone } withdrawn rows.
doctor-hr_too_many_withdrawals = The next file would withdraw { $gone } records ({ $new } new, { $changed } changed).
doctor-hr_too_many_withdrawals-why = So many are not withdrawn at once unless a person insists.
doctor-hr_too_many_withdrawals-cure = Find out why (held losses, a mapping?); if it is right: “cop-connector hr run --insist”.
doctor-hr_rows_unfit = { $count ->
    [one] An approved record
   *[other] { $count } approved records
} cannot be sent: no NIP of 18 digits, or an amount of 0.
doctor-hr_rows_unfit-why = HR is not told of them.
doctor-hr_rows_unfit-cure = Site administration › Users › Accounts › Browse list of users › (the person) › Optional › ID number.

## Doctor itself
doctor-no_time = There was no time left for: { $check }.
doctor-no_time-why = The whole look is bounded, so that it holds up nobody.
doctor-no_time-cure = Something answers slowly; look at one source alone: “cop-connector doctor --source …”.
doctor-check_refused = { $check } could not be looked at: { $problem }.
doctor-check_refused-why = So this may be right or wrong.
doctor-check_refused-cure = Compare { -menu-roles } and { -menu-functions } with docs/connect-moodle.md.
doctor-check_failed = { $check } failed ({ $error }).
doctor-check_failed-why = So this may be right or wrong; all else was looked at.
doctor-check_failed-cure = The log has the whole error; please report it.

## The page
doctor-page-title = Doctor
doctor-page-lead = Looks each site and each of HR’s targets over before they are trusted: token, functions, rights, places, who is mailed, a test event all the way round, a dry run for HR. Nothing is changed.
doctor-page-run = Look now
doctor-page-running = Looking; that takes up to a minute. This page renews itself.
doctor-page-never = Nobody has looked yet.
doctor-page-at = Looked { $when }
doctor-page-do = What to do:
doctor-page-of-lms = Site “{ $name }”
doctor-page-of-hr = HR’s target “{ $name }”
doctor-page-level-ok = in order
doctor-page-level-look = see yourself
doctor-page-level-warning = warning
doctor-page-level-bad = bad
doctor-page-count-ok = { $count } in order
doctor-page-count-look = { $count } to see yourself
doctor-page-count-warning = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
doctor-page-count-bad = { $count } bad
