"""The data of a record of “xlcheck-draw/2”: as in the first format, and what was not fixed or not said in it."""

from __future__ import annotations

from xlcheck.draws.formats.one.particulars import LABELS as FIRST_LABELS
from xlcheck.draws.formats.one.particulars import Labels
from xlcheck.draws.formats.one.record import LAYOUT as FIRST_LAYOUT
from xlcheck.draws.formats.one.record import RecordLayout
from xlcheck.model import DrawRecord, DrawRequest, Proof, Source

LABELS: Labels = {
    **FIRST_LABELS,
    Source: {"key": "代号", "name": "名称", "numbers": "数字"},
    DrawRequest: {
        **FIRST_LABELS[DrawRequest],
        "practice": "演练",
        "draw_day": "开奖日",
        "day_basis": "开奖日依据",
        "source_reason": "用本机随机数的原因",
        "filter_reason": "定向条件与计划不同的原因",
        "category_size": "本类别户数",
        "opening": "年初状态指纹",
        "follows": "年初状态承接上年",
        "moved": "名录变动指纹",
        "moved_counts": "名录变动",
        "moved_reason": "名录变动的原因",
        "late": "临时登记而未列入的代码",
        "updated": "名录更新",
        "visits": "本年度检查",
    },
    DrawRecord: {**FIRST_LABELS[DrawRecord], "rules_digest": "抽取规则指纹", "strength": "随机性强度"},
    Proof: {"kind": "方式", "holder": "收存人", "number": "编号", "at": "时间"},
}

LAYOUT = RecordLayout(LABELS, FIRST_LAYOUT.rows_of)
