# A version that is to come, and would never come into force.

mapping-state-overtaken = never in force
mapping-overtaken-by = It never came into force: version { $number } was published before its day came.
mapping-coming = Versions that are to come
mapping-coming-lead = What is published last counts. If the new version holds from such a day on, or from an earlier one, the version that was to come never comes into force. To keep it, choose a later day, or publish its text once more afterwards, for its day.
mapping-coming-supersede = Version { $number }, from { $when }, need not come into force any more.
mapping-refused-overtakes_later = A version that is to come would never come into force. Say below that this is meant, or choose another day; nothing was published.
