"""What notice, record and page of “xlcheck-draw/2” say in words."""

from __future__ import annotations

from xlcheck.draws.formats.one.wording import counted_in_words, ratio_in_words, team_in_words
from xlcheck.draws.movement.late import late_text
from xlcheck.model import DrawRecord, DrawRequest, Proof, ProofKind

__all__ = [
    "OPENED_SUFFIXES",
    "SEPARATORS",
    "counted_in_words",
    "evidence_in_words",
    "kind_in_words",
    "late_in_words",
    "moved_in_words",
    "proof_in_words",
    "ratio_in_words",
    "team_in_words",
    "times",
]

OPENED_SUFFIXES = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".pdf",
                   ".docx", ".docm", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".doc", ".xls", ".ppt")  # fmt: skip
"""Suffixes of the evidence that the program has looked into; files of other kinds are archived under none of them."""

SEPARATORS = frozenset("，；：")
"""What stands between the parts of a proof, and so in none of them: with it a name could pass for another proof."""


def kind_in_words(request: DrawRequest) -> str:
    """Write 抽查类型, with 定向条件 and what it leaves of the category where the draw is directed."""
    if not request.filter:
        return request.kind
    why = f"；与计划不同的原因：{request.filter_reason}" if request.filter_reason else ""
    left = f"定向后 {len(request.entities)} 户，类别共 {request.category_size} 户"
    return f"{request.kind}（定向条件：{request.filter}；{left}{why}）"


def moved_in_words(request: DrawRequest) -> str:
    """Say what moved in registries and rules since the opening of the year, as far as it touches the task."""
    if not request.opening:
        return "（没有年初状态可以比较）"
    basis = "与上年末相比" if request.follows else "无上年基线，与本年度第一次冻结时相比"
    counted = request.moved_counts.removeprefix("名录变动：")
    why = f"；移出、改类别的原因：{request.moved_reason}" if request.moved_reason else ""
    return f"{basis}：{counted}{why}；变动清单的指纹 {request.moved}"


def late_in_words(request: DrawRequest) -> str:
    """Say how many an entry of the last days has left out, and whom."""
    return f"{late_text(request.late)}：{'、'.join(request.late)}。"


def times(record: DrawRecord) -> str:
    """Return the times as they are printed."""
    return f"冻结 {record.frozen_at}；录入号码 {record.revealed_at}；抽取 {record.drawn_at}（北京时间）"


def proof_in_words(proof: Proof) -> str:
    """Say who held the freeze, and by what that is shown."""
    number = f"，{proof.number}" if proof.number else ""
    stated = "（本单位自述，没有附凭据）" if proof.kind is ProofKind.STATED else ""
    return f"{proof.kind}：{proof.holder}，{proof.at}{number}{stated}"


def evidence_in_words(line: str) -> str:
    """Write a file of evidence with its SHA-256, and say so where the program could not look into it."""
    name, _, digest = line.partition(" ")
    opened = name.lower().endswith(OPENED_SUFFIXES)
    return f"{name}，SHA-256 {digest}" + ("" if opened else "（程序不能打开这种文件，照原样收存，没有核对内容）")
