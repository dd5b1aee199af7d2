"""Play the demonstration and picture pages of its main outputs."""

import subprocess
import tempfile
from pathlib import Path

from tests.office.office import Office
from xlcheck.steps.practice.demo import demo

FOLDER = Path(__file__).parents[3] / "docs" / "pictures"
MOST_BYTES = 300_000
PAGES = {
    "抽取记录": ("抽取/抽取记录-01号.xlsx", 1, 110),
    "校验报告": ("校验/校验报告-抽查工作计划（印发件）.xlsx", 2, 96),
    "检查记录表": ("表单/检查记录表-01号.xlsx", 1, 80),
    "检查台账": ("台账/检查台账-01号.xlsx", 1, 70),
    "到期提醒": ("提醒/到期提醒.xlsx", 2, 80),
    "抽查结果公示": ("公示/第1批_20210218/抽查结果公示.xlsx", 1, 80),
    "进度与统计": ("统计/进度与统计.xlsx", 2, 90),
    "后续处置清单": ("统计/后续处置清单.xlsx", 2, 80),
}
"""Workbook, page and dots per inch of each picture."""


def picture(pdf: Path, page: int, dots: int, name: str) -> Path:
    """A page of a PDF as ``name``.png in docs/pictures."""
    chosen = ("-singlefile", "-f", str(page), "-r", str(dots))
    subprocess.run(["pdftoppm", "-png", *chosen, str(pdf), str(FOLDER / name)], check=True)
    return FOLDER / f"{name}.png"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        folder = demo(lambda _: None, scratch).folder
        Office(scratch).print([folder / book for book, _, _ in PAGES.values()], scratch)
        for name, (book, page, dots) in PAGES.items():
            made = picture(scratch / f"{Path(book).stem}.pdf", page, dots, name)
            print(f"{made.name}: {made.stat().st_size} bytes")
            assert made.stat().st_size < MOST_BYTES


if __name__ == "__main__":
    main()
