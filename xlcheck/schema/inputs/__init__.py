"""The workbooks that staff keep, column by column."""

from xlcheck.schema.inputs.books import (
    ENTITY_BOOK,
    INPUT_BOOKS,
    INSPECTOR_BOOK,
    ITEM_BOOK,
    OTHER_BOOK,
    PLAN_BOOK,
    SETTINGS_BOOK,
)
from xlcheck.schema.inputs.entities import ENTITIES
from xlcheck.schema.inputs.inspectors import APART, INSPECTORS, LEAVES, RECUSALS
from xlcheck.schema.inputs.items import ITEMS
from xlcheck.schema.inputs.others import OTHERS
from xlcheck.schema.inputs.plan import PLAN
from xlcheck.schema.inputs.settings import (
    CATEGORIES,
    CLOSURES,
    CODES,
    ERRATA,
    HOLIDAYS,
    LAYOUTS,
    LEADERS,
    POLICY,
    ROUNDS,
    UNIT,
    WAIVERS,
)
from xlcheck.schema.inputs.setup import SETUP_BOOK, SETUP_CATEGORIES, SETUP_POLICY, SETUP_ROUNDS

__all__ = [
    "APART",
    "CATEGORIES",
    "CLOSURES",
    "CODES",
    "ENTITIES",
    "ENTITY_BOOK",
    "ERRATA",
    "HOLIDAYS",
    "INPUT_BOOKS",
    "INSPECTORS",
    "INSPECTOR_BOOK",
    "ITEMS",
    "ITEM_BOOK",
    "LAYOUTS",
    "LEADERS",
    "LEAVES",
    "OTHERS",
    "OTHER_BOOK",
    "PLAN",
    "PLAN_BOOK",
    "POLICY",
    "RECUSALS",
    "ROUNDS",
    "SETTINGS_BOOK",
    "SETUP_BOOK",
    "SETUP_CATEGORIES",
    "SETUP_POLICY",
    "SETUP_ROUNDS",
    "UNIT",
    "WAIVERS",
]
