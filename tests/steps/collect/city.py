"""A city of bureaus with categories and results of their own: `python -m tests.steps.collect.city FOLDER COUNT`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.steps.collect.packs import book, mailed, pack, zipped
from xlcheck.schema.outputs.collect import UNITS
from xlcheck.steps.collect.collect import CollectResult, collect
from xlcheck.steps.desk.desk import SILENT

NOW = datetime(2021, 12, 20, 9)
DUE = date(2021, 12, 15)
CATEGORIES = ("道路货物运输", "机动车维修", "道路旅客运输站（场）", "水路运输企业", "港口经营人")
FOUND = (
    {"result": "未发现问题", "disposal": "无需后续处置", "closed": "是"},
    {"result": "发现问题已责令改正", "disposal": "责令改正", "closed": "是"},
    {"result": "发现问题待后续处理", "disposal": "责令限期整改", "closed": "否"},
    {"result": "通过登记的住所（经营场所）无法联系", "disposal": "抄告相关部门", "closed": "否"},
    {"result": "符合要求", "disposal": "无需后续处置", "closed": "是", "method": "联合上路检查"},
    {"result": "超限、超载", "disposal": "移交综合执法队", "closed": "否"},
)
WEIGHTS = (70, 8, 10, 3, 6, 3)


def region(number: int) -> str:
    """The code of the n-th bureau."""
    return f"{140601 + number}"


def city(folder: Path, count: int, seed: int = 16) -> Path:
    """An inbox with a mail of each bureau but every ninth, every seventh late; beside it who is to report."""
    random = Random(seed)
    units = [{"bureau": f"示例区{region(n)}交通运输局", "region": region(n), "due": DUE} for n in range(count)]
    (folder / "全市汇总").mkdir(parents=True)
    book(folder / "全市汇总" / "报送单位.xlsx", (UNITS, units))
    for number in range(count):
        if number % 9 == 8:
            continue
        lines = [_line(random) for _ in range(random.randint(8, 30))]
        root = pack(folder / "打包", region(number), lines=lines, tasks=list(_tasks(lines, random)))
        archive = zipped(root, folder / "打包" / f"{number}.zip", without="台账" if number % 13 == 12 else "")
        day = 16 if number % 7 == 5 else 10
        mailed(folder / "收件" / f"{number}.eml", archive, at=datetime(2021, 12, day, 9))
    return folder / "收件"


def _tasks(lines: Sequence[Mapping[str, object]], random: Random) -> Iterator[Mapping[str, object]]:
    """A task a category, with the counts of its lines."""
    for number, category in enumerate(sorted({str(line["category"]) for line in lines}), start=1):
        own = [line for line in lines if line["category"] == category]
        inspected = sum(bool(line["result"]) for line in own)
        yield {
            "plan_no": f"2021{number:02}",
            "task_no": f"{number:02}号",
            "category": category,
            "quota": len(own) + (random.random() < 0.1),
            "drawn": len(own),
            "inspected": inspected,
            "published": inspected - random.randint(0, min(2, inspected)),
            "overdue": random.randint(0, 1),
            "closed": 0,
        }


def _line(random: Random) -> dict[str, object]:
    category = random.choice(CATEGORIES)
    if random.random() < 0.15:
        return {"category": category, **dict.fromkeys(("inspected", "method", "result", "disposal", "closed"))}
    found = random.choices(FOUND, WEIGHTS)[0]
    term = DUE + timedelta(days=random.randint(-60, 30))
    by = {"rectify_by": term, "rectified": term if random.random() < 0.6 else None}
    return {"category": category, **found, **(by if "责令" in found["disposal"] else {})}


def collected(folder: Path, count: int) -> CollectResult:
    """What comes of the packs of a city."""
    return collect(city(folder, count), NOW, SILENT)


if __name__ == "__main__":
    sys.stdout.write(f"{collected(Path(sys.argv[1]), int(sys.argv[2])).book}\n")
