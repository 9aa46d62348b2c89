## Credit given by hand

manual-title = Credit by hand
manual-lead = For what the LMS does not know, and to put right what was wrong. One proposes, another confirms, neither is the earner; then it waits for approval like everything else.
manual-propose = Propose
manual-propose-lead = It never changes once it is confirmed. An amount below nought takes back credit of that day, and does so at once when it is confirmed.
manual-person = Member: NIP or account (lms:9)
manual-units = Amount (in units; below nought takes back)
manual-reason = Reason (kept, and shown in the explanation)
manual-why = Note; needed to refuse
manual-confirm = Confirm
manual-refuse = Refuse
manual-own = You proposed this; somebody else has to confirm it.
manual-none = Nothing was proposed.
manual-by = { $by }, { $when }
manual-state-proposed = to be confirmed
manual-state-confirmed = confirmed
manual-state-refused = refused
manual-done-proposed = Proposed. Somebody else has to confirm it.
manual-done-confirmed = Confirmed. It is computed within a moment, and then waits for approval.
manual-done-refused = Refused.
manual-refused-unknown_person = Nobody is known by that NIP or account.
manual-refused-no_such_community = There is no such community.
manual-refused-no_such_scheme = That scheme did not hold on that day.
manual-refused-bad_day = That is no day, or it is still to come.
manual-refused-bad_amount = That is no amount in whole steps of the scheme.
manual-refused-manual_reason_missing = A reason is needed.
manual-refused-own_credit = Nobody gives credit to themselves.
manual-refused-own_proposal = You proposed it; somebody else has to confirm it.
manual-refused-not_proposed = It has been decided on already.
manual-refused-not_an_approver = You do not decide on credit.
manual-refused-other_community = This belongs to a community that somebody else decides on.

manual-item = By hand: { $reason }
manual-line = { $day }: { $amount } { $unit } in { $community } by hand – { $reason } (proposed by { $by }, confirmed by { $confirmed })
explain-lost-nothing_left = Nothing more to take back: that day had less.
explain-cause-manual = credit by hand

list-search-manual = Name or reason
list-column-day = Day
list-column-amount = Amount
list-column-proposed_by = Proposed by
list-column-proposed_at = Proposed
list-column-decided_by = Decided by
list-column-decided_at = Decided
list-column-decided_why = Why
desk-nav-manual = By hand

## Whose an account is

match-title = Accounts
match-lead = Accounts with the same NIP are one person. Where the LMS does not tell a NIP, an admin may; what the LMS tells later stands above it.
match-by-lms = NIP told by the LMS
match-by-hand = NIP told by { $by }
match-namesake = The same name has
match-nip = NIP of { $account }
match-match = Match
match-part = Take the NIP back
match-done-match = Matched. Their credit is computed anew.
match-done-part = Taken back. Their credit is computed anew.
match-refused-nip_known = The LMS tells the NIP of this account; correct it there.
match-refused-not_a_nip = A NIP has 18 digits.
match-refused-not_matched = Nobody told the NIP of this account by hand.
match-months = { $scheme }, month by month
match-months-words = Approved and earned { $unit } of each month of this year; the figures stand in the table below.
match-months-table = The same as a table
