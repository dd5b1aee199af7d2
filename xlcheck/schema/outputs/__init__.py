"""The tables that the tool writes. A column's title is what a form's ``{{标题}}`` is filled from."""

from xlcheck.schema.outputs.check import CHECK_TABLES
from xlcheck.schema.outputs.draw import DRAW_TABLES
from xlcheck.schema.outputs.history import HISTORY_TABLES
from xlcheck.schema.outputs.ledger import LEDGER_TABLES
from xlcheck.schema.outputs.publish import PUBLISH_TABLES
from xlcheck.schema.outputs.remind import REMIND_TABLES
from xlcheck.schema.outputs.report import REPORT_TABLES
from xlcheck.schema.outputs.update import UPDATE_TABLES

OUTPUT_TABLES = (
    *LEDGER_TABLES,
    *PUBLISH_TABLES,
    *CHECK_TABLES,
    *REPORT_TABLES,
    *REMIND_TABLES,
    *HISTORY_TABLES,
    *DRAW_TABLES,
    *UPDATE_TABLES,
)
"""The tables that the tool writes for the bureau itself; what is sent, and what comes of it, is declared apart."""
