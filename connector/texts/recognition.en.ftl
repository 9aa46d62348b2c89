## Recognition: why somebody has it, and what is missing to the next one

recognition-shown = Recognition “{ $name }”: its conditions have been met since { $since }, shown since { $due }.
recognition-waits = Recognition “{ $name }”: its conditions have been met since { $since }; shown on { $due } if they still are by then.
recognition-not-yet = Recognition “{ $name }”: not yet.
recognition-met = Met: { $needs } { $what }.
recognition-missing = Missing: { $lacks } more { $what } ({ $has } of { $needs }).
recognition-need-contributions = contributions
recognition-need-contributions-kind = contributions of the kind { $which }
recognition-need-contributions-rule = contributions by the rule “{ $which }”
recognition-need-attendance = attended sessions
recognition-need-attendance-rule = attended sessions by the rule “{ $which }”
recognition-need-in_months = different months with something that counts
recognition-need-people_helped = different people helped
recognition-need-helped_by = different people whose help was received
recognition-evidence = Rests on { $count } deeds:
recognition-deed = { $when } · “{ $what }”
recognition-message-member = Badge by the rule “{ $rule }” for { $account }: { $state }.
recognition-message-task = The badge by the rule “{ $rule }” of { $account } is to be taken back by a person, at { $link } in the LMS: Moodle cannot do so by itself.
recognition-message-withdrawal = Taking back of the badge by the rule “{ $rule }” of { $account }: { $state }.
