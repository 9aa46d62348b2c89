# People whose credit cannot be reckoned.

alarm-unsettled = The credit of { $count ->
    [one] one person
   *[other] { $count } people
} cannot be reckoned since { $since_at } ({ $word }).
alarm-unsettled-cure = The log says under “a person was not settled” what stands in the way. It is tried again by itself, ever later; nobody else is held up.
