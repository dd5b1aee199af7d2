"""The forms that are printed upright and signed: 检查记录表, 抽查通知书, 抽取公告."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

from xlcheck.excel.forms.styles import OWN_PAGES, FormBook
from xlcheck.schema.outputs.draw import NOTICE_PROMISE

LetterCell = tuple[int, int, str, str]
LetterLine = tuple[float, tuple[LetterCell, ...]]
"""Height in points, then the parts of the row: first and last column, text, style."""

DATE = "　　　年　　月　　日"
_RECORD_NOTE = (
    "注：本笔录一式两份，一份存档，一份交被检查单位，正反面打印。检查人员不得少于两人，检查时应当出示执法证件。"
    "扫码所得的核对码应与本页所印相同。"
)
_LETTER_OPENING = (
    "　　按照《{{抽查计划名称}}》（编号 {{抽查计划编号}}），经随机抽取，"
    "你单位（统一社会信用代码：{{统一社会信用代码}}）被抽中为“{{抽查任务名称}}”（{{抽查任务编号}}）的检查对象。现将有关事项通知如下。"
)
_FORBIDDEN = (
    "　　“五个严禁”：严禁逐利检查，严禁干扰企业正常生产经营，严禁任性处罚企业，严禁下达检查指标，严禁变相检查。",
    (
        "　　“八个不得”：不得接受被检查企业的任何馈赠、报酬、福利待遇；不得参加被检查企业提供的宴请、娱乐、旅游等活动；"
        "不得由被检查企业支付消费开支或者将检查费用转嫁给企业；不得强制企业接受指定的中介机构提供服务；"
        "不得刻意要求法定代表人到场；不得乱查封、乱扣押、乱冻结、动辄责令停产停业；"
        "不得将考核考评、预算项目绩效与检查频次、罚款数额挂钩；不得以观摩、督导、考察等名义行检查之实。"
    ),
)
OFFICIAL_TEXT = (
    "本表单按公开资料编写。首次使用以前，请与国家、本省的行政检查文书格式文本对照一次，"
    "不同的照格式文本改；本行在打印范围以外，对照以后可以删去。"
)
"""Stands beside what is printed: nobody had the official grids at hand."""


def write_inspection_form(path: Path) -> None:
    """Write 检查记录表, which is 现场检查笔录: what was seen at one entity and what came of it, to be signed."""
    write_paper(path, "检查记录表", (5, 11, 17, 12, 10, 11, 11), _INSPECTION, breaks=(_AGAIN,))


def write_letter_form(path: Path) -> None:
    """Write 抽查通知书, which is 行政检查通知书: tells a drawn entity who comes, for what and what to prepare."""
    write_paper(path, "抽查通知书", (19, 19, 19, 19), _LETTER, breaks=(_AGAIN,))


def write_notice_form(path: Path) -> None:
    """Write 抽取公告: fixes everything before the draw, so that nothing can be chosen afterwards."""
    write_paper(path, "抽取公告", (5, 13, 17, 14, 13, 15), _NOTICE, beside="")


class PaperOptions(TypedDict, total=False):
    """What :func:`add_paper` takes by name."""

    breaks: tuple[str, ...]
    beside: str
    pages: int


def write_paper(
    path: Path, title: str, widths: tuple[float, ...], lines: tuple[LetterLine, ...], **options: Unpack[PaperOptions]
) -> None:
    """Write a form of one sheet, as :func:`add_paper` makes it."""
    form = FormBook(path, title)
    add_paper(form, title, widths, lines, **options)
    form.close()


def add_paper(
    form: FormBook,
    title: str,
    widths: tuple[float, ...],
    lines: tuple[LetterLine, ...],
    *,
    breaks: tuple[str, ...] = (),
    beside: str = OFFICIAL_TEXT,
    pages: int = 0,
) -> None:
    """Add a sheet to a form; a new page begins before each row that begins with one of the texts of ``breaks``.

    What is ``beside`` it stands on the screen alone.
    """
    sheet = form.sheet(title, widths, landscape=False, pages=pages)
    for row, (height, parts) in enumerate(lines):
        form.line(sheet, row, height, *parts)
    if beside:
        sheet.write_string(0, len(widths) + 1, beside, form.style("beside"))
    sheet.print_area(0, 0, len(lines) - 1, len(widths) - 1)
    # nobody signs a page on which nothing else stands, so the page ends where a part does
    sheet.set_h_pagebreaks([row for row, (_, parts) in enumerate(lines) if parts[0][2].startswith(breaks or "\0")])
    sheet.set_start_page(1)  # each sheet is a document of its own, though many are printed at once
    sheet.set_footer(OWN_PAGES, {"margin": 0.3})


def _pair(height: float, label: str, text: str, label2: str = "", text2: str = "") -> LetterLine:
    """Return one or two labelled facts across the seven columns of the form."""
    if not label2:
        return height, ((0, 1, label, "label"), (2, 6, text, "form"))
    return height, ((0, 1, label, "label"), (2, 3, text, "form"), (4, 4, label2, "label"), (5, 6, text2, "form"))


_AGAIN = "续页　"
"""How a second page begins: it says of whom it is, so that none is put for another."""
_CODES = "核对码：{{核对码}}\n平台检查码：　　　　　　　　　　　（由检查人员填写或者粘贴）"
_INSPECTION: tuple[LetterLine, ...] = (
    (32, ((0, 6, "{{单位简称}}“双随机、一公开”现场检查笔录", "title"),)),
    (20, ((0, 6, "（检查记录表）", "subtitle"),)),
    (96, (
        (0, 4, f"记录编号：{{{{记录编号}}}}\n抽查日期：{{{{抽查日期}}}}\n{_CODES}", "codes"),
        (5, 6, "{{核对码图}}", "codes"),
    )),
    _pair(34, "抽查任务", "{{抽查任务名称}}（{{抽查计划编号}}，{{抽查任务编号}}，{{抽查类型}}）"),
    _pair(34, "检查对象名称", "{{检查对象名称}}", "对象类别", "{{对象类别}}"),
    _pair(24, "统一社会信用代码", "{{统一社会信用代码}}", "法定代表人", "{{法定代表人}}"),
    _pair(34, "经营地址", "{{经营地址}}", "许可证号", "{{经营许可证号}}"),
    _pair(24, "检查人员", "{{检查人员}}"),
    _pair(30, "检查时间", "　　　年　　月　　日　　时　　分　至　　　　日　　时　　分"),
    _pair(30, "检查地点", ""),
    _pair(24, "检查依据", "{{检查依据}}"),
    _pair(56, "告知事项", "□已出示执法证件，证号与上列一致　□已告知检查依据、事项和方式\n"
          "□已告知陈述、申辩等权利和如实提供材料的义务\n"
          "□已告知申请回避的权利：□不申请　□申请，理由："),
    (30, (
        (0, 1, "陪同人员", "label"), (2, 3, "姓名、职务：", "form"), (4, 4, "见证人", "label"), (5, 6, "", "form"),
    )),
    (24, (
        (0, 0, "序号", "label"), (1, 1, "检查事项", "label"), (2, 3, "检查内容及要求", "label"),
        (4, 4, "检查方式", "label"), (5, 6, "检查情况", "label"),
    )),
    (40, (
        (0, 0, "{{序号}}", "form_centre"), (1, 1, "{{检查事项}}", "form_small"),
        (2, 3, "{{检查内容及要求}}", "form_small"), (4, 4, "{{检查方式}}", "form_small_centre"),
        (5, 6, "", "form_small"),
    )),
    (20, ((0, 6, f"{_AGAIN}{{{{检查对象名称}}}}　记录编号：{{{{记录编号}}}}　核对码：{{{{核对码}}}}", "codes"),)),
    (38, ((0, 1, "检查结果", "label"), (2, 6, "{{检查结果选项}}", "form_ticks"))),
    (150, ((0, 1, "发现问题", "label"), (2, 6, "", "form"))),
    (38, ((0, 1, "处理结果", "label"), (2, 6, "{{处理结果选项}}", "form_ticks"))),
    _pair(30, "音像记录编号", "", "记录人", ""),
    (40, (
        (0, 1, "陈述、申辩", "label"), (2, 6, "□无　□有：", "form"),
    )),
    (80, (
        (0, 1, "被检查单位意见", "label"),
        (2, 6, f"□以上笔录已阅，与实际相符　□有异议：\n\n负责人或者陪同人员（签字、盖章）：　　　　　　{DATE}", "form"),
    )),
    (56, (
        (0, 1, "拒绝签字的", "label"),
        (2, 6, f"理由：\n见证人（签字）：　　　　　　　　{DATE}", "form"),
    )),
    (44, (
        (0, 1, "检查人员签名", "label"), (2, 3, "", "form"),
        (4, 4, "签名日期", "label"), (5, 6, DATE, "form"),
    )),
    (30, ((0, 6, _RECORD_NOTE, "note"),)),
)  # fmt: skip


def _paragraph(height: float, text: str, style: str = "letter") -> LetterLine:
    return height, ((0, 3, text, style),)


_LETTER: tuple[LetterLine, ...] = (
    (32, ((0, 3, "{{单位名称}}", "title"),)),
    (36, ((0, 3, "行政检查通知书", "title"),)),
    (20, ((0, 3, "（“双随机、一公开”抽查通知书）", "subtitle"),)),
    (96, ((0, 2, f"{{{{通知文号}}}}\n{_CODES}", "codes"), (3, 3, "{{核对码图}}", "codes"))),
    _paragraph(26, "{{检查对象名称}}："),
    _paragraph(66, _LETTER_OPENING),
    _paragraph(
        44, "　　一、检查时间和地点：{{抽查日期}}，具体为　　　月　　　日（检查前由检查组填写并告知）；{{经营地址}}。"
    ),
    _paragraph(
        44,
        "　　二、检查人员：{{检查人员}}；协助检查人员　　　人。检查人员不少于两人，"
        "应当出示执法证件，未出示的，你单位有权拒绝检查。",
    ),
    _paragraph(22, "　　三、检查依据和任务来源：{{检查依据}}；{{任务来源}}。"),
    _paragraph(22, "　　四、检查方式和事项：{{各项检查方式}}。"),
    _paragraph(22, "　　（{{汉字序号}}）{{检查事项}}：{{检查内容及要求}}。"),
    _paragraph(20, f"{_AGAIN}{{{{检查对象名称}}}}　{{{{通知文号}}}}", "codes"),
    _paragraph(
        44, "　　五、检查次数：按本局登记，这是本年度第 {{本年度次数}} 次检查你单位，上限：{{年度上限}}。"
    ),
    _paragraph(22, "　　六、请提前准备以下材料：{{准备材料}}。"),
    _paragraph(
        66,
        "　　七、你单位有权陈述、申辩；检查人员与你单位有利害关系、可能影响公正的，可以在检查前申请回避；"
        "对检查结果有异议的，可以向本局提出，依法申请行政复议或者提起行政诉讼的权利不受影响。",
    ),
    _paragraph(44, "　　八、你单位应当如实提供有关材料，协助检查。检查结果将书面告知你单位，并按规定向社会公示。"),
    _paragraph(
        44, "　　九、检查人员违反下列“五个严禁”“八个不得”的，你单位可以拒绝，并可以向本局反映。监督电话：{{监督电话}}。"
    ),
    *(_paragraph(height, text, "letter_rules") for height, text in zip((40, 96), _FORBIDDEN, strict=True)),
    _paragraph(22, "　　联系人：{{联系人}}，联系电话：{{联系电话}}。"),
    _paragraph(22, "　　特此通知。"),
    _paragraph(30, ""),
    _paragraph(22, "{{单位名称}}　　", "letter_right"),
    _paragraph(22, f"{DATE}　　", "letter_right"),
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
    (20, ((0, 2, "", "sealed"), (3, 5, DATE, "sealed"))),
)  # fmt: skip
