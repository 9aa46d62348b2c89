# The menu, folded on a phone.

desk-menu = Menu
