## Alarms: what calls for a person, on the overview and by mail

alarm-title = Please see to this
alarm-subject = { $count ->
    [one] { $count } alarm
   *[other] { $count } alarms
}
alarm-letter = CoP Connector at { $institution } asks you to see to this:
alarm-once = Each is told once; what is mended disappears from the desk's overview by itself. Mails may come twice.

alarm-silent = Nothing has been heard from “{ $source }” since { $heard_at }: longer than it is ever silent.
alarm-silent-cure = Check the webhook in the LMS and whether it reaches this server. Reconciling goes on meanwhile, so nothing is lost.
alarm-missed = { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
} in “{ $source }” were found only by reconciling; no event of a post has come since { $heard_at }.
alarm-missed-cure = Check the webhook in the LMS: is it on, are the events ticked, does its log show errors?
alarm-problem = “{ $source }” has not answered as it should since { $since_at } ({ $word }).
alarm-problem-cure = The overview says what it is and what to do. All work waits and goes on by itself.
alarm-token = { $days ->
    [0] The token of “{ $source }” expires today or has expired ({ $day }).
    [one] The token of “{ $source }” expires tomorrow ({ $day }).
   *[other] The token of “{ $source }” expires in { $days } days ({ $day }).
}
alarm-token-cure = Make a new token in Moodle, put it where the old one is, and write its date as token_expires.
alarm-kind = Events of the kind { $event } have not come from “{ $source }” since { $day }; they came regularly before.
alarm-kind-cure = Is the event still ticked in the webhook plugin? After an upgrade of the LMS it may be called otherwise.
alarm-rule = The mapping's rule “{ $rule }” has matched nothing since { $day }; it matched regularly before.
alarm-rule-cure = Was a forum, an activity or a course renamed or closed? The page “Why?” (or “cop-connector explain”) says of a post which condition it missed.
alarm-rule_lost = The mapping's rule “{ $rule }” matches nothing any more; it matched { $count ->
    [one] one contribution
   *[other] { $count } contributions
} before.
alarm-rule_lost-cure = Was a forum, an activity or a course renamed or hidden? If that is meant, take the rule out of the mapping.
alarm-session_rule = The mapping's rule “{ $rule }” has found no session since { $day }; it found some regularly before.
alarm-session_rule-cure = Was an activity, a calendar entry or a forum renamed, or does the community meet no more? The page Sessions (or “cop-connector session list”) shows which sessions are found.
alarm-session_rule_lost = The mapping's rule “{ $rule }” finds no session any more; it found { $count ->
    [one] one session
   *[other] { $count } sessions
} before.
alarm-session_rule_lost-cure = Was an activity, a calendar entry or a forum renamed, hidden or deleted? If that is meant, take the rule out of the mapping.
alarm-backlog = { $what ->
    [triage] Received events wait to be sorted, and they get more: { $count }.
    [hints] Objects wait to be read from the LMS, and they get more: { $count }.
    [settling] People wait to be reckoned anew, and they get more: { $count }.
   *[messages] Messages wait to be sent, and they get more: { $count }.
}
alarm-backlog-cure = Does a problem stand on the overview? Else look into the log; the machine may be too slow or its disk full.
alarm-target = “{ $target }” has taken nothing that we send since { $since_at } ({ $word }).
alarm-target-cure = Messages on the desk say what stands in the way. They wait, and go by themselves when it is mended.
alarm-held = A loss of { $count ->
    [one] one object
   *[other] { $count } objects
} in “{ $source }” is held (number { $number }): somebody must decide.
alarm-held-cure = Decide on the overview, or with “cop-connector held”. Until then nothing is taken away.
alarm-messages = { $count ->
    [one] { $count } message was refused or given up.
   *[other] { $count } messages were refused or given up.
}
alarm-messages-cure = Messages on the desk say why; when the cause is mended they can be sent again.

## What reconciling repaired

alarm-repaired = Found by reconciling within a day, untold by any event: { $list }.
alarm-repaired-new = { $kind }: { $count } new
alarm-repaired-changed = { $kind }: { $count } changed
alarm-repaired-gone = { $kind }: { $count } gone
