"""Text that is broken between words, and shortened between clauses: what is left says something whole."""

import pytest

from xlcheck.cli.window import width
from xlcheck.cli.wrapping import whole_clauses, wrap

TASKS = [f"{number:02}号" for number in range(1, 60)]
HEAD = "上次“公示”没有做成："
OPEN = "《检查台账-03号.xlsx》可能正在被“示例员”打开（有锁定文件 ~$检查台账-03号.xlsx；是 Excel 的）。"
REMEDY = "请保存并关闭后再运行；如果没有人打开，可以删去这个锁定文件。"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("请改正错误。", "请改正错误。"),
        (OPEN + REMEDY, OPEN + "请保存并关闭后再运行。"),
        (OPEN + "请" + "先" * 80 + "。", OPEN),
        ("甲乙，" * 30 + "丙。", "甲乙，" * 19 + "甲乙。"),
        (
            f"没有{'、'.join(f'{n:02}号' for n in range(1, 60))}的台账。",
            f"没有{'、'.join(f'{n:02}号' for n in range(1, 20))}……",
        ),
        ("长" * 100, "长" * 59 + "……"),
    ],
)
def test_whole_clauses_that_two_rows_hold(text, left):
    shown = whole_clauses(text, 2, HEAD)
    assert shown == HEAD + left
    assert len(wrap(shown)) <= 2
    assert max(map(width, wrap(shown))) <= 72
