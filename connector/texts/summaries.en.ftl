## Summaries of discussions

summary-none = no summary: { $reason } ({ $word })
own-post-withdrawn = This was withdrawn: what it rested on has changed.

## Public thanks

thanks-altruism = They helped others in the community
thanks-reputation = What they write is thought well of
thanks-reciprocity = They helped, and were helped
thanks-given = They have met what it asks for

## The way from a discussion to its summary

link-intro = What was said here, in short:
link-foot = Put here automatically, once. The summary is brought up to date in its place when the discussion goes on.

## Problems alike

related-intro = Something alike was discussed and answered in:
related-foot = Pointed out automatically since it is alike; pass over it if it does not help.
related-same-text = its text is alike
related-like-subject-and-text = subject and text are alike: { $words }
related-like-subject-and-tags = subject and tags are alike: { $words }
