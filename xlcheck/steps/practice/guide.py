"""The ten steps of 演练: what is done on which day, the words for it, and what shows that it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from xlcheck.messages import Level
from xlcheck.model import XlcheckError
from xlcheck.steps.check.check import REPORT_NAME
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.ledger.prepare import prepared_files
from xlcheck.steps.practice.mistakes import LETTER_O, NO_UNIT
from xlcheck.steps.remind.check_state import CheckState, report_levels
from xlcheck.steps.remind.year_state import RoundState, YearState


@dataclass(frozen=True, slots=True)
class PracticeView:
    """What is known of a practice desk after an entry of the menu, whose title is ``entry``, was carried out."""

    desk: Desk
    state: YearState
    entry: str = ""

    @property
    def round(self) -> RoundState:
        """The 批次 that is practised."""
        return self.state.rounds[0]


@dataclass(frozen=True, slots=True)
class PracticeStep:
    """A step: the day on which it is practised, what the person reads, and the entries of the menu to choose in turn.

    What is told is a line an action; ``{inspector}`` and ``{name}`` stand for the first inspector of the first visit
    that was drawn. Each entry comes with what shows that it is done.
    """

    number: int
    title: str
    day: date
    told: tuple[str, ...]
    entries: tuple[tuple[str, Callable[[PracticeView], bool]], ...]

    def entry(self, view: PracticeView) -> str | None:
        """Return the title of the entry to choose now; ``None`` when the step is done."""
        return next((title for title, is_done in self.entries if not is_done(view)), None)

    def instructions(self, desk: Desk) -> list[str]:
        """Return what the person reads, with the names that the draw of this desk has brought.

        Raises :class:`XlcheckError` as :meth:`Archive.records`, and ``ledger.nothing-drawn`` where there is no draw.
        """
        names: dict[str, str] = {}
        if any("{name}" in line for line in self.told):
            record = next(iter(Archive(desk).records().values()), None)
            if record is None:
                raise XlcheckError("ledger.nothing-drawn")
            cert = record.teams[0].certs[0]
            name = next(person.name for person in record.request.inspectors if person.cert == cert)
            names = {"name": name, "inspector": record.request.named((cert,))}
        return [line.format(**names) for line in self.told]


def _is_corrected(view: PracticeView) -> bool:
    """Say whether no error is left, nor the warning: its wrong code would make all draws others than the manual's."""
    report = view.desk.checks / REPORT_NAME
    return view.state.check is CheckState.CLEAN and Level.WARNING not in report_levels(report)


def _is_lodged(view: PracticeView) -> bool:
    return bool(view.desk.journal.draws().lodgings)


def _has_replacements(view: PracticeView) -> bool:
    return any(drawn_task.replacements for drawn_task in drawn_tasks(Archive(view.desk)).values())


def _has_all_forms(view: PracticeView) -> bool:
    tasks = drawn_tasks(Archive(view.desk)).values()
    return all(path.exists() for drawn_task in tasks for path in prepared_files(view.desk, drawn_task))


def _day(day: int) -> date:
    return date(2021, 1, day)


STEPS = (
    PracticeStep(
        1,
        "校验",
        _day(4),
        (
            "演练年度的工作簿里，有两处常见的填写错误。直接按回车，程序逐格检查六个工作簿。",
            "屏幕上应列出错误 1 处、警告 1 处，说明在哪个工作簿、哪一格、错在哪里。",
            "输入 1 打开校验报告看一看：点单元格编号就跳到出错的格子，“建议”一列写着改法。看完关闭，回到本窗口。",
        ),
        (("校验", lambda seen: seen.state.check is not CheckState.NEVER),),
    ),
    PracticeStep(
        2,
        "更正",
        _day(4),
        (
            "程序从不改动您录入的工作簿，更正由您来做。打开“演练”文件夹里的“2021”文件夹，用 Excel 或 WPS 改两格：",
            f"《抽查工作计划》的 {NO_UNIT.cell}，把“{NO_UNIT.wrong}”改为“{NO_UNIT.right}”。",
            f"《检查对象名录库》的 {LETTER_O.cell}，把末尾“OC”中的字母 O 改为数字 0，即 {LETTER_O.right}。",
            "保存并关闭两个工作簿，回到本窗口直接按回车再校验一次，应是错误 0 处、警告 0 处。",
        ),
        (("校验", _is_corrected),),
    ),
    PracticeStep(
        3,
        "冻结",
        _day(5),
        (
            "冻结就是先把抽样框（哪些户可能被抽到）、检查人员和抽取规则固定下来并公告，号码以后才产生。",
            "直接按回车，再按回车选第一批；号码从哪里来，按回车选“演练彩票”下一期；按哪一种抽取，直接按回车。",
            "抽取公告写在“抽取”文件夹里，冻结收存单在里面的“收存”文件夹里。正式工作中，这时张贴公告，打印收存单；",
            "监督人核对收存单，在下半张（收存联）上签名、写日期，裁下带走。收存单里没有名单，只有指纹。",
            "回到菜单再直接按回车，登记由谁收存：怎样收存，按回车；监督人姓名输入“示例甲”；核对以后输入“是”。",
        ),
        (("冻结", lambda seen: not seen.round.unfrozen), ("收存", _is_lodged)),
    ),
    PracticeStep(
        4,
        "抽取",
        _day(7),
        (
            "过了两天，彩票已经开奖。直接按回车，再按回车选第一批。",
            "操作人输入“示例员”，抽取地点输入“会议室”，监督人输入“示例甲、示例乙”。",
            "彩票号码输入“3 9 14 20 27 31 12”；核对读回的号码，输入“是”。",
            "抽取记录写在“抽取”文件夹里，看一看“强度”一行。正式工作中，这时打印、签字、存档。",
        ),
        (("抽取", lambda seen: not seen.round.waiting),),
    ),
    PracticeStep(
        5,
        "台账",
        _day(8),
        (
            "直接按回车，为抽中的每一户生成抽查通知书和检查记录表，为每个任务生成一本检查台账。",
            "通知书和记录表在“表单”文件夹里，可以直接打印；台账在“台账”文件夹里。",
        ),
        (("台账", lambda seen: not seen.round.unprepared),),
    ),
    PracticeStep(
        6,
        "补抽",
        _day(12),
        (
            "检查人员{inspector}临时住院，不能自行换人，要补抽。",
            "直接按回车，任务输入“01号”，退出的人输入“{name}”，原因输入“1”（请假），情况说明输入“示例：临时住院”。",
            "证据文件直接按回车；核对读回的内容，输入“是”。程序按原来的次序换上下一名人员，写出补抽记录。",
            "回到菜单再直接按回车，为换了人的各户生成新的通知书和记录表。",
        ),
        (("补抽", _has_replacements), ("台账", _has_all_forms)),
    ),
    PracticeStep(
        7,
        "登记",
        _day(18),
        (
            "检查组已经上门检查，由您登记。打开“台账”文件夹里的《检查台账-01号》，在第一户的白色各列填写：",
            "检查日期“2021-01-14”，检查方式“现场检查”，检查情况“现场核对，与登记情况一致。”。",
            "检查结果“未发现问题”，处理结果“无需后续处置”，是否完结“是”。",
            "“公示期限”自动算出；它按电脑的真实日期变色，演练的日期早已过去，所以是红色。",
            "保存并关闭，回到本窗口直接按回车，再按一次回车，其余各户由程序代为填写（只在演练中）。",
        ),
        (("登记", lambda seen: not seen.round.to_visit),),
    ),
    PracticeStep(
        8,
        "公示",
        _day(20),
        (
            "检查结果要在 7 个工作日内公示。直接按回车，程序先校验台账，列出要公示的各户；核对以后输入“是”。",
            "“公示”文件夹里一批一个文件夹，有抽查结果公示（表格和网页）、省平台录入表、信用信息归集表。",
            "再问哪一天放到了网站上，直接按回车为当天，程序把它填进台账的公示日期。",
            "正式工作中，还没有上传的，这时输入 0，上传以后在菜单的更多里选公示日期。",
        ),
        (("公示", lambda seen: not seen.round.to_publish),),
    ),
    PracticeStep(
        9,
        "上报",
        _day(22),
        (
            "直接按回车，程序写出进度与统计、后续处置清单和年度总结草稿，在“统计”文件夹里；",
            "再把材料打成压缩包，写好给上级的邮件草稿，在“上报”文件夹里。演练的材料，程序不会发送。",
        ),
        (("上报", lambda seen: any(seen.desk.outbox.glob("*.zip"))),),
    ),
    PracticeStep(
        10,
        "核验",
        _day(22),
        (
            "审计人员和企业都可以核验。直接按回车，程序用每份抽取记录重算一遍，应全部相符。",
            "再用浏览器打开“抽取”文件夹里的《抽取公开-01号》网页，按“复算”，由网页自己重算，结果也应相符。",
        ),
        (("核验", lambda seen: seen.entry == "核验"),),
    ),
)
