"""A played year, counted anew from the cells of its workbooks; nothing here asks the program.

Working days are those of the library, with the bureau's term of days from the cell in 单位设置.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import docx
import openpyxl

CLEAN = "未发现问题"
LYING = "公示信息隐瞒真实情况、弄虚作假"
"""The one result that holds the sign between results."""


def grids(path: Path) -> dict[str, list[list[object]]]:
    """The rows of each sheet in which anything stands, each up to its last cell; days as dates."""
    return {
        sheet.title: [row for row in map(_cells, sheet.iter_rows(values_only=True)) if row] for sheet in _sheets(path)
    }


def _sheets(path: Path):
    return openpyxl.load_workbook(path).worksheets


def _cells(row: Sequence[object]) -> list[object]:
    cells = [cell.date() if isinstance(cell, datetime) else cell for cell in row]
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return cells


def records(path: Path, known: str, sheet: int = 0) -> list[dict[str, object]]:
    """The rows of a sheet, as :func:`titled` has them."""
    return titled(list(grids(path).values())[sheet], known)


def titled(rows: Sequence[list[object]], known: str) -> list[dict[str, object]]:
    """The rows below the header that has a title, by title; a line of one cell below them is none."""
    at = next(n for n, row in enumerate(rows) if known in row)
    return [dict(zip(rows[at], row + [None] * 99, strict=False)) for row in rows[at + 1 :] if len(row) > 1]


def _values(rows: Sequence[list[object]]) -> dict[object, object]:
    """内容 by 项目."""
    return {row["项目"]: row["内容"] for row in titled(rows, "项目")}


def _people(rows: Sequence[list[object]]) -> list[tuple[str, str]]:
    """Certificate and name of each inspector of a record."""
    return [(str(row["执法证号"]), str(row["姓名"])) for row in titled(rows, "执法证号")]


def paragraphs(path: Path) -> list[str]:
    """Every paragraph of a document in which anything stands, those of headers and footers too."""
    out = docx.Document(path)
    edges = [edge for part in out.sections for edge in (part.header, part.footer)]
    return [p.text for holder in (out, *edges) for p in holder.paragraphs if p.text.strip()]


def tables(path: Path) -> list[list[list[str]]]:
    """The tables of a document, by rows of texts."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(path).tables]


def works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def working_days(first: date, last: date) -> int:
    """How many working days lie after one day and up to another."""
    return sum(works(first + timedelta(n)) for n in range(1, (last - first).days + 1))


def left(today: date, last: date) -> int:
    return working_days(today, last) if last >= today else -working_days(last, today)


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "—"


@dataclass(frozen=True)
class Row:
    """A row of a ledger, with the team that went there in the end."""

    plan_no: str
    task_no: str
    name: str
    code: str
    category: str
    team: tuple[tuple[str, str], ...]
    cells: dict[str, object]

    @property
    def results(self) -> list[str]:
        """The results that stand in the cell, one by one."""
        text = str(self.cells["检查结果"] or "")
        return [part.replace("／", "、") for part in text.replace(LYING, LYING.replace("、", "／")).split("、") if part]

    @property
    def visited(self) -> bool:
        return all(self.cells[title] for title in ("检查日期", "检查方式", "检查情况", "检查结果", "处理结果"))

    @property
    def faulty(self) -> bool:
        return self.visited and not set(self.results) <= {CLEAN, "未发现开展本次抽查涉及的经营活动"}

    def out(self, today: date) -> bool:
        """Whether it was published by a day."""
        day = self.cells["公示日期"]
        return day is not None and day <= today


class Year:
    """The rows of all ledgers, and what the workbooks beside them say of plan, registry and people."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.plan = records(root / "抽查工作计划.xlsx", "抽查计划编号")
        self.registry = records(root / "检查对象名录库.xlsx", "序号")
        self.items = records(root / "随机抽查事项清单.xlsx", "序号")
        unit = grids(root / "单位设置.xlsx")
        self.unit, policy = (_values(unit[name]) for name in ("单位信息", "抽查策略"))
        self.term = int(policy["公示期限（工作日）"])
        self.rounds = {(row["开始月份"], row["结束月份"]): row["批次"] for row in titled(unit["批次"], "开始月份")}
        self.rows = list(self._rows())
        draws = sorted((root / "抽取").glob("抽取记录-*.xlsx"))
        self.people = dict(pair for path in draws for pair in _people(grids(path)["人员"]))

    def _rows(self) -> Iterable[Row]:
        """Every row but those of companies that fell away: a row of a replacement names whose place it takes."""
        read = [
            cells for path in sorted((self.root / "台账").glob("检查台账-*.xlsx")) for cells in records(path, "序号")
        ]
        said = [(cells["抽查计划编号"], re.search("替换(.+)", str(cells["备注"] or ""))) for cells in read]
        gone = {(plan_no, found[1]) for plan_no, found in said if found}
        teams = self._replaced_teams()
        for cells in read:
            plan_no, name, code = (str(cells[t]) for t in ("抽查计划编号", "检查对象名称", "统一社会信用代码"))
            if (plan_no, name) in gone:
                continue
            drawn = re.findall(r"([^、（）]+)（([^）]+)）", str(cells["检查人员"]))
            team = teams.get((plan_no, code), [cert for _, cert in drawn])
            names = {cert: person for person, cert in drawn} | self._names
            yield Row(
                plan_no, str(cells["抽查任务编号"]), name, code, str(cells["对象类别"]),
                tuple((cert, names[cert]) for cert in team), cells,
            )  # fmt: skip

    def _replaced_teams(self) -> dict[tuple[str, str], list[str]]:
        """The teams that a replacement formed anew, by plan number and code."""
        self._names: dict[str, str] = {}
        teams = {}
        for path in sorted((self.root / "抽取").glob("补抽记录-*.xlsx")):
            sheets = grids(path)
            plan_no = str(sheets["补抽记录"][2][2])[:6]
            self._names |= dict(_people(sheets["人员"]))
            for title, *text in sheets["补抽"]:
                if re.fullmatch(r"补抽\d+ 检查组 \d+", str(title)):
                    code, certs = re.match("(.+?)：(.+?)，", str(text[0])).groups()
                    teams[plan_no, code] = certs.split("、")
        return teams

    def deadline(self, row: Row) -> date:
        """The last day to publish a row."""
        return self.after(row.cells["检查日期"])

    def after(self, day: date) -> date:
        """The last day of the term that begins with a day."""
        waiting = self.term
        while waiting:
            day += timedelta(days=1)
            waiting -= works(day)
        return day

    def late(self, row: Row, today: date) -> bool:
        """Published after the deadline, or not published though it has passed."""
        return (row.cells["公示日期"] if row.out(today) else today) > self.deadline(row)

    def round_of(self, task: dict[str, object]) -> str:
        first, last = self.window_of(task)
        return self.rounds[first.month, last.month]

    def window_of(self, task: dict[str, object]) -> tuple[date, date]:
        """The first and the last day of 抽查日期."""
        year, first, last = map(int, re.findall(r"\d+", str(task["抽查日期"])))
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])

    def counts(self, rows: Sequence[Row], today: date) -> list[int]:
        """应查, 已抽, 已查, 已公示, 逾期, 完结: every drawn task here has as many as are due."""
        out = [row for row in rows if row.out(today)]
        closed = [row for row in out if row.cells["是否完结"] == "是"]
        visited = [row for row in rows if row.visited]
        late = [row for row in visited if self.late(row, today)]
        return [len(rows), len(rows), len(visited), len(out), len(late), len(closed)]

    def by(self, key: Callable[[Row], str]) -> dict[str, list[Row]]:
        """The rows by a key, in the order in which it first occurs."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(key(row), []).append(row)
        return groups

    def by_round(self) -> dict[str, list[Row]]:
        names = {str(task["抽查计划编号"]): self.round_of(task) for task in self.plan}
        return self.by(lambda row: names[row.plan_no])


def often(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs."""
    return dict(Counter(values))
