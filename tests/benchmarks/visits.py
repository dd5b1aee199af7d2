"""What the rules about visits cost whoever looks often: ``python -m tests.benchmarks.visits [ROWS]``.

Fifteen tasks are drawn, of so many companies each (200 by default; of driving schools, of which there are fewer, all),
and each ledger is filled; 其他检查 has 400 rows. The
menu's first screen and 到期提醒 are timed as they are, and with no rule about visits asked, in the same run.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.benchmarks.publishing import write_rows
from tests.benchmarks.timing import line, medians
from tests.cells import FIRST, cell
from tests.conftest import DECLARED, JANUARY, NUMBERS
from tests.results.cases import CLEAN, row_of
from tests.steps.helpers import put, rows_of
from tests.steps.ledger.test_arrangement import set_policy
from tests.steps.others import enter, visit
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.model import Window
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, ITEM_BOOK, ITEMS, PLAN, PLAN_BOOK
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger import read
from xlcheck.steps.practice.sample import write_sample_desk
from xlcheck.steps.remind.status import status
from xlcheck.steps.remind.year_state import year_state

OTHER_ROWS = 400


def write_desk(folder: Path, rows: int) -> Run:
    """A desk with fifteen tasks drawn, and every visit made, some people at several companies a day."""
    desk = Desk(folder)
    write_sample_desk(folder, scale=10)
    run, random = Run(desk, JANUARY), Random(1)
    set_policy(run, **{"每户年度上限": ""})
    ratios = {row.row: "全覆盖" if "培训" in row.scope.category else f"{rows}户" for row in tasks_of(ready_books(run))}
    put(desk.book(PLAN_BOOK), {cell(PLAN, PLAN.ratio, row): ratio for row, ratio in ratios.items()})
    put(desk.book(ITEM_BOOK), {cell(ITEMS, ITEMS.yearly_cap, FIRST + n): None for n in range(40)})
    books = ready_books(run)
    desk.ledgers.mkdir()
    for row in tasks_of(books):
        record = draw_task(run, freeze_task(run, books, row, DECLARED), NUMBERS, Attendance()).record
        lines = given_lines(drawn_task_of(record))
        filled = [row_of(one) | CLEAN | _own(random, n, row.window) for n, one in enumerate(lines)]
        table = LEDGER.as_offered
        cells = [table.titles, *([one.get(key, "") for key in table.keys] for one in filled)]
        write_rows(desk.ledgers / f"检查台账-{row.task_no}.xlsx", LEDGER.sheet, cells)
    _enter_others(desk, random)
    return Run(desk, datetime(2021, 12, 31, 9))


def _own(random: Random, number: int, window: Window) -> dict[str, object]:
    """A visit on a day of the window, in words of its own."""
    first = max(window.start, date(2021, 1, 6))
    day = first + timedelta(days=random.randrange((window.end - first).days))
    return {"inspected": day, "situation": f"查阅第 {number} 本台账。"}


def _enter_others(desk: Desk, random: Random) -> None:
    codes = [str(row[ENTITIES.code.title]) for row in rows_of(desk.book(ENTITY_BOOK))][-OTHER_ROWS:]
    people = [str(row[INSPECTORS.name.title]) for row in rows_of(desk.book(INSPECTOR_BOOK))]
    days = [date(2021, 1, 6) + timedelta(days=random.randrange(350)) for _ in codes]
    rows = [visit(code, str(day), inspectors=random.choice(people)) for code, day in zip(codes, days, strict=True)]
    enter(Run(desk, JANUARY), *rows)


@contextmanager
def without_rules() -> Iterator[None]:
    """Ask about no visit."""
    rules = read.implausible, read.impossible
    read.implausible = read.impossible = lambda *_: ()
    try:
        yield
    finally:
        read.implausible, read.impossible = rules


def main(rows: int) -> None:
    """Print what each look costs with the rules and without."""
    with tempfile.TemporaryDirectory() as folder:
        run = write_desk(Path(folder) / "2021", rows)
        looks = (("the menu's first screen", lambda: year_state(run), 1.1), ("到期提醒", lambda: status(run, 5), 1.2))
        for what, look, aim in looks:

            def plain(look: Callable[[], object] = look) -> None:
                with without_rules():
                    look()

            line(what, *medians(look, plain), "without rules", f"ratio {aim}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
