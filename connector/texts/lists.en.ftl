## Lists: searching, choosing, sorting, downloading

list-show = Show
list-all = Show everything
list-csv = Download as CSV
list-sort = Order
list-search-on = Search on
list-reached = Only part of the list has been searched so far. “Search on” goes on from here.

list-sort-newest = newest first
list-sort-oldest = oldest first

list-search-records = Name, NIP or record number

list-filter-state = State
list-filter-period = Month (2026-11)
list-filter-community = Community
list-filter-scheme = Scheme
list-filter-source = Source
list-filter-name = Kind of event

list-column-number = Number
list-column-person = Person
list-column-name = Name
list-column-nip = NIP
list-column-community = Community key
list-column-community_name = Community
list-column-scheme = Scheme
list-column-period = Month
list-column-earned = Earned
list-column-approved = Approved
list-column-unit = Unit
list-column-first_day = First day
list-column-last_day = Last day
list-column-state = State
list-column-revision = Revision
list-column-id = ID
list-column-source = Source
list-column-received_at = Received
list-column-happened_at = The LMS's time
list-column-event = Event
list-column-used = Used
list-column-object_id = Object number
list-column-course_id = Course number
list-column-actor = Done by
list-column-fact_kind = Kind
list-column-kind = Kind
list-column-subject = Subject
list-column-rule = Rule
list-column-time_at = Time
list-column-version = Mapping version
list-column-author = Author
list-column-target = To
list-column-reason = Reason
list-column-attempts = Tries
list-column-created_at = Made
list-column-sent_at = Ended
list-column-run = Run
list-column-rows = Rows
list-column-files = Files
list-column-accounts = Accounts
list-column-key = Key
list-column-stage = Stage
list-column-start_at = Begins
list-column-minutes = Minutes
list-column-attended = Were there
list-column-domain = Domain
list-column-members = Members
list-column-active = Active
list-column-newcomers = New
list-column-posts = Posts
list-column-unanswered = Unanswered
list-column-username = User name
list-column-role = Role
list-column-communities = Communities
list-column-password = Has a password
list-column-disabled_at = Disabled
list-column-noted_at = Time
list-column-action = Action
list-column-detail = Details

list-filter-kind = Kind
list-filter-course = Course number
list-filter-rule = Rule
list-filter-target = To
list-filter-nip = NIP
list-filter-credit = Credit
list-filter-role = Role
list-filter-actor = Done by
list-filter-action = Action
list-filter-subject = Subject

list-nip-none = without NIP
list-credit-approved = with approved credit

list-sort-key = by kind and number
list-sort-name = by name
list-sort-name_down = by name, backwards

list-search-facts = Subject, name or number
list-search-contributions = Name, NIP or subject
list-search-messages = Subject or reason
list-search-people = Name, NIP or account
list-search-sessions = Name
list-search-communities = Name
list-search-users = User name
list-search-audit = Subject, action or who did it

list-fact-present = exists
list-fact-gone = gone
list-message-profile-figure = figure in a profile
list-message-hr-file = file for HR
list-message-cohort-member = cohort for a badge
list-message-badge-withdrawal = badge to be taken back
list-message-summary = summary
list-message-minutes = minutes
list-message-digest = weekly digest
list-message-thanks = thanks
list-message-related = pointer

list-facts-title = Facts
list-facts-lead = Every object of the LMS as it was last read. The text of a post is never stored.
list-runs-title = Runs for HR
list-runs-lead = Each run wrote new files to HR's folder: what HR did not know yet, and corrections.
list-audit-title = Audit log
list-audit-lead = Everything that people changed, who did it and when. Lines are only added.
list-year = This year
list-of-target = { $percent } % of the target of { $target } { $unit }
list-more-accounts = { $count ->
    [one] and { $count } other account
   *[other] and { $count } other accounts
}

desk-nav-facts = Facts
desk-nav-runs = HR
desk-nav-users = Users
desk-nav-audit = Audit log
desk-refused-not_an_approver = You do not decide on records.
desk-refused-other_community = This belongs to a community that somebody else decides on.
session-refused-not_an_approver = You do not decide on sessions.
session-refused-other_community = This session belongs to a community that somebody else decides on.
