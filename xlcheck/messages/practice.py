"""Sentences of practice when it cannot go on."""

from __future__ import annotations

PRACTICE_ERRORS: dict[str, str] = {
    "practice.real-year": "{folder} 不是演练年度，检查情况要由检查人员如实登记，没有代为填写。请在台账中登记；要演练的，请在菜单中选“演练”。",
    "practice.ledger": "《{book}》找不到，或者工作表、表头被改动，没有代为填写。请从“演练”从头再来，或按“公示”写出的台账校验报告改正后再试。",
    "practice.nothing-typed": "台账中还没有填写过的行，没有代为填写。请打开 {folder} 中的《检查台账-01号》，先填好一户，保存并关闭后再试。",
}
