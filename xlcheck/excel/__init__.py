"""The only place that knows workbook files: reading, guarding, filling and laying out."""

import os

os.environ["OPENPYXL_LXML"] = "False"  # openpyxl writes the same bytes whether or not lxml is there
