## Summaries of discussions

own-post-withdrawn = This was withdrawn: what it rested on has changed.
