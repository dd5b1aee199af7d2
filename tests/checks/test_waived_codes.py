"""What the check accepts, a draw takes: a code that none can take is not accepted, an old number is read."""

from dataclasses import replace

import pytest

from tests.builders import SETTINGS, typed_table
from tests.reading.test_cells import read_one
from xlcheck.checks.findings import with_waivers
from xlcheck.messages import NEVER_ACCEPTED, Level, level
from xlcheck.model import Place, finding
from xlcheck.reading.folding import is_id
from xlcheck.schema.inputs import ENTITIES, WAIVERS

BOOK = "检查对象名录库.xlsx"


def waived(code, key):
    waivers = typed_table(WAIVERS, [{"code": code, "book": BOOK, "row": key, "reason": "示例理由"}])
    told = finding(code, Place(BOOK, "检查对象名录库", 3, 3, "代码"), key)
    return with_waivers([replace(told, key=key)], waivers)


@pytest.mark.parametrize("code", sorted(NEVER_ACCEPTED))
def test_code_that_no_draw_can_take_is_not_accepted(code):
    told, unused = waived(code, "示例一号")
    assert (level(told), told.waiver, unused.code) == (Level.ERROR, "", "waiver.unused")


def test_warning_about_a_code_is_accepted():
    (told,) = waived("code.check", "91140603MA0K00001K")
    assert (level(told), told.waiver) == (Level.HINT, "示例理由")


def test_old_number_of_a_foreign_enterprise_is_one_that_a_draw_takes():
    value, _ = read_one(ENTITIES.code, "企合晋总字第000123号", SETTINGS)
    assert is_id(value)
