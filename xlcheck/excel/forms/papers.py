"""The papers around a visit: what is approved before it, what says that papers were served, what follows from it."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.forms.letters import DATE, OFFICIAL_TEXT, LetterLine, add_paper, write_paper
from xlcheck.excel.forms.styles import FormBook

_LIST_SHEET = "检查对象名单"
_LIST_WIDTHS = (6, 30, 22, 32, 40, 36)
_LIST = ("序号", "检查对象名称", "统一社会信用代码", "经营地址", "检查人员", "本年度其他检查")
_OPINION = f"　\n（签字）：　　　　　　　　{DATE}"


def write_approval_form(path: Path) -> None:
    """Write 行政检查审批表: what is to be approved before anybody goes, with the companies in a list annexed."""
    form = FormBook(path, "行政检查审批表")
    add_paper(form, "行政检查审批表", (5, 13, 17, 14, 13, 15), _APPROVAL, pages=1)
    sheet = form.sheet(_LIST_SHEET, _LIST_WIDTHS, landscape=True)
    form.line(sheet, 0, 30, (0, len(_LIST) - 1, "{{单位名称}}行政检查对象名单", "title"))
    above = "{{审批编号}}　　{{抽查任务名称}}（{{抽查计划编号}}，{{抽查任务编号}}）"
    form.line(sheet, 1, 20, (0, len(_LIST) - 1, above, "above"))
    form.line(sheet, 2, 24, *((n, n, title, "head") for n, title in enumerate(_LIST)))
    form.line(sheet, 3, 30, *((n, n, f"{{{{{title}}}}}", _style(title)) for n, title in enumerate(_LIST)))
    form.line(sheet, 4, 26, (0, len(_LIST) - 1, "以上共 {{户数}} 户，附于行政检查审批表之后。", "above"))
    sheet.repeat_rows(0, 2)
    sheet.print_area(0, 0, 4, len(_LIST) - 1)
    form.close()


def _style(title: str) -> str:
    return "centre" if title == "序号" else "cell"


def write_service_form(path: Path) -> None:
    """Write 送达回证: that a notice, and what follows from the visit, came into the hands of the company."""
    write_paper(path, "送达回证", (16, 26, 18, 18), _SERVICE, beside=OFFICIAL_TEXT, pages=1)


def _fact(height: float, label: str, text: str, style: str = "form") -> LetterLine:
    return height, ((0, 1, label, "label"), (2, 5, text, style))


def _facts(height: float, label: str, text: str, label2: str, text2: str) -> LetterLine:
    return height, ((0, 1, label, "label"), (2, 2, text, "form"), (3, 3, label2, "label"), (4, 5, text2, "form"))


_APPROVAL: tuple[LetterLine, ...] = (
    (30, ((0, 5, "{{单位名称}}", "title"),)),
    (34, ((0, 5, "行政检查审批表", "title"),)),
    (20, ((0, 5, "{{审批编号}}", "above"),)),
    _fact(34, "检查任务", "{{抽查任务名称}}（{{抽查计划编号}}，{{抽查任务编号}}，{{抽查类型}}）"),
    _fact(24, "任务来源", "{{任务来源}}"),
    _fact(24, "检查依据", "{{检查依据}}"),
    _facts(24, "检查方式", "{{各项检查方式}}", "检查时间", "{{抽查日期}}"),
    _fact(34, "检查对象", "{{对象类别}} {{户数}} 户，经随机抽取，名单附后。抽取记录内容摘要：{{内容摘要}}"),
    _facts(24, "检查人员", "{{人数}} 人，逐户见名单", "协助人员", "　　　　人"),
    _fact(34, "本年度其他检查", "{{其他检查说明}}；每户年度上限：{{年度上限}}。"),
    (24, ((0, 0, "序号", "label"), (1, 2, "检查事项", "label"), (3, 5, "检查内容及要求", "label"))),
    (24, (
        (0, 0, "{{序号}}", "form_centre"), (1, 2, "{{检查事项}}", "form_small"),
        (3, 5, "{{检查内容及要求}}", "form_small"),
    )),
    _fact(64, "承办机构意见", _OPINION, "form_bottom"),
    _fact(64, "审核意见", _OPINION, "form_bottom"),
    _fact(64, "单位负责人意见", _OPINION, "form_bottom"),
    _fact(30, "备注", ""),
    (30, (
        (0, 5, "注：检查前报批；紧急情况事后补办的，在备注中写明原因。批准的日期登记在检查台账的“审批日期”。", "note"),
    )),
)  # fmt: skip


def _served(height: float, label: str, text: str) -> LetterLine:
    return height, ((0, 0, label, "label"), (1, 3, text, "form"))


def _document(name: str, number: str) -> LetterLine:
    return 44, ((0, 1, f"{name}\n{number}", "form"), (2, 2, "", "form"), (3, 3, "　　月　　日　　时", "form"))


_SERVICE: tuple[LetterLine, ...] = (
    (32, ((0, 3, "{{单位名称}}", "title"),)),
    (36, ((0, 3, "送达回证", "title"),)),
    (20, ((0, 3, "记录编号：{{记录编号}}　　核对码：{{核对码}}", "above"),)),
    _served(40, "受送达人", "{{检查对象名称}}（统一社会信用代码：{{统一社会信用代码}}）"),
    _served(34, "送达地点", "{{经营地址}}"),
    _served(34, "检查任务", "{{抽查任务名称}}（{{抽查任务编号}}）"),
    _served(34, "送达方式", "□直接送达　□留置送达　□邮寄送达　□电子送达　□其他："),
    (26, ((0, 1, "送达的文书和文号", "label"), (2, 2, "收件人签名、盖章", "label"), (3, 3, "收件时间", "label"))),
    _document("行政检查通知书", "{{通知文号}}"),
    _document("检查结果告知书", "文号："),
    _document("责令改正通知书", "文号："),
    _document("其他：", "文号："),
    _served(44, "代收人", "代收人与受送达人的关系："),
    _served(60, "拒收的", f"拒收理由：\n见证人（签字）：　　　　　　{DATE}"),
    _served(44, "送达人（签字）", f"　　　　　　　　、　　　　　　　　{DATE}"),
    _served(44, "备注", ""),
    (30, ((0, 3, "注：送达以后存档，并把通知书的送达日期登记在检查台账的“送达日期”。", "note"),)),
)  # fmt: skip


def write_result_form(path: Path) -> None:
    """Write 检查结果告知书: tells a company what the inspection has found and what follows."""
    write_paper(path, "检查结果告知书", _LETTER_WIDTHS, _RESULT, pages=1)


def write_order_form(path: Path) -> None:
    """Write 责令改正通知书, a draft: the law that was broken is for a person to name."""
    write_paper(path, "责令改正通知书", _LETTER_WIDTHS, _ORDER, pages=1)


_LETTER_WIDTHS = (19, 19, 19, 19)


def _paragraph(height: float, text: str, style: str = "letter") -> LetterLine:
    return height, ((0, 3, text, style),)


def _head(title: str, below: str, number: str) -> tuple[LetterLine, ...]:
    return (
        _paragraph(32, "{{单位名称}}", "title"),
        _paragraph(36, title, "title"),
        _paragraph(20, below, "subtitle"),
        _paragraph(34, f"{number}\n核对码：{{{{核对码}}}}", "codes"),
        _paragraph(26, "{{检查对象名称}}（统一社会信用代码：{{统一社会信用代码}}）："),
    )


_SIGNED = (
    _paragraph(22, "　　联系人：{{联系人}}，联系电话：{{联系电话}}。"),
    _paragraph(30, ""),
    _paragraph(22, "{{单位名称}}　　", "letter_right"),
    _paragraph(22, f"{DATE}　　", "letter_right"),
    _paragraph(34, "注：送达时请收件人在送达回证上签收。", "note"),
)
_RESULT: tuple[LetterLine, ...] = (
    *_head("检查结果告知书", "（“双随机、一公开”抽查）", "{{告知文号}}"),
    _paragraph(
        66,
        "　　{{检查日期}}，本局检查人员（{{检查人员}}）按照“{{抽查任务名称}}”（{{抽查任务编号}}）对你单位进行了检查。"
        "现将检查结果告知如下。",
    ),
    _paragraph(22, "　　一、检查事项：{{检查事项}}。"),
    _paragraph(22, "　　二、检查方式：{{检查方式}}。"),
    _paragraph(22, "　　三、检查情况：{{检查情况}}"),
    _paragraph(22, "　　四、检查结果：{{检查结果}}。"),
    _paragraph(22, "　　五、处理结果：{{处理结果}}。{{整改要求}}"),
    _paragraph(
        66,
        "　　六、你单位对检查结果有异议的，可以向本局陈述、申辩，本局将复核；"
        "依法申请行政复议或者提起行政诉讼的权利不受影响。检查结果按规定向社会公示。",
    ),
    *_SIGNED,
)
_ORDER: tuple[LetterLine, ...] = (
    *_head("责令改正通知书", "（草稿，由单位负责人审核以后使用）", "{{责改文号}}"),
    _paragraph(
        66,
        "　　{{检查日期}}，本局检查人员按照“{{抽查任务名称}}”（{{抽查任务编号}}）对你单位进行了检查"
        "（检查事项：{{检查事项}}），发现下列问题：",
    ),
    _paragraph(22, "　　{{检查结果}}。{{检查情况}}"),
    _paragraph(
        44,
        "　　以上行为违反了　　　　　　　　　　　　　　　　　　（写明法律、法规、规章的名称和条款；"
        "检查依据是：{{检查依据}}）的规定。",
    ),
    _paragraph(44, "　　现责令你单位：□立即改正　□在{{整改期限}}前改正完毕，并把改正情况书面报本局。本局将复查。"),
    _paragraph(44, "　　改正的内容和要求：　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　。"),
    _paragraph(
        66,
        "　　对本通知不服的，可以自收到之日起六十日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼；"
        "法律、法规另有规定的，从其规定。",
    ),
    *_SIGNED,
)
