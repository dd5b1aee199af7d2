"""The tests; they import what they test before openpyxl, whose way of writing it settles."""

import xlcheck.excel  # noqa: F401
