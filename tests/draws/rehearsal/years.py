"""Years to rehearse: three rounds of carriers, a few inspectors, and whatever a test is about."""

from datetime import date

from tests.builders import ENTITY, INSPECTOR, plan_cells, settings, year
from tests.draws.cases import codes
from xlcheck.draws.rehearsal.rehearsal import YearSoFar, rehearse
from xlcheck.reading.plan import plan_rows

JANUARY = date(2021, 1, 4)
WINDOWS = ("2021年1月至4月", "2021年5月至8月", "2021年9月至12月")


def companies(count, **cells):
    """Carriers that each task admits."""
    return [ENTITY | {"code": code, "name": f"示例{code}"} | cells for code in codes(count)]


def staff(count, first=1, **cells):
    """Inspectors of the bureau."""
    numbers = range(first, first + count)
    return [INSPECTOR | {"name": f"示例员{n:02d}", "cert": f"SL140603-{n:04d}"} | cells for n in numbers]


def year_of(*tasks, entities=None, inspectors=None, within=None, **tables):
    """A year with these tasks, one a round where they say no window."""
    plan = [plan_cells(n, window=WINDOWS[(n - 1) % 3]) | cells for n, cells in enumerate(tasks, start=1)]
    return year(
        within or settings(),
        plan=plan,
        entities=entities if entities is not None else companies(10),
        inspectors=inspectors if inspectors is not None else staff(4),
        **tables,
    )


def rehearsed(books, drawn=(), loads=None, frozen=(), today=JANUARY):
    """The rehearsal of a year of which nothing, or ``drawn``, is drawn."""
    so_far = YearSoFar(tuple(drawn), loads or {}, frozenset(frozen))
    return rehearse(books, plan_rows(books.plan, books.settings)[0], so_far, today)


def barriers(books, **known):
    """Why tasks cannot be drawn, by their number."""
    return {task.plan.task_no: "".join(task.barriers) for task in rehearsed(books, **known).blocked}
