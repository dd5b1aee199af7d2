"""The tests; they import what they test before openpyxl, whose way of writing it settles.

They play in years gone by, on workbooks that are saved today: the clock that they set would be behind each of these,
so here it is taken to be behind none. And the year that is shipped, whose entities are invented, is taken here for one
of its bureau's own: nothing could be carried over from it otherwise.
"""

from datetime import datetime

import xlcheck.excel  # noqa: F401
from xlcheck.steps.desk import own_years
from xlcheck.steps.draw import clock

newest_book = clock.newest_book
"""As the program finds it."""
clock.newest_book = lambda _: ("", datetime(2000, 1, 1))
invented_entities = own_years.invented_entities
"""As the program counts them."""
own_years.invented_entities = lambda _: 0
