## Many records at once, and a sample of them

bulk-lead = Tick several and decide on them together.
bulk-tick-all = Tick all of this page
bulk-reason = Note; needed to reject, and shown to the members
bulk-accept = Approve those ticked
bulk-reject = Reject those ticked
bulk-choose = Choose record { $number } of { $name }
bulk-none = Nothing was ticked.
bulk-done-accept = { $count ->
    [one] { $count } record is approved.
   *[other] { $count } records are approved.
}
bulk-done-reject = { $count ->
    [one] { $count } record is rejected.
   *[other] { $count } records are rejected.
}
bulk-refused = { $count } not decided: { $why }

sample-title = A sample to look at
sample-lead = Before you approve much: 5 % of what waits in this list, drawn at random, at least one. It is noted in the audit log.
sample-draw = Draw a sample
sample-told = { $drawn } drawn at random out of { $out_of } that waited, for { $by }, { $when }. Open each and look at what it consists of.
sample-back = Back to the list, to decide
sample-nothing = Nothing waits in this list, so nothing was drawn.
