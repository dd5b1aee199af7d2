"""The forms that are printed upright and signed: 检查记录表, 抽查通知书, 抽取公告."""

from __future__ import annotations

from pathlib import Path

from xlcheck.excel.forms.styles import OWN_PAGES, FormBook
from xlcheck.schema.outputs.draw import NOTICE_PROMISE

LetterCell = tuple[int, int, str, str]
LetterLine = tuple[float, tuple[LetterCell, ...]]
"""Height in points, then the parts of the row: first and last column, text, style."""

_DATE = "　　　年　　月　　日"
_RECORD_NOTE = "注：本表一式两份，一份存档，一份交被检查单位。检查人员不得少于两人，检查时应当出示执法证件。"
_LETTER_OPENING = (
    "　　按照《{{抽查计划名称}}》（编号 {{抽查计划编号}}），经随机抽取，"
    "你单位（统一社会信用代码：{{统一社会信用代码}}）被抽中为“{{抽查任务名称}}”（{{抽查任务编号}}）的检查对象。现将有关事项通知如下。"
)


def write_inspection_form(path: Path) -> None:
    """Write 检查记录表: what was seen at one entity and what came of it, for hand-writing and signatures."""
    _write(path, "检查记录表", (5, 11, 17, 12, 10, 11, 11), _INSPECTION)


def write_letter_form(path: Path) -> None:
    """Write 抽查通知书: tells a drawn entity who comes, for what and what to prepare."""
    _write(path, "抽查通知书", (19, 19, 19, 19), _LETTER, pages=1)


def write_notice_form(path: Path) -> None:
    """Write 抽取公告: fixes everything before the draw, so that nothing can be chosen afterwards."""
    _write(path, "抽取公告", (5, 13, 17, 14, 13, 15), _NOTICE)


def _write(path: Path, title: str, widths: tuple[float, ...], lines: tuple[LetterLine, ...], pages: int = 0) -> None:
    form = FormBook(path, title)
    sheet = form.sheet(title, widths, landscape=False, pages=pages)
    for row, (height, parts) in enumerate(lines):
        form.line(sheet, row, height, *parts)
    sheet.print_area(0, 0, len(lines) - 1, len(widths) - 1)
    sheet.set_start_page(1)  # each sheet is a document of its own, though many are printed at once
    sheet.set_footer(OWN_PAGES, {"margin": 0.3})
    form.close()


def _pair(height: float, label: str, text: str, label2: str = "", text2: str = "") -> LetterLine:
    """Return one or two labelled facts across the seven columns of the form."""
    if not label2:
        return height, ((0, 1, label, "label"), (2, 6, text, "form"))
    return height, ((0, 1, label, "label"), (2, 3, text, "form"), (4, 4, label2, "label"), (5, 6, text2, "form"))


_INSPECTION: tuple[LetterLine, ...] = (
    (32, ((0, 6, "{{单位简称}}“双随机、一公开”检查记录表", "title"),)),
    (20, ((0, 3, "记录编号：{{记录编号}}", "above"), (4, 6, "抽查日期：{{抽查日期}}", "above"))),
    _pair(34, "抽查任务", "{{抽查任务名称}}（{{抽查计划编号}}，{{抽查任务编号}}，{{抽查类型}}）"),
    _pair(34, "检查对象名称", "{{检查对象名称}}", "对象类别", "{{对象类别}}"),
    _pair(24, "统一社会信用代码", "{{统一社会信用代码}}", "法定代表人", "{{法定代表人}}"),
    _pair(34, "经营地址", "{{经营地址}}", "许可证号", "{{经营许可证号}}"),
    _pair(24, "检查人员", "{{检查人员}}"),
    _pair(26, "检查日期", _DATE, "检查地点", ""),
    _pair(24, "检查依据", "{{检查依据}}"),
    (24, (
        (0, 0, "序号", "label"), (1, 1, "检查事项", "label"), (2, 3, "检查内容及要求", "label"),
        (4, 4, "检查方式", "label"), (5, 6, "检查情况", "label"),
    )),
    (40, (
        (0, 0, "{{序号}}", "form_centre"), (1, 1, "{{检查事项}}", "form_small"),
        (2, 3, "{{检查内容及要求}}", "form_small"), (4, 4, "{{检查方式}}", "form_small_centre"),
        (5, 6, "", "form_small"),
    )),
    (34, ((0, 1, "检查结果", "label"), (2, 6, "{{检查结果选项}}", "form_ticks"))),
    (46, ((0, 1, "发现问题", "label"), (2, 6, "", "form"))),
    (34, ((0, 1, "处理结果", "label"), (2, 6, "{{处理结果选项}}", "form_ticks"))),
    (50, (
        (0, 1, "被检查单位意见", "label"),
        (2, 6, f"负责人（签字、盖章）：　　　　　　　　{_DATE}", "form_bottom"),
    )),
    (36, (
        (0, 1, "检查人员签名", "label"), (2, 3, "", "form"),
        (4, 4, "签名日期", "label"), (5, 6, _DATE, "form"),
    )),
    (16, ((0, 6, _RECORD_NOTE, "note"),)),
)  # fmt: skip


def _paragraph(height: float, text: str, style: str = "letter") -> LetterLine:
    return height, ((0, 3, text, style),)


_LETTER: tuple[LetterLine, ...] = (
    (32, ((0, 3, "{{单位名称}}", "title"),)),
    (36, ((0, 3, "“双随机、一公开”抽查通知书", "title"),)),
    _paragraph(22, "{{通知文号}}", "letter_right"),
    _paragraph(26, "{{检查对象名称}}："),
    _paragraph(66, _LETTER_OPENING),
    _paragraph(22, "　　一、检查时间：{{抽查日期}}。"),
    _paragraph(44, "　　二、检查人员：{{检查人员}}。检查人员应当出示执法证件，未出示的，你单位有权拒绝检查。"),
    _paragraph(22, "　　三、检查依据：{{检查依据}}。"),
    _paragraph(22, "　　四、检查事项："),
    _paragraph(22, "　　（{{汉字序号}}）{{检查事项}}：{{检查内容及要求}}。"),
    _paragraph(22, "　　五、请提前准备以下材料：{{准备材料}}。"),
    _paragraph(44, "　　六、检查人员与你单位有利害关系、可能影响公正的，你单位可以在检查前向我局申请回避。"),
    _paragraph(22, "　　七、检查结果将在规定期限内向社会公示。"),
    _paragraph(22, "　　联系人：{{联系人}}，联系电话：{{联系电话}}。"),
    _paragraph(22, "　　特此通知。"),
    _paragraph(8, ""),
    _paragraph(22, "{{单位名称}}　　", "letter_right"),
    _paragraph(22, f"{_DATE}　　", "letter_right"),
    _paragraph(14, ""),
    _paragraph(34, f"送达回证　　签收人（签字）：　　　　　　　　签收日期：{_DATE}", "letter_small"),
)  # fmt: skip


def _fact(height: float, label: str, text: str, style: str = "form") -> LetterLine:
    """Return a labelled fact across the six columns of the notice."""
    return height, ((0, 1, label, "label"), (2, 5, text, style))


def _facts(label: str, text: str, label2: str, text2: str) -> LetterLine:
    return 24, ((0, 1, label, "label"), (2, 2, text, "form"), (3, 3, label2, "label"), (4, 5, text2, "form"))


_NOTICE: tuple[LetterLine, ...] = (
    (30, ((0, 5, "{{单位名称}}", "title"),)),
    (34, ((0, 5, "“双随机、一公开”抽取公告", "title"),)),
    _fact(34, "抽查任务", "{{抽查任务名称}}（{{抽查计划编号}}，{{抽查任务编号}}）"),
    _facts("抽查类型", "{{抽查类型}}", "抽取次数", "第 {{抽取次数}} 次"),
    _fact(24, "抽查对象范围", "{{抽查对象范围}}"),
    _facts("抽查日期", "{{抽查日期}}", "检查组", "{{检查组}}"),
    _facts("抽样框户数", "{{抽样框户数}} 户", "检查人员数", "{{检查人员数}} 人"),
    _fact(24, "抽样框指纹", "{{抽样框指纹}}", "digest"),
    _fact(24, "人员名单指纹", "{{检查人员名单指纹}}", "digest"),
    _fact(24, "抽取规则指纹", "{{抽取规则指纹}}", "digest"),
    _fact(40, "名录变动", "{{名录变动}}"),
    _fact(40, "名录更新", "{{名录更新}}"),
    _facts("抽查比例（原文）", "{{抽查比例}}", "取整", "{{取整办法}}"),
    _fact(24, "应抽数", "{{应抽数算式}}"),
    _fact(24, "再次抽取原因", "{{再次抽取原因}}"),
    (26, ((0, 5, "抽取所用的随机数来源", "label"),)),
    (24, ((0, 0, "序号", "label"), (1, 1, "来源", "label"), (2, 3, "名称", "label"), (4, 5, "说明", "label"))),
    (26, (
        (0, 0, "{{序号}}", "form_centre"), (1, 1, "{{来源}}", "form"),
        (2, 3, "{{名称}}", "form"), (4, 5, "{{说明}}", "form"),
    )),
    (66, ((0, 5, f"　　{NOTICE_PROMISE}", "form"),)),
    _fact(24, "制作时间", "{{制作时间}}", "form_time"),
    _fact(24, "发出期限", "{{发出期限}}"),
    (32, (
        (0, 1, "操作人（签名）", "label"), (2, 2, "", "form"),
        (3, 3, "监督人（签名）", "label"), (4, 5, "", "form"),
    )),
    (40, ((0, 2, "", "sealed"), (3, 5, "{{单位名称}}（盖章）", "sealed"))),
    (20, ((0, 2, "", "sealed"), (3, 5, _DATE, "sealed"))),
)  # fmt: skip
