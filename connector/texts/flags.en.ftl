# What approvers are asked to look at twice.

flag-near_duplicate = { $alike } % of its words stand in an earlier post too ({ $other })
flag-near_duplicate-own = { $alike } % of its words stand in an earlier post by the same person ({ $other })
flag-burst = { $count } contributions within { $minutes } minutes
flag-dismissed = looked at by { $by }: { $reason }

desk-nav-flags = Flags
desk-nav-doctor = Doctor
desk-nav-comparing = Compare
desk-nav-trying = Try one
flag-title = Flags
flag-lead = Before you approve, look at these twice. A flag takes nothing away: say that it is no cause for concern, or reject the record.
flag-none = Nothing here.
flag-about = { $kind } { $id }
flag-kind-near_duplicate = nearly the same text
flag-kind-burst = many in a short time
flag-state-open = waits to be judged
flag-state-passed = record decided since
flag-state-dismissed = no cause for concern
flag-judged = No cause for concern, says { $by } ({ $when }): { $reason }
flag-passed = The record was decided since.
flag-reason = Why it is no cause for concern
flag-dismiss = No cause for concern
flag-done = Noted.
flag-refused-not_flagged = Nothing is flagged there any more.
flag-refused-reason_missing = Say why it is no cause for concern.
flag-refused-own_record = Somebody else has to judge your own record.
flag-refused-other_community = This belongs to a community that somebody else decides on.
flag-refused-not_an_approver = You do not decide on records.
list-column-why = What is odd
