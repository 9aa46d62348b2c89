"""Posts of a place → what a reader who was away needs to know, in the members' own words.

Duty: choose sentences, show where they stand and why; say nothing when unsure.
May import: connector.domain only (so far it needs none of it).
Does not belong here: reading posts from an LMS, sending, the clock, a language model's address, training.

    summary = summarise(posts)                        # Summary | Silence(reason)
    html = summary_html(summary, Frame(key, discussion_url, object_url))
    asked = instructions(language), material(posts)   # for a language model, if there is one
    phrasing = checked(model_text, posts)             # Phrasing | Refused(reason, sentence)
    found = alike(problem, candidates)                # [(candidate, reasons)], mostly []

Reasons of a Silence: too_few_posts, too_few_words, opening_not_for_all, nothing_clear.
Every quoted sentence is verbatim, lies in one post and carries that post's id. Private replies and posts that
some reader of the place may not see are put aside before anything else looks at them (``port.readable``).
"""
