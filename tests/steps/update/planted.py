"""An export of a registry with changes planted in it, of every kind, and what an update must find.

``python -m tests.steps.update.planted [entities] [changes] [seed]`` compares, writes, adopts, and prints what was
planted of each kind, found and invented.
"""

from __future__ import annotations

import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.builders import write_sheet
from xlcheck.reading.codes import code_problem
from xlcheck.results.update.compare import Comparison
from xlcheck.samples.entities import each_entity
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.schema.table import Column
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.practice.sample import write_sample_desk
from xlcheck.steps.update.adopt import adopt_update
from xlcheck.steps.update.update import propose, registry_of
from xlcheck.steps.update.write import write_update

Cells = dict[Column, object]

TITLES = {ENTITIES.name: "企业名称", ENTITIES.code: "统一社会信用代码/注册号", ENTITIES.legal_person: "负责人"}
"""What another system calls the columns."""
LEFT_OUT = (ENTITIES.no, ENTITIES.grade, ENTITIES.last_drawn, ENTITIES.remark)
"""What another system does not have."""
ITS_OWN = ("许可机关", "状态变更时间")
NOW = datetime(2021, 1, 5, 9)

Found = tuple[str, str, str, str]
"""What kind of change, of which code, in which column, and to what."""


@dataclass
class Plants:
    """The rows of an export, and what was planted."""

    rows: list[Cells]
    planted: set[Found] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)


def invented_codes(seed: int = 0) -> Iterable[str]:
    """Yield valid codes that no sample has, others for another seed."""
    for number in range(seed * 10**4, 10**7):
        base = f"91140603MB{number:07d}"
        for last in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            if not code_problem(base + last):
                yield base + last
                break


def export_of(registry: Sequence[Cells], changes: int, seed: int) -> Plants:
    """Plant changes, one an entity, in turns of every kind, and shuffle the rows."""
    rng = Random(seed)
    codes = iter(invented_codes(seed))
    rows: list[Cells | None] = [{c: v for c, v in row.items() if c not in LEFT_OUT} for row in registry]
    plants = Plants([])
    places = rng.sample(range(len(rows)), changes)
    for number, at in enumerate(places):
        kind = KINDS[number % len(KINDS)]
        plants.counts[kind.__name__] += 1
        row = rows[at]
        assert row is not None
        kind(plants, row, rng, next(codes))
        if not row:
            rows[at] = None
    plants.rows += [row for row in rows if row is not None]
    rng.shuffle(plants.rows)
    return plants


def come(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """One more company, beside the one that is there."""
    new = {**row, ENTITIES.name: f"示例新增{code[-6:]}公司", ENTITIES.code: code}
    plants.rows.append(new)
    plants.planted.add(("new", code, "", ""))


def gone(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    if row[ENTITIES.status] in ("注销", "迁出"):
        return
    plants.planted.add(("gone", str(row[ENTITIES.code]), "", ""))
    row.clear()


def renamed(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    row[ENTITIES.name] = f"示例更名{code[-6:]}公司"
    plants.planted.add(("renamed", str(row[ENTITIES.code]), ENTITIES.name.title, str(row[ENTITIES.name])))


def person_changed(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    _change(plants, row, ENTITIES.legal_person, f"示例人{code[-5:]}")


def address_changed(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    _change(plants, row, ENTITIES.address, f"示例路{code[-5:-1]}号")


def status_changed(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    status = "停业" if row[ENTITIES.status] != "停业" else "营业"
    _change(plants, row, ENTITIES.status, status)


def licence_prolonged(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """A new last day, as a text in another spelling."""
    day = date(2030, 1, 1) + timedelta(days=rng.randrange(900))
    row[ENTITIES.licence_to] = f"{day.year}年{day.month}月{day.day}日"
    plants.planted.add(("changed", str(row[ENTITIES.code]), ENTITIES.licence_to.title, day.isoformat()))


def phone_changed(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    _change(plants, row, ENTITIES.phone, f"0349-555{rng.randrange(10**4):04d}1"[:12])


def written_otherwise(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """The same in full width, with a blank, the status by another word: no change."""
    row[ENTITIES.name] = str(row[ENTITIES.name]).replace("公司", " 公司")
    row[ENTITIES.code] = "".join(chr(ord(c) + 0xFEE0) for c in str(row[ENTITIES.code]).lower())
    assert unicodedata.normalize("NFKC", str(row[ENTITIES.code])).isascii()
    if row[ENTITIES.status] == "营业":
        row[ENTITIES.status] = "存续"


def blank_there(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """A blank in the export says nothing."""
    row[ENTITIES.address] = ""


def unreadable(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """A day that is none is left to a person."""
    row[ENTITIES.founded] = "不详"
    plants.planted.add(("left", str(row[ENTITIES.code]), ENTITIES.founded.title, "不详"))


def code_lost(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """Without its code a row is known by its name; nothing changes."""
    row[ENTITIES.code] = ""


def twice(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """Two rows of one code: neither counts."""
    plants.rows.append({**row, ENTITIES.legal_person: "示例另一人"})
    for _ in range(2):
        plants.planted.add(("left", str(row[ENTITIES.code]), ENTITIES.code.title, str(row[ENTITIES.code])))


def other_code(plants: Plants, row: Cells, rng: Random, code: str) -> None:
    """A known name under another valid code: another company, or the same? A person decides."""
    row[ENTITIES.code] = code
    plants.planted.add(("left", code, ENTITIES.code.title, code))


def _change(plants: Plants, row: Cells, column: Column, value: str) -> None:
    row[column] = value
    plants.planted.add(("changed", str(row[ENTITIES.code]), column.title, value))


KINDS: tuple[Callable[[Plants, Cells, Random, str], None], ...] = (
    come,
    gone,
    renamed,
    person_changed,
    address_changed,
    status_changed,
    licence_prolonged,
    phone_changed,
    written_otherwise,
    blank_there,
    unreadable,
    code_lost,
    twice,
    other_code,
)


def found_in(comparison: Comparison, rows: Sequence[Cells]) -> set[Found]:
    """What a comparison found, as it was planted."""
    codes = {number: str(row.get(ENTITIES.code, "")) for number, row in enumerate(rows, start=3)}
    found = {("new", entry.key, "", "") for entry in comparison.new}
    found |= {("gone", entry.key, "", "") for entry in comparison.gone}
    found |= {("renamed", u.key, u.column.title, u.after) for u in comparison.renamed}
    found |= {("changed", u.key, u.column.title, u.after) for u in comparison.changed}
    return found | {("left", codes[f.place.row or 0], f.place.title, f.value) for f in comparison.left}


def write_export(path: Path, rows: Sequence[Cells]) -> Path:
    """Write an export as another system lays it out: a line with the time, other titles, columns of its own."""
    columns = [c for c in reversed(ENTITIES.columns) if c not in LEFT_OUT]
    head = [*(TITLES.get(c, c.title) for c in columns), *ITS_OWN]
    data = [[*(row.get(c, "") for c in columns), "示例机关", "2021-01-04"] for row in rows]
    return write_sheet(path, {"Sheet1": [["查询结果", "共若干条"], head, *data]})


def write_registry(desk: Path, entities: int) -> list[Cells]:
    """Write a registry of that many invented entities onto a desk; returns its rows."""
    rows = [dict(row) for row in each_entity(scale=-(-entities // 582))][:entities]
    data = [[row.get(c, "") for c in ENTITIES.as_offered] for row in rows]
    write_sheet(desk / ENTITY_BOOK.filename, {ENTITIES.sheet: [["示例名录库"], [*ENTITIES.as_offered.titles], *data]})
    return rows


def main(entities: int = 42_000, changes: int = 500, seed: int = 1) -> bool:
    """Play it, print what came of it; returns whether everything was found and nothing invented."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "workbooks" / "2021"
        write_sample_desk(desk)
        rows = write_registry(desk, entities)
        plants = export_of(rows, changes, seed)
        export = write_export(Path(folder) / "导出.xlsx", plants.rows)
        run = Run(Desk(desk), NOW)
        start = time.perf_counter()
        proposal = propose(run, registry_of("名录库"), export)
        compared = time.perf_counter() - start
        found = found_in(proposal.comparison, plants.rows)
        adopt_update(run, write_update(run, proposal, {}))
        whole = time.perf_counter() - start
        again = propose(run, registry_of("名录库"), export).comparison
    print(f"{len(rows)} entities, {changes} planted (seed {seed}): {dict(plants.counts)}")
    print(f"missed {len(plants.planted - found)}, invented {len(found - plants.planted)}")
    print(f"the second time: new {len(again.new)}, changed {len(again.changed)}, renamed {len(again.renamed)}")
    print(f"compared in {compared:.1f} s, written and adopted after {whole:.1f} s")
    return found == plants.planted and not (again.new or again.changed or again.renamed)


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:])))
