"""A new market bureau by the menu alone, from the first start to its first draw; what it types is counted."""

from datetime import date, datetime

import pytest

from tests.cells import FIRST, cell
from tests.cli.seat import PageTurner
from tests.steps.helpers import put
from xlcheck.samples.names import credit_code
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    INSPECTOR_BOOK,
    INSPECTORS,
)
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.new.setup import form_of
from xlcheck.steps.verify.verify import verify_desk

ENTER = ""
COMPANIES, PEOPLE = 12, 4
ANSWERS, TYPED_ANSWERS = 25, 8
"""Lines at the menu from the first start to the draw, two of them to leave it; those that are more than Enter."""
CELLS_A_TASK, CELLS_A_COMPANY, CELLS_A_PERSON = 2, 5, 6

FIRST_DAY = ("示例市示例区市场监督管理局", ENTER, "140602", ENTER, ENTER, ENTER)
SET_UP = (ENTER, "是", ENTER)
CHECK = (ENTER, ENTER)
FREEZE = (ENTER, ENTER, "掷骰", ENTER)
"""By dice: nobody has to wait for an issue of a lottery."""
DRAW = (ENTER, ENTER, ENTER, ENTER, ENTER, "307194286503", "是", ENTER)

FORM = {"B21": "不低于25%", "C21": "第一批"}
"""Of 食品销售 in 开办表: all that is typed for its task."""


def company(number):
    return {
        ENTITIES.name: f"示例食品店第{number}家",
        ENTITIES.code: credit_code(number, shop=True),
        ENTITIES.category: "食品销售",
        ENTITIES.founded: date(2019, 5, number),
        ENTITIES.status: "营业",
    }


def person(number):
    return {
        INSPECTORS.name: f"示例{'甲乙丙丁'[number - 1]}",
        INSPECTORS.employer: FIRST_DAY[0],
        INSPECTORS.cert: f"SL140602-{number:04d}",
        INSPECTORS.cert_to: date(2029, 12, 31),
        INSPECTORS.scope: "食品销售",
        INSPECTORS.status: "有效",
    }


def typed(path, table, rows):
    """Type rows below the header, as staff do in Excel; returns how many cells that took."""
    cells = {cell(table, column, row): value for row, c in enumerate(rows, FIRST) for column, value in c.items()}
    put(path, cells)
    return len(cells)


@pytest.mark.usefixtures("opened")
def test_new_market_bureau_from_its_first_start_to_a_draw(tmp_path, monkeypatch):
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: datetime(2026, 3, 2, 9))
    home, seat, lines = tmp_path / "workbooks", PageTurner(monkeypatch), []
    home.mkdir()

    def sits_down(*keys):
        lines.extend([*keys, "0"])
        return seat.play(["menu", home], *keys, "0")[-1]

    assert "下一步：" in sits_down(*FIRST_DAY)
    desk = Desk(home / "2026")
    put(form_of(desk), FORM)
    assert len(FORM) == CELLS_A_TASK
    companies = [company(number) for number in range(1, COMPANIES + 1)]
    assert typed(desk.book(ENTITY_BOOK), ENTITIES, companies) == CELLS_A_COMPANY * COMPANIES
    people = [person(number) for number in range(1, PEOPLE + 1)]
    assert typed(desk.book(INSPECTOR_BOOK), INSPECTORS, people) == CELLS_A_PERSON * PEOPLE
    assert "下一步：生成第一批的通知书、记录表和台账" in sits_down(*SET_UP, *CHECK, *FREEZE, *DRAW)

    (task,) = drawn_tasks(Archive(desk)).values()
    assert len(task.current) == COMPANIES // 4
    assert all(result.sound for result in verify_desk(Run(desk, datetime(2026, 3, 2, 10))))
    assert (len(lines) + seat.pages, sum(map(bool, lines))) == (ANSWERS, TYPED_ANSWERS)
