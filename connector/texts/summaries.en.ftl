## Summaries of discussions

summary-withdrawn = This summary was withdrawn since the posts it was made from have changed.
