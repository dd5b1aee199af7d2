"""The books of a small bureau, and how a test says what was typed otherwise."""

from __future__ import annotations

from datetime import date

from tests.builders import ENTITY, INSPECTOR, ITEM, SETTINGS, plan_cells, year
from xlcheck.draws.movement.books import state_of
from xlcheck.draws.movement.history import SeenMove, Sighting
from xlcheck.model import XlcheckError

GOODS, PEOPLE, REPAIR = "道路货物运输", "道路旅客运输", "机动车维修"

X = ENTITY | {"grade": "B", "last_drawn": "2019-05-01", "licence_to": "长期"}
Z = ENTITY | {"code": "91140603MA0K00002H", "name": "示例客运有限公司", "category": PEOPLE}
Y = INSPECTOR | {"specialities": GOODS, "leader": "是"}
W = INSPECTOR | {"cert": "SL140603-0002", "name": "示例员二", "scope": REPAIR}
LEAVE = {"cert": Y["cert"], "first": "2021-03-01", "last": "2021-03-05", "reason": "住院"}
RECUSAL = {"cert": Y["cert"], "code": X["code"], "reason": "亲属"}
APART = {"cert": W["cert"], "other": Y["cert"], "reason": "夫妻"}
PLAN = [plan_cells(1), plan_cells(2, scope="2021年1月前成立的运营的全区道路旅客运输企业", departments="示例局")]

ROWS = {
    "entities": [X, Z],
    "inspectors": [Y, W],
    "leaves": [LEAVE],
    "recusals": [RECUSAL],
    "apart": [APART],
    "plan": PLAN,
    "items": [ITEM | {"staffing": "专业资质"}],
}


FIRST, SECOND, THIRD, FOURTH = (
    Sighting("01号第1次", date(2021, 2, 1)),
    Sighting("02号第1次", date(2021, 5, 6)),
    Sighting("01号第2次", date(2021, 9, 9)),
    Sighting("02号第2次", date(2021, 11, 1)),
)


def state(within=SETTINGS, visits=(), **rows):
    """The state of the books, of which these have other rows."""
    return state_of(year(within, **ROWS | rows), visits)


OPENING = state()


def refusal(call, *args):
    """The code of the error that a call raises, and the line that it names; empty where it goes through."""
    try:
        call(*args)
    except XlcheckError as error:
        return error.code, error.params["line"]
    return ""


def short(seen: SeenMove):
    """A line of a list in a few words: what moved, and the freezes between which it held."""
    move = seen.move
    return move.kind, move.id, move.field, move.before, move.after, seen.first, seen.gone
