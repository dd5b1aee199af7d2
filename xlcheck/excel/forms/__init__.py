"""The forms of the tool: their templates, and the fields from which each is filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from xlcheck.excel.fill.values import FormRow, FormRows, Formula, RowList, Value
from xlcheck.excel.forms.ledger import option_columns, option_field, write_ledger_form
from xlcheck.excel.forms.letters import write_inspection_form, write_letter_form, write_notice_form
from xlcheck.excel.forms.papers import write_approval_form, write_order_form, write_result_form, write_service_form
from xlcheck.excel.forms.tables import PUBLIC_FOOT, write_table_form
from xlcheck.excel.write.measure import text_width
from xlcheck.model import Settings
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.schema.outputs.ledger import ARRANGEMENT, LEDGER, MERGE_NOTES
from xlcheck.schema.outputs.publish import CORRECTION, CREDIT, PLATFORM, PORTAL, WITHDRAWAL
from xlcheck.schema.table import Column, Table

FOLDER = "表单"
"""Folder of the form templates inside templates/."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its template, and the names of what it is filled from; ``lists`` maps lists to their fields."""

    filename: str
    write: Callable[[Path], None]
    facts: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    later: bool = False
    """Whether version 0.1.0 had no such form: where a bureau's own folder lacks it, the shipped one is taken."""

    def rows(self, lists: Mapping[str, Sequence[FormRow]]) -> FormRows:
        """Return rows by list name as :func:`~xlcheck.excel.fill.fill` takes them; a list not given is empty.

        Raises ``KeyError`` for a list that the form does not have.
        """
        foreign = sorted(set(lists) - set(self.lists))
        if foreign:
            raise KeyError(foreign[0])
        return {name: RowList(fields, lists.get(name, ())) for name, fields in self.lists.items()}


_DIGITS = "零一二三四五六七八九"
_TASK = ("抽查计划编号", "抽查任务编号", "抽查任务名称", "抽查日期")
_ITEM = ("检查事项", "检查内容及要求")
_VISIT = ("检查对象名称", "统一社会信用代码", "经营地址", "检查人员", "检查依据")
_CODES = ("核对码", "核对码图")
_FOOT = ("单位名称", "年度", "制表日期")

INSPECTION_FORM = Form(
    "检查记录表.xlsx",
    write_inspection_form,
    (
        "单位简称", "记录编号", *_TASK, *_VISIT, *_CODES, "抽查类型", "对象类别", "法定代表人", "经营许可证号",
        "检查结果选项", "处理结果选项",
    ),
    {"事项": ("序号", *_ITEM, "检查方式")},
)  # fmt: skip
LETTER_FORM = Form(
    "抽查通知书.xlsx",
    write_letter_form,
    (
        "单位名称", "通知文号", *_TASK, *_VISIT, *_CODES, "抽查计划名称", "任务来源", "各项检查方式", "本年度次数",
        "年度上限", "准备材料", "联系人", "联系电话", "监督电话",
    ),
    {"事项": ("汉字序号", *_ITEM)},
)  # fmt: skip
APPROVAL_FORM = Form(
    "行政检查审批表.xlsx",
    write_approval_form,
    (
        "单位名称", "审批编号", "抽查计划编号", "抽查任务编号", "抽查任务名称", "抽查日期", "抽查类型", "任务来源",
        "检查依据", "各项检查方式", "对象类别", "户数", "内容摘要", "人数", "其他检查说明", "年度上限",
    ),
    {
        "事项": ("序号", *_ITEM),
        "名单": ("序号", "检查对象名称", "统一社会信用代码", "经营地址", "检查人员", "本年度其他检查"),
    },
    later=True,
)  # fmt: skip
SERVICE_FORM = Form(
    "送达回证.xlsx",
    write_service_form,
    (
        "单位名称", "记录编号", "核对码", "检查对象名称", "统一社会信用代码", "经营地址", "抽查任务名称",
        "抽查任务编号", "通知文号",
    ),
    {},
    later=True,
)  # fmt: skip
_OUTCOME = (
    "单位名称", "检查对象名称", "统一社会信用代码", "抽查任务名称", "抽查任务编号", "核对码", "检查日期", "检查事项",
    "检查情况", "检查结果", "联系人", "联系电话",
)  # fmt: skip
RESULT_FORM = Form(
    "检查结果告知书.xlsx",
    write_result_form,
    (*_OUTCOME, "告知文号", "检查人员", "检查方式", "处理结果", "整改要求"),
    {},
    later=True,
)
ORDER_FORM = Form(
    "责令改正通知书.xlsx", write_order_form, (*_OUTCOME, "责改文号", "检查依据", "整改期限"), {}, later=True
)
NOTICE_FORM = Form(
    "抽取公告.xlsx",
    write_notice_form,
    (
        "单位名称", *_TASK, "抽查类型", "抽取次数", "抽查对象范围", "检查组", "抽样框户数", "抽样框指纹",
        "检查人员数", "检查人员名单指纹", "抽取规则指纹", "名录变动", "名录更新", "抽查比例", "取整办法", "应抽数算式",
        "再次抽取原因", "发出期限", "制作时间",
    ),
    {"随机数来源": ("序号", "来源", "名称", "说明")},
)  # fmt: skip
LEDGER_FORM = Form(
    "检查台账.xlsx",
    write_ledger_form,
    ("单位名称", "单位简称", "制表日期", "期限说明", "格式说明"),
    {
        "台账": LEDGER.as_offered.titles,
        "期限": ("对照日期", "对照期限"),
        **{option_field(column): (option_field(column),) for column in option_columns()},
    },
)
PORTAL_FORM = Form(
    "抽查结果公示.xlsx", partial(write_table_form, table=PORTAL, foot=PUBLIC_FOOT), _FOOT, {"公示": PORTAL.titles}
)
PLATFORM_FORM = Form(
    "省平台录入表.xlsx", partial(write_table_form, table=PLATFORM), (*_FOOT, "平台名称"), {"录入": PLATFORM.titles}
)
CORRECTION_FORM = Form(
    "更正公告.xlsx", partial(write_table_form, table=CORRECTION, foot=PUBLIC_FOOT), _FOOT, {"更正": CORRECTION.titles}
)
WITHDRAWAL_FORM = Form(
    "撤回公告.xlsx", partial(write_table_form, table=WITHDRAWAL, foot=PUBLIC_FOOT), _FOOT, {"撤回": WITHDRAWAL.titles}
)
ARRANGEMENT_FORM = Form(
    "合并检查安排.xlsx", partial(write_table_form, table=ARRANGEMENT), _FOOT, {"合并": ARRANGEMENT.titles}
)
MERGE_NOTES_FORM = Form(
    "台账合并说明.xlsx", partial(write_table_form, table=MERGE_NOTES), _FOOT, {"合并": MERGE_NOTES.titles}
)
CREDIT_FORM = Form("信用信息归集表.xlsx", partial(write_table_form, table=CREDIT), _FOOT, {"归集": CREDIT.titles})

FORMS = (
    APPROVAL_FORM, LETTER_FORM, INSPECTION_FORM, SERVICE_FORM, RESULT_FORM, ORDER_FORM, NOTICE_FORM, LEDGER_FORM,
    PORTAL_FORM, PLATFORM_FORM, CREDIT_FORM, CORRECTION_FORM, WITHDRAWAL_FORM, ARRANGEMENT_FORM, MERGE_NOTES_FORM,
)  # fmt: skip


def write_forms(folder: Path) -> tuple[Path, ...]:
    """Write the templates of all forms into ``folder``, the same bytes each time; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / form.filename for form in FORMS)
    for form, path in zip(FORMS, paths, strict=True):
        form.write(path)
    return paths


def titled(table: Table, rows: Iterable[Mapping[Column, Value]]) -> tuple[FormRow, ...]:
    """Return rows under column titles, which are a form's fields."""
    return tuple({column.title: row.get(column) for column in table} for row in rows)


def option_rows(settings: Settings | None = None) -> dict[str, tuple[FormRow, ...]]:
    """Return the lists that fill the drop-downs of the ledger."""
    return {
        option_field(column): tuple({option_field(column): v} for v in vocabulary(column.vocabulary, settings))
        for column in option_columns()
    }


def deadline_formula(deadline: date | None = None) -> Formula:
    """Return 公示期限 looked up by 检查日期 in 公示期限对照; ``deadline`` is the deadline of the date there now."""
    return Formula('IF({检查日期}="","",IFERROR(INDEX({对照期限[]},MATCH({检查日期},{对照日期[]},0)),""))', deadline)


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 as headings of official documents count: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def tick_boxes(values: Iterable[str], room: int = 32) -> str:
    """List values to tick by hand, ``□未发现问题　□……``, none broken over two lines of ``room`` Chinese characters."""
    lines: list[str] = []
    for box in (f"□{value}" for value in values):
        if lines and text_width(f"{lines[-1]}　{box}") <= room:
            lines[-1] += f"　{box}"
        else:
            lines.append(box)
    return "\n".join(lines)
