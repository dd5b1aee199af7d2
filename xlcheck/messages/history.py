"""Sentences of `history` when it cannot go on."""

from __future__ import annotations

HISTORY_ERRORS: dict[str, str] = {
    "history.no-entity": "本年度的名录库和各年度的抽取中都没有“{name}”。请核对名称或统一社会信用代码。",
    "history.several": "“{name}”对应 {count} 户：{known}。请写全名称，或写统一社会信用代码。",
}
