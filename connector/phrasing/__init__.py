"""Speaks to one language model that has an OpenAI-compatible address, if the institution names one.

Duty: ask once, within half a minute, and give the text that came back or one word for why there is none.
May import: schemas, connector.errors; of connector.lms how a connection is made with care.
Does not belong here: what is asked and whether the answer may be shown (``connector.summary``), when to ask (steps).
"""
