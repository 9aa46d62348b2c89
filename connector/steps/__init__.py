"""The five steps, and what people may ask of them: receive, triage, refresh, settle, dispatch; reconcile.

Duty: move what is known one step on. Each step can be run again at any time, by anyone, twice.
May import: domain, models, mapping, summary, lms, hr, phrasing, errors, texts.
Does not belong here: HTTP in or out (that is webhooks, web, lms, hr, phrasing), threads (runner), settings
files (config).

No step talks to a network inside a transaction, and none reads the clock but through ``Context.now``.
"""
