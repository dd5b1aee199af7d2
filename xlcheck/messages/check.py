"""Sentences of `check` when it cannot go on."""

from __future__ import annotations

CHECK_ERRORS: dict[str, str] = {
    "check.no-such-file": "找不到 {file}，没有校验。请核对文件名；名称中有 & 或 ^ 而没有空格的，拖放时会被系统截断，请把它放进“待检查”文件夹，再选“校验来件”。",
    "check.unknown-book": "《{book}》不像是计划、名录库、事项清单或单位设置，没有校验。请核对是否选错了文件。",
    "check.misnamed": "《{book}》的内容是{kind}，文件名却是另一个工作簿的，没有校验。请改名后再校验。",
}
