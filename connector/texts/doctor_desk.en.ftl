# Cures of the doctor's findings that are pages of the desk.

doctor-desk-no_mapping = Begin a draft on the page Mappings, and publish it.
doctor-desk-event_not_read_back = See on the overview what stands in the way; try again in a few minutes.
