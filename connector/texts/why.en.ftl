## Why: the chain from a notice to the other side's answer, and the step at which it ends

why-unknown = “{ $words }” is nothing that can be explained. Give one of these: a person (NIP, lms:9, or a user number); a record's number (COP-JP/2026-11/…); a post or another object of the LMS (post:17, lms:post:17, or its address in the LMS); a session (event:12); a message (message:5); a line of the ledger (line:3); a badge (badge:RULE/PERSON); one of our own posts (discussion:31, session:event:12, week:COMMUNITY/2026-W47, thanks:RULE/…, link:31, related:31).
why-other-community = This belongs to a community of which you are not an approver.
why-more = { $count } more follow.
why-more-rows = More rows follow.

# Heard and read
why-fact = { $what } { $id } ({ $source }): “{ $name }”.
why-fact-by = { $what } { $id } ({ $source }): “{ $name }”, by { $by }, { $when }.
why-fact-unknown = { $what } { $id } ({ $source }): we have not read any such object.
why-heard = Heard: { $count ->
    [one] one notice of it came.
   *[other] { $count } notices of it came.
}
why-heard-nothing = Heard: no notice of it is kept. What nobody tells is found by looking everywhere (reconcile).
why-notice = { $when }: { $words } (event #{ $id })
why-read = Read: it is in the LMS; its place was read last on { $when }.
why-read-gone = Read: it is no longer in the LMS; its place was read last on { $when }.
why-hint = Still to be read, on { $due }: { $what }.
why-hint-again = Read { $tries }×, but the LMS does not show yet what was told; read again on { $due }: { $what }.
why-hint-failed = Could not be read ({ $tries }×); tried again on { $due }: { $what }.
why-problem = In the way since { $since }: { $words }.
why-held = Not found any more on { $when }, together with others ({ $count }). A person is asked before anything is taken away (loss held #{ $id }, on the overview).
why-missing-found = Not found any more on { $when }; what that means is decided next.
why-missing-kept = Not found any more on { $when }; a person decided that what was earned stays.

why-end-not-heard = It ends here: nothing was heard of it and nothing read. Is its course or forum named in the mapping, and is the number right? Everything was last looked through on { $swept }; what is in a mapped place is found by then.
why-end-not-sorted = It ends here: a notice came and has not been sorted yet; that takes a moment. If it lasts, the work does not run.
why-end-outside = It ends here: notices came, but they lie outside the courses that the mapping names, or are of a kind that tells nothing.
why-end-to-read = It ends here: a notice came, and what it is about is still to be read back from the LMS.
why-end-not-there = It ends here: a notice came, we looked, and the LMS did not show it – it was deleted at once, never came to be, or may not be seen by the service account.
why-end-only-place = It ends here: by itself it is nothing that rules count; it says where things are and who may see them.

# Place and rule
why-place = Place: { $community } lives there.
why-rule = Rule: recognised as { $kind } by the rule “{ $rule }”.
why-version = Mapping version { $version }, published { $when } by { $by }.
why-opened-by = Rule: what counts is the post that opens it (post { $id }).
why-attends = Rule: it may show that { $name } was at a session; their page says of which.
why-end-no-contribution = It ends here: no credit. { $reason }
why-end-no-credit-rule = It ends here: recognised, but no credit rule is for “{ $rule }”.
why-end-not-settled = It ends here for now: it is recognised, and the person's credit has not been computed with it yet (due { $due }).

# Amount, approval, ledger
why-amount = Amount: by the rule “{ $rule }”.
why-end-nothing-left = It ends here: of its minutes no credit is left, for the reason above.
why-approval-draft = Approval: record { $number } ({ $community }, { $period }) waits for somebody's decision – { $earned } { $unit } earned, { $approved } { $unit } in force.
why-approval-approved = Approval: record { $number } ({ $community }, { $period }) is approved – { $earned } { $unit } earned, { $approved } { $unit } in force.
why-approval-rejected = Approval: record { $number } ({ $community }, { $period }) was rejected – { $earned } { $unit } earned, { $approved } { $unit } in force.
why-approval-withdrawn = Approval: record { $number } ({ $community }, { $period }) is withdrawn – { $earned } { $unit } earned, { $approved } { $unit } in force.
why-end-record-draft = It ends here for now: it waits for the approval of somebody who did not earn it.
why-end-record-approved = It ends here: nothing of it is in force.
why-end-record-rejected = It ends here: an approver rejected it; the reason stands above.
why-end-record-withdrawn = It ends here: what it rested on is no longer there, so nothing of it is in force.
why-increase-waits = Approval: what came after the last approval still waits.
why-flag-open = Flagged: { $words } A person is asked to look.
why-flag-dismissed = Flagged: { $words } { $by } found nothing wrong: { $reason }
why-ledger = Ledger: { $count ->
    [one] one line.
   *[other] { $count } lines.
}
why-ledger-none = Ledger: no line rests on it.

# HR and the profile
why-end-observe = It ends here: the connector observes only; it computes everything and sends nothing.
why-end-no-hr-rule = It ends here: the mapping sends { $scheme } to no HR target.
why-end-hr-on-its-way = It ends here for now: the file for HR is on its way.
why-end-hr-not-set-up = It ends here: the mapping names the HR target “{ $target }”, and the institution file does not.
why-end-hr-unfit = It ends here: HR target “{ $target }” cannot be told of it. { $why }.
why-end-hr-stopped = It ends here for now: HR target “{ $target }” takes nothing since { $since }. { $why }.
why-end-hr-at_once = It ends here for now: the file for “{ $target }” is written after each approval and will come any moment; if not, “hr run” says why.
why-end-hr-daily = It ends here for now: the file for “{ $target }” is written when the day has ended, or by “hr run”.
why-end-hr-monthly = It ends here for now: the file for “{ $target }” is written when the month has ended, or by “hr run”.
why-end-no-profile-field = No profile field is set for the LMS of { $account }, so its profile shows nothing.
why-no-figure = The LMS profile ({ $account }): nothing has been asked for yet.

# Messages
why-message = Message #{ $id }: { $kind } – { $subject } to { $target }.
why-message-cause = Why: { $cause } ({ $when }).
why-message-value = Wanted: { $value }
why-message-state = Message: { $state } ({ $tries ->
    [one] one try
   *[other] { $tries } tries
}).
why-message-replaced = A newer message says what this one would; this one is not sent again.
why-answer = Answer ({ $when }): { $text }
why-cure = Cure: { $cure }
why-hr-row = { $line }. { $action } { $number } – { $name }, { $amount }
why-end-message-sending = It ends here for now: it has been on its way since { $since }; the outcome is not known yet. It is looked at the target before it is sent again.
why-end-message-person = It ends here: a person has to do it in the LMS.
why-end-message-stopped = It ends here for now: { $target } takes nothing since { $since }. { $why }. Tried again on { $again }.
why-end-message-behind = It ends here for now: message #{ $id } about the same goes first.
why-end-message-due = It ends here for now: it is due on { $due }.
why-end-message-refused = It ends here: refused. { $why }.
why-end-message-dead = It ends here: it was tried too often and is no longer tried. { $why }.
why-end-message-discarded = It ends here: laid aside by a person. { $why }.

# A record and a line of the ledger
why-record = Record { $number }: { $name }, { $community }, { $period }.
why-item = Amount: { $day }, { $what }, rule “{ $rule }”: { $minutes } minutes → { $amount } { $unit }.
why-by-hand = credit by hand no. { $id }
why-item-erased = Amount: { $day }, rule “{ $rule }”: { $minutes } minutes → { $amount } { $unit }. What it rested on was erased on { $when }.
why-no-items = Amount: nothing that was read gives credit for it (any more).
why-items-gone = { $count ->
    [one] One thing it rested on is no longer there.
   *[other] { $count } things it rested on are no longer there.
}
why-line-amount = Amount: by the rules { $rules } (mapping version { $version }), { $minutes } minutes → { $computed } { $unit } computed, { $amount } { $unit } booked.
why-lost-rule_limit = The limit of a rule is reached.
why-lost-below_unit = Some minutes do not fill a unit yet.
why-lost-same_minutes = Some of the same minutes count already in another session.
why-lost-day_cap = The day's cap is reached.
why-lost-month_cap = The month's cap is reached.
why-lost-semester_cap = The half-year's cap is reached.
why-lost-year_cap = The year's cap is reached.
why-lost-nothing_left = Part of what was to be taken back was not there to take.
why-lost-not_approved = Not all of it was approved when the line was written.
why-booked-later = Ledger: { $month } was closed already, so it is booked in { $booked }.
why-stands = Ledger: this line stands.
why-reverses = Ledger: it takes back line #{ $id }.
why-reversed = Ledger: it was taken back by line #{ $id } ({ $cause }).

# Sessions
why-session = Session “{ $name }” of { $community }: { $when }, { $minutes } minutes.
why-session-rule = Rule: a session by the rule “{ $rule }”; who was there is known by this: { $how }.
why-session-decided = { $by } said on { $when } when it is, or that it is not: { $reason }
why-session-rule-wants = The rule “{ $rule }” asks for { $where }, name { $name }, forum { $forum }.
why-where-activity = an activity ({ $activity })
why-where-calendar = a calendar entry{ $activity }
why-where-discussion = a discussion{ $activity }
why-end-no-session-rule = It ends here: no rule of the mapping makes a session of it. The rules there are:
why-end-session = It ends here for now: { $reason }
why-end-nobody-there = It ends here: nothing that was read, and no list or file, speaks for anybody's having been there.
why-there = { $name } was there – { $how }; { $minutes } minutes.
why-there-maybe = { $name } may have been there – { $how }.
why-there-not = { $name }: does not count. { $reason }
why-person-not-settled = The person's credit has not been computed with it yet.
why-minutes = The minutes of this session, and why there are none.

# Badges and thanks
why-badge = Recognition “{ $badge }” of { $name }.
why-badge-by-cohort = Rule “{ $rule }”: shown by a badge of the LMS, through the cohort { $by }, when its conditions have been met for { $days } days.
why-badge-by-thanks = Rule “{ $rule }”: shown by public thanks in the forum { $by }, when its conditions have been met for { $days } days.
why-badge-by-nothing = Rule “{ $rule }”: shown nowhere{ $by }; its conditions must be met for { $days } days.
why-thanked = Named in the thanks { $post }.
why-end-no-recognition-rule = It ends here: the mapping in force has no such rule. It has: { $keys }.
why-end-badge-not-yet = It ends here: the conditions are not met; what is missing stands above.
why-end-badge-waits = It ends here for now: the conditions are met, and it is shown on { $due } if they still are by then.
why-end-badge-shown-by-nothing = It ends here: the rule says neither cohort nor thanks, so nobody but the desk shows it.
why-end-badge-not-asked = It ends here: nothing has been asked of the LMS; thanks due long ago are not said any more, and without an account at a site where something was earned no badge is given.

# Our own posts
why-post = Our { $what } { $post } ({ $source }).
why-post-rule = Rule: what is written, when and where, says the mapping in force.
why-post-stands = It stands in discussion { $discussion } of the LMS, written { $when }; it quotes { $quotes ->
    [one] one post.
   *[other] { $quotes } posts.
}
why-end-post-none = It ends here: none is written. { $why }.
why-end-post-silent = It ends here: it was to be written, and there was nothing to say. { $why }.
why-end-post-withdrawn = It ends here: it was withdrawn. { $why }.
why-end-post-final = It ends here: { $why }.
why-end-post-not-due-discussion = It ends here for now: the discussion must have come to rest within the last 30 days, with enough posts.
why-end-post-not-due-session = It ends here for now: minutes are written an hour after the end of a session, within 30 days.
why-end-post-not-due-week = It ends here for now: the digest of the last whole week is written on Monday at 7; of earlier weeks none is.
why-end-post-not-due-thanks = It ends here for now: thanks are said within 14 days of being due.
why-end-post-not-due-link = It ends here for now: it is led back only to a summary that stands somewhere else, and is not older than two days.
why-end-post-not-due-related = It ends here for now: a pointer is written 30 minutes after a problem was posted, not long after, and only if something is alike.
why-discussion-counted = { $posts } posts by members (at least { $needs } are asked for), the last on { $last }; it rests after { $days } days: { $rests }.

# The desk's page
desk-nav-explain = Why?
why-page-title = Why?
why-page-lead = Ask about anything: the answer is the chain from the notice to what the other side answered, or the step at which it ends and why.
why-page-box = What is to be explained
why-page-hint = A person (NIP or lms:9), a record’s number, a post or any address in the LMS, post:17, event:12 (a session), message:5, line:3, badge:RULE/PERSON, discussion:31 (a summary), week:COMMUNITY/2026-W47.
why-page-ask = Explain
why-page-link = Why?
why-page-of = Why? { $subject }
why-page-as-of = As it stood on { $when }.
