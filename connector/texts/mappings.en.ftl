# Mappings: drafts, published versions, the editor.

desk-nav-mappings = Mappings
mapping-title = Mappings
mapping-lead = The document that says what counts as what. A draft may be changed; what was published never changes.
mapping-drafts = Drafts
mapping-drafts-lead = Not in force. Save at any time, finished or not.
mapping-draft = draft
mapping-no-drafts = There are no drafts.
mapping-changed-by = saved by { $by }, { $when }
mapping-based-on = from version { $number }
mapping-begin = Begin a draft
mapping-base = Begin from
mapping-starter = Starter: { $name }
mapping-name = Name of the draft
mapping-name-optional = Name of the draft (may be left empty)
mapping-from-file = A YAML file from your computer
mapping-upload-new = Upload as a new draft
mapping-after = After version { $number }
mapping-unnamed = Unnamed
mapping-versions = Published versions
mapping-versions-lead = A post is judged by the version that held when it was written.
mapping-no-versions = Nothing is published yet: nothing counts.
mapping-version = Version { $number }
mapping-state-in-force = in force
mapping-state-coming = coming
mapping-state-superseded = superseded
mapping-published-by = published by { $by }, { $when }
mapping-from = in force from { $when }
mapping-from-beginning = in force from the beginning
mapping-holds = Holds
mapping-published = Published
mapping-by = By
mapping-why = Why
mapping-download = Download YAML
mapping-begin-from-this = Begin a draft from this version
mapping-text = Mapping document (YAML)

## Differences

mapping-changes = Different from version { $number }
mapping-changes-none = Only notes, order of keys or spacing differ; what counts is the same.
mapping-changes-unknown = One of the two cannot be read, so the difference is told line by line only.
mapping-lines = Line by line
mapping-how-added = added
mapping-how-removed = removed
mapping-how-changed = changed
mapping-how-moved = in another order
mapping-detail-changed = { $before } → { $after }
mapping-detail-added = new: { $after }
mapping-detail-removed = gone: { $before }
mapping-part-pack = pack of schemes
mapping-part-packs = what the pack of schemes says
mapping-part-schemes = credit scheme
mapping-part-communities = community
mapping-part-contributions = contribution
mapping-part-sessions = session
mapping-part-recognition = recognition
mapping-part-credits = credit
mapping-part-summaries = summary
mapping-part-related = related discussions
mapping-part-guards = what is flagged
mapping-part-hr = HR

## The editor

mapping-text-help = Ctrl+Space completes from a list; Tab moves on to the next button.
mapping-save = Save
mapping-check = Check
mapping-saved = The draft is saved.
mapping-unsaved = What is on this page is not saved yet.
mapping-copy-of = { $name } (copy)
mapping-copied = Your text is saved as a draft of its own.
mapping-discard = Discard the draft
mapping-discard-lead = This draft will be gone for good. Download it first if it may still be needed.
mapping-discarded = The draft is discarded.
mapping-replace = Replace the text by a file
mapping-line = Line { $line }
mapping-kind-error = error
mapping-kind-warning = warning
mapping-check-good = No errors and no warnings.
mapping-check-warn = { $count ->
    [one] No errors; one warning.
   *[other] No errors; { $count } warnings.
}
mapping-check-bad = { $count ->
    [one] One error; it cannot be published before it is mended.
   *[other] { $count } errors; it cannot be published before they are mended.
}
mapping-check-busy = Checking …
mapping-check-late = It cannot be checked at the moment. Your text stays here; try the button Check.
mapping-conflict = Not saved: there is a newer text
mapping-conflict-lead = { $by } saved another text at { $when }, after you opened this page. Yours is whole, below. This is how they differ (- the text of { $by }, + yours); join them yourself, or save yours as a draft of its own.
mapping-conflict-gone = This draft was published or discarded after you opened it. Your text is whole, below; save it as a draft of its own.
mapping-conflict-lines = How the saved text and yours differ
mapping-save-over = Save my text in the place of theirs
mapping-save-copy = Save as a draft of its own

## What the LMS has

mapping-known = What the LMS has
mapping-known-lead = What was read from the LMS, with what is written for it in the document.
mapping-known-kinds = Kinds
mapping-known-course = Courses
mapping-known-category = Categories
mapping-known-forum = Forums
mapping-known-activity = Activities
mapping-known-cohort = Cohorts
mapping-known-role = Roles
mapping-known-event = Events that arrived
mapping-known-words = Search
mapping-known-search = Search
mapping-known-none = Nothing fits, or nothing was read yet.
mapping-known-more = There are more: narrow them down with a word.
mapping-known-times = { $count ->
    [one] once
   *[other] { $count } times
}
mapping-insert = Insert

## Publishing

mapping-next = What comes next
mapping-preview = See first what it changes
mapping-publish-open = Publish …
mapping-publish = Publish
mapping-publish-lead = What is published is the text as it was saved. Earlier posts keep the rules that held for them.
mapping-not-yet = It cannot be published yet
mapping-mend = Go back and mend it
mapping-warnings = Warnings
mapping-warnings-seen = I have read these warnings and want to publish all the same.
mapping-day = In force from
mapping-day-help = Empty or today: from the moment of publishing. A later day: from 00:00, time zone { $zone }.
mapping-first = This is the first version: it holds from the beginning, for posts that are there already as well.
mapping-reason = Why, for those who read it later
mapping-not-now = Not now
mapping-published-as = Published as version { $number }.
mapping-refused-mapping_has_problems = There are errors left; nothing was published.
mapping-refused-warnings_not_seen = There are warnings that you have not said you read; nothing was published.
mapping-refused-no_reason = Say why; nothing was published.
mapping-refused-day_is_past = That day is over: publishing does not touch the past.
mapping-refused-no_day = That is no date; write it like 2026-11-22.
mapping-refused-not_changed = This is the very text of the last version; nothing was published.
mapping-refused-draft_changed = Somebody saved this draft after you opened it. Read the newest first.
mapping-refused-draft_gone = This draft was published or discarded.
mapping-refused-draft_too_large = The document is larger than 512 kB; it was not saved.
mapping-refused-draft_no_text = The file is no UTF-8 text; it was not saved.
mapping-refused-no_file = Choose the file first.
