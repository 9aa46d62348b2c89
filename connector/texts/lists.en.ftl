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
