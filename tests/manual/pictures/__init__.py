"""Pictures of what the played steps make; ``python -m tests.manual.pictures`` makes them again.

Beside them is a digest of what each shows, so that one that is no longer current is found without an office program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell

from tests.manual.played import Played
from tests.manual.screens import as_printed, steady

FOLDER = Path(__file__).parent
DIGESTS = FOLDER / "digests.txt"


@dataclass(frozen=True, slots=True)
class Shot:
    """What a picture shows: a screen by its name, a web page, or a page of a workbook as it prints.

    ``part`` is which part of it: left, top, right and bottom, in hundredths.
    """

    caption: str
    file: str = ""
    page: int = 1
    dots: int = 80
    screen: str = ""
    part: tuple[int, int, int, int] = (0, 0, 100, 100)

    def path(self, played: Played) -> Path:
        """The file, below the folder of the years."""
        return played.home / "workbooks" / self.file

    def window(self, played: Played) -> str:
        """What the window of a screen shows, every line of it."""
        return as_printed(played.screens[self.screen], whole=True)


_YEAR = "演练/2021"
SHOTS = {
    "菜单": Shot("双击以后看到的菜单（工作窗口）", screen="首次打开"),
    "校验报告": Shot(
        "校验报告的“问题清单”（图中是“校验来件”为张某送来的印发件写的）：点“单元格”一列，就跳到出错的格子",
        "待检查/校验结果/校验报告-张某送来的抽查工作计划（印发件）.xlsx",
        page=2,
        dots=100,
        part=(0, 0, 100, 66),
    ),
    "抽取公告": Shot("抽取公告：号码产生以前张贴、发出", f"{_YEAR}/抽取/抽取公告-01号.xlsx"),
    "冻结收存单": Shot("冻结收存单：监督人签名，裁下下半张带走", f"{_YEAR}/抽取/收存/【演练】冻结收存单-2021-01.xlsx"),
    "掷骰记录单": Shot(
        "掷骰记录单（第二张）：当众掷一次写一次", f"{_YEAR}/抽取/收存/【演练】掷骰记录单-2021-02.xlsx", page=2
    ),
    "抽取记录": Shot("抽取记录：打印、签字、存档", f"{_YEAR}/抽取/抽取记录-01号.xlsx", dots=90),
    "抽取公开": Shot("抽取公开网页：按过“复算”以后", f"{_YEAR}/抽取/抽取公开-01号.html"),
    "抽查通知书": Shot("抽查通知书（行政检查通知书）的第一页", f"{_YEAR}/表单/抽查通知书-01号.xlsx", dots=70),
    "检查记录表": Shot("检查记录表（现场检查笔录）的第一页", f"{_YEAR}/表单/检查记录表-01号.xlsx", dots=70),
    "检查台账": Shot(
        "检查台账（右边一半）：灰色各列由程序填好，白色各列由人登记",
        f"{_YEAR}/台账/检查台账-01号.xlsx",
        dots=130,
        part=(47, 10, 100, 37),
    ),
    "补抽记录": Shot("补抽记录：谁退出、为什么、换成谁", f"{_YEAR}/抽取/补抽记录-01号-1.xlsx", dots=70),
    "抽查结果公示": Shot(
        "抽查结果公示（表格，上半页）：另有同样内容的网页",
        f"{_YEAR}/公示/第1批_20210120/抽查结果公示.xlsx",
        dots=110,
        part=(0, 0, 100, 55),
    ),
    "到期提醒": Shot(
        "到期提醒：各任务还有多少户，下一步做什么",
        f"{_YEAR}/提醒/到期提醒.xlsx",
        page=2,
        dots=110,
        part=(0, 0, 100, 53),
    ),
    "进度与统计": Shot("进度与统计：全年的数字和图表", f"{_YEAR}/统计/进度与统计.xlsx", page=2),
}


def digests(played: Played) -> dict[str, str]:
    """A digest by picture of what it shows, the same whatever library has packed the workbook."""
    return {name: _digest(shot, played) for name, shot in SHOTS.items()}


def kept_digests() -> dict[str, str]:
    """The digests of what the pictures in this folder show."""
    lines = DIGESTS.read_text("utf-8").splitlines() if DIGESTS.exists() else []
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def keep(found: dict[str, str]) -> None:
    """Note what the pictures show."""
    DIGESTS.write_text("".join(f"{digest}  {name}\n" for name, digest in found.items()), "utf-8")


def _digest(shot: Shot, played: Played) -> str:
    if shot.screen:
        text = shot.window(played)
    elif shot.file.endswith(".html"):
        text = steady(shot.path(played).read_text("utf-8"))
    else:
        text = steady("\n".join(_seen(shot.path(played))))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _seen(path: Path) -> Iterator[str]:
    """Sizes, cells and their looks, sheet by sheet."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        yield f"{sheet.title} {sheet.sheet_state} {sheet.merged_cells} {len(sheet._charts)}"
        yield f"{sheet.oddHeader.center.text} {sheet.oddFooter.center.text} {sheet.page_setup.orientation}"
        yield from (f"{name} {column.width:g}" for name, column in sorted(sheet.column_dimensions.items()))
        for row in sheet.iter_rows():
            yield f"{row[0].row} {sheet.row_dimensions[row[0].row].height}"
            yield from (_look(cell) for cell in row if cell.has_style or cell.value is not None)


def _look(cell: Cell) -> str:
    font, fill, line = cell.font, cell.fill.fgColor.rgb, cell.border.left.style
    return f"{cell.value} {font.name} {font.sz} {font.b} {fill} {line} {cell.number_format}"
