"""Sentences of `adopt`: why a file of another layout cannot be brought in."""

from __future__ import annotations

ADOPT_ERRORS: dict[str, str] = {
    "adopt.no-file": "找不到 {file}，没有导入。请把要导入的文件拖到窗口里，再按回车。",
    "adopt.no-table": "《{file}》里没有认出计划、名录、人员、事项或其他检查的表，没有导入。看到的表头：{titles}。请核对是否选错了文件；表头不在前 {rows} 行的，删去上面的行后另存，再导入。",
    "adopt.not-a-table": "“{word}”不是可以导入的表。可以导入的：{known}。",
    "adopt.no-column": "原表没有“{title}”一栏，没有导入。原表的栏：{known}。",
    "adopt.no-own-column": "《{book}》没有“{title}”一栏，没有导入。可以对应的栏：{known}。",
    "adopt.badly-said": "“{text}”写得不对，没有导入。请写成“{form}”，如“{example}”。",
    "adopt.empty": "《{file}》的表里一行也没有，没有导入。请核对是否选错了文件。",
    "adopt.changed": "《{book}》在导入以后改动过，没有采用，没有改动。请再导入一次。",
}
"""Nothing was written or changed, and what to do."""
