# The lists of courses that the LMSs have.

mapping-courses-ask = Read the courses from the LMS
mapping-courses-asked = The courses are being read, some hundred at a time; you may go on meanwhile.
mapping-courses-going = the courses are being read; so far { $count }
mapping-courses-read = { $count ->
    [one] one course, read { $when }
   *[other] { $count } courses, read { $when }
}
mapping-courses-never = the list of courses was never read: only those are known that a mapping names
desk-ask-listed = The list of courses, from id { $id } on
