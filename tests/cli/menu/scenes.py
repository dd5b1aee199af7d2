"""What is typed at the menu, good answers and bad ones, and what must be seen then."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.cli.menu.worlds import (
    ahead,
    awaiting,
    broken,
    broken_ledger,
    broken_off,
    by_machine,
    checked,
    coming,
    conflicting,
    copied,
    cut,
    due,
    faulty,
    filled,
    forged,
    fresh,
    frozen,
    lodged,
    mistyped,
    mistyped_and_open,
    moved,
    opened_elsewhere,
    packed,
    recused,
    scanned,
    thrown,
    thrown_and_coming,
    unplanned,
    with_draw,
    with_errors,
    with_publication,
    with_server,
    with_withdrawal,
)
from xlcheck.cli.menu.entries import ENTRIES
from xlcheck.steps.desk.desk import Run

FREEZE = ["1", "掷骰", ""]


@dataclass(frozen=True)
class Scene:
    """An entry, chosen on a desk, and what is typed then; the verdict that must be seen."""

    entry: str
    world: Callable[[Run], None]
    keys: tuple[str, ...]
    verdict: str
    refused: bool = False

    def __str__(self) -> str:
        number = [entry.title for entry in ENTRIES].index(self.entry) + 1
        return f"{number}-{self.world.__name__}-{'refused' if self.refused else 'done'}"


def done(entry: str, world: Callable[[Run], None], *keys: str, verdict: str) -> Scene:
    return Scene(entry, world, keys, verdict)


def refused(entry: str, world: Callable[[Run], None], *keys: str, verdict: str) -> Scene:
    return Scene(entry, world, keys, verdict, refused=True)


SCENES = (
    done("校验", fresh, verdict="√ 没有错误"),
    refused("校验", faulty, verdict="× 请改正错误后重新校验"),
    refused("校验", broken, verdict="× 请改正错误后重新校验"),
    done("冻结", fresh, *FREEZE, verdict="√ 已冻结 01号、02号、03号、04号、05号"),
    refused("冻结", fresh, "1", "别的", "双色球2001001期", "", verdict="可能已经知道"),
    refused("冻结", fresh, "1", "别的", "排列32026001期", "", verdict="排列3"),
    done("冻结", fresh, "1号、03", *FREEZE[1:], verdict="√ 已冻结 01号、03号。"),
    done("冻结", fresh, "1", "", "", verdict="请于3月"),
    done("冻结", fresh, "1", "本机", "断网，停电", "", verdict="再做“抽取”"),
    done("冻结", moved, "01号", "掷骰", "", "停业注销", verdict="√ 已冻结 01号"),
    refused("冻结", faulty, verdict="不能抽取"),
    refused("冻结", recused, "05号", *FREEZE[1:], verdict="任务 05号 不能抽取，请先解决以上"),
    refused("冻结", broken, verdict="读不出来"),
    refused("冻结", due, verdict="03号"),
    done("抽取", by_machine, "", "示例员", "", "", "是", verdict="√ 抽取 1 个任务"),
    refused("抽取", by_machine, "", "示例员", "", "", "否", verdict="您答了“否”"),
    refused("抽取", broken, verdict="读不出来"),
    refused("抽取", coming, verdict="当日22时以后才能抽取"),
    done("抽取", due, "", "示例员", "", "示例甲", "3 9 14 20 27 31 12", "是", verdict="√ 抽取 1 个任务"),
    refused("放弃冻结", frozen, "1", "期号写错", "否", verdict="您答了“否”"),
    done("抽取", frozen, "1", "", "", "", "307194286503", "是", verdict="√ 抽取 1 个任务"),
    refused("抽取", fresh, verdict="没有等待抽取的任务。要抽取的，请先做“冻结”。"),
    done("台账", with_draw, verdict="√ 请在检查台账的白色各列中登记"),
    refused("台账", fresh, verdict="还没有抽取过的任务"),
    done("登记", filled, verdict="√ 已打开："),
    refused("登记", fresh, verdict="请在检查台账的白色各列登记"),
    done("公示", filled, "是", "", verdict="√ 本批公示 2 户。公示日期 2021-03-09 已填 2 户"),
    refused("公示", filled, "否", verdict="没有公示，没有改动"),
    refused("公示", broken_ledger, verdict="检查台账-03号.xlsx"),
    refused("公示", opened_elsewhere, verdict="检查台账-03号.xlsx"),
    refused("公示", fresh, verdict="没有新的可公示的行"),
    refused("公示", with_errors, verdict="× 没有新的可公示的行"),
    done("上报", with_publication, verdict="√ 第 1 次上报，共"),
    refused("上报", broken, verdict="抽查工作计划.xlsx"),
    done("到期提醒", with_draw, verdict="待检查"),
    done("到期提醒", with_withdrawal, verdict="已撤回、没有更正 1 户"),
    refused("到期提醒", broken, verdict="抽查工作计划.xlsx"),
    done("补抽", with_draw, "1", "1", "1", "", "{desk}/证明 (1).png", "是", verdict="√ 已补抽"),
    refused("补抽", with_draw, "1", "1", "1", "", "{desk}/证明 (1).png", "否", verdict="您答了“否”"),
    refused("补抽", fresh, verdict="没有可以补抽的"),
    done("消息", with_draw, "1", "都已经", verdict="已写出。已登记：都告知了。"),
    done("消息", with_draw, "1", "0", verdict="还没有都告知，再告知时请再选“消息”。"),
    refused("消息", fresh, verdict="现在没有要通知的"),
    refused("消息", broken_ledger, verdict="检查台账-03号.xlsx"),
    done("合并台账", copied, "'{desk}/副本 (1).xlsx'", verdict="√ 副本中的内容已全部在台账中"),
    refused("合并台账", conflicting, "{desk}/副本 (1).xlsx", verdict="× 还有内容没有并入"),
    refused("合并台账", filled, '"{desk}/检查对象名录库.xlsx"', verdict="！"),
    done("公示日期", with_publication, "", verdict="√ 公示日期 2021-03-09 已填 2 户"),
    refused("公示日期", fresh, verdict="没有要填公示日期的户"),
    done("撤回", with_publication, "1", "1", "登记有误", "是", verdict="√ 撤回 1 户"),
    refused("撤回", with_publication, "1", "全部", "登记有误", "否", verdict="您答了“否”"),
    refused("撤回", fresh, verdict="没有可以撤回的"),
    done("放弃冻结", frozen, "1", "期号写错", "是", verdict="√ 已放弃 03号 的冻结"),
    refused("放弃冻结", fresh, verdict="没有可以放弃的冻结"),
    done("收存", lodged, "", "示例监督人", "是", verdict="√ 已登记：第 1 号冻结收存单由示例监督人收存"),
    done(
        "收存", lodged, "2", "'{desk}/回执 (1).json'", "是", verdict="√ 已登记：第 1 号冻结收存单由示例市交通运输局收存"
    ),
    refused("收存", lodged, "2", "{desk}/回执 (1).json", "否", verdict="您答了“否”"),
    done("收存", coming, "3", "示例市局", "SC-1", "是", verdict="√ 已登记：第 1 号冻结收存单由示例市局收存"),
    refused("收存", lodged, "1", "示例监督人", "否", verdict="您答了“否”"),
    done("收存", broken_off, "1", "示例监督人", "是", verdict="√ 已登记：第 1 号冻结收存单由示例监督人收存"),
    refused("收存", fresh, verdict="还没有冻结收存单"),
    done("收存", thrown, "", "{desk}/骰单 (1).png", verdict="√ 已存档：第 1 号收存单的掷骰记录单"),
    done("收存", thrown, "2", "", "示例监督人", "是", verdict="√ 已登记：第 1 号冻结收存单由示例监督人收存"),
    done("收存", thrown_and_coming, "", "", "", "示例监督人", "是", verdict="√ 已登记：第 2 号冻结收存单"),
    done("收存", scanned, "1", "{desk}/骰单 (1).png", verdict="扫描件2.png"),
    done("更正", with_draw, "1", "1", "307194286504", "末一位录错", "是", verdict="√ 已更正号码。"),
    refused("更正", with_draw, "1", "1", "3071", "307194286504", "末一位录错", "否", verdict="您答了“否”"),
    done("更正", awaiting, "2", "1", "2021-06-01", "{desk}/通知.png", "通知改期", "是", verdict="√ 已登记改期。"),
    refused("更正", fresh, "2", verdict="没有等待开奖的冻结"),
    done("更正", awaiting, "3", "1", "{desk}/通知.png", "通知取消", "是", verdict="√ 已放弃"),
    refused("更正", awaiting, "3", "1", "{desk}/通知.png", "通知取消", "否", verdict="您答了“否”"),
    done("时钟更正", ahead, "电脑电池没电", "是", verdict="√ 已登记时钟更正"),
    refused("时钟更正", ahead, "电脑电池没电", "否", verdict="您答了“否”"),
    refused("时钟更正", frozen, verdict="不用更正时钟"),
    refused("抽取", ahead, "1", "", "", "", "307194286503", "是", verdict="早于抽取日志"),
    done("重抽", with_draw, "1", "名录库漏了两户", "掷骰", "是", "", verdict="√ 已冻结 03号"),
    refused("重抽", with_draw, "1", "名录库漏了两户", "掷骰", "否", verdict="您答了“否”"),
    refused("重抽", frozen, verdict="没有可以重抽的"),
    done("改正副本", fresh, verdict="√ 没有错误"),
    done("改正副本", mistyped, "是", verdict="√ 没有错误"),
    refused("改正副本", mistyped, "否", verdict="没有采用，原工作簿没有改动"),
    refused("改正副本", mistyped_and_open, verdict="《检查对象名录库.xlsx》可能正在被打开"),
    refused("改正副本", faulty, verdict="× 请改正错误后重新校验"),
    done(
        "更新名录", fresh, "1", "{desk}/检查对象名录库.xlsx", "", "", "是", verdict="√ 《检查对象名录库.xlsx》已更新到"
    ),
    refused("更新名录", fresh, "1", "{desk}/检查对象名录库.xlsx", "", "", "否", verdict="没有采用，名录没有改动"),
    refused("更新名录", fresh, "1", "{desk}/随机抽查事项清单.xlsx", "", "", verdict="没有找到检查对象名录库的表"),
    done("导入", fresh, "{desk}/随机抽查事项清单.xlsx", "0", "是", verdict="√ 《随机抽查事项清单》已换成导入的"),
    refused(
        "导入",
        fresh,
        "{desk}/随机抽查事项清单.xlsx",
        "0",
        "否",
        verdict="没有采用，本年度的《随机抽查事项清单》没有改动",
    ),
    refused("导入", fresh, "{desk}/单位设置.xlsx", verdict="没有认出计划、名录、人员或事项的表"),
    done("接受问题", checked, "1", "登记证书如此", "", verdict="√ 已接受 1 条问题"),
    refused("接受问题", fresh, verdict="还没有校验报告"),
    done("校验来件", fresh, verdict="√ 校验 0 个文件"),
    refused("校验来件", broken, verdict="√ 校验 0 个文件"),
    done("统计", with_draw, verdict="√ 应查"),
    refused("统计", broken, verdict="抽查工作计划.xlsx"),
    done("历年档案", with_draw, verdict="√ 582 户"),
    refused("历年档案", broken, verdict="√ 582 户"),
    done("发件", packed, "1", "是", verdict="√ 已登记人工发送 1 封"),
    refused("发件", packed, "1", "否", verdict="您答了“否”"),
    refused("发件", fresh, verdict="没有等待发出的邮件"),
    refused("发件", packed, "2", verdict="没有填写“发件服务器”"),
    refused("发件", with_server, "2", "否", verdict="您答了“否”"),
    done("加密上报", with_publication, "示例密码2021", "示例密码2021", verdict="√ 第 1 次上报，共"),
    refused("加密上报", broken, verdict="还没有可以上报的材料"),
    done("分封上报", with_publication, "10", verdict="√ 第 1 次上报，共"),
    refused("分封上报", fresh, verdict="还没有可以上报的材料"),
    done("修复日志", cut, "两台电脑同时运行", "是", verdict="已登记修复"),
    refused("修复日志", cut, "两台电脑同时运行", "否", verdict="没有登记，没有改动"),
    refused("修复日志", with_draw, verdict="√ 日志完好，不用修复"),
    done("核验", with_draw, verdict="全部相符"),
    refused("核验", forged, verdict="× 核验"),
    done("全市汇总", packed, "{desk}/收件", "", verdict="√ 2021 年度：1 个单位"),
    done("全市汇总", packed, "{desk}/收件", "3", "双色球2021003期", "6 5 4 3 2 1+7", "是", verdict="1 2 3 4 5 6＋7"),
    refused("全市汇总", packed, "{desk}/收件", "3", "双色球2021003期", "1 2 3 4 5 6+7", "否", verdict="您答了“否”"),
    refused("全市汇总", fresh, "{desk}", "", verdict="！"),
    done("演练", fresh, verdict="√ 演练年度在"),
    refused("演练", broken, verdict="√ 演练年度在"),
    done("看示例", fresh, verdict="√ 示例在"),
    refused("看示例", broken, verdict="√ 示例在"),
    done("开办表", unplanned, "是", verdict="√ 已按开办表写出 3 个任务"),
    refused("开办表", unplanned, "否", verdict="您答了“否”"),
    refused("开办表", fresh, verdict="《抽查工作计划.xlsx》里已经有内容，程序不改动"),
    refused("开办表", broken, verdict="抽查工作计划.xlsx"),
    done("新建年度", fresh, "2030", "1", "示例县交通运输局", "", "140622", "", verdict="√ 已新建 2030 年度"),
    refused("新建年度", broken, "2030", "", verdict="抽查工作计划.xlsx"),
    done("换年度", fresh, verdict="只有这一个年度"),
    refused("换年度", broken, verdict="只有这一个年度"),
    done("自检", fresh, verdict="√ 这台电脑可以运行本程序"),
    refused("自检", broken, verdict="√ 这台电脑可以运行本程序"),
    done("手册", fresh, verdict="使用手册.html"),
    refused("手册", broken, verdict="使用手册.html"),
)


@dataclass(frozen=True)
class BadAnswer:
    """An entry on a desk, answers of which the last cannot be, and what is said before the question is asked again."""

    entry: str
    world: Callable[[Run], None]
    keys: tuple[str, ...]
    told: str

    def __str__(self) -> str:
        return "-".join((self.entry, self.world.__name__, *self.keys))


BAD_ANSWERS = (
    BadAnswer("99", fresh, (), "没有“99”这一项"),
    BadAnswer("更多", fresh, ("99",), "没有“99”这一项"),
    BadAnswer("冻结", fresh, ("9",), "没有“9”。请输入 1 至 3 的序号"),
    BadAnswer("冻结", fresh, ("03号", "9"), "没有“9”。请输入 1 至"),
    BadAnswer("冻结", fresh, ("03号", "别的", ""), "请写明彩种和期号"),
    BadAnswer("冻结", fresh, ("03号", "本机", ""), "请写明理由"),
    BadAnswer("冻结", fresh, ("01号", "掷骰", "2", ""), "这一项要填写"),
    BadAnswer("冻结", fresh, ("01号", "掷骰", "2", "大的企业"), "大的企业"),
    BadAnswer("冻结", moved, ("01号", "掷骰", "", ""), "请写明理由"),
    BadAnswer("抽取", frozen, ("", "", "", "", "12"), "12"),
    BadAnswer("抽取", frozen, ("", "", "", "", "307194286503", "好"), "请输入“是”或“否”"),
    BadAnswer("抽取", due, ("", "", "", "", "1 2 3"), "双色球要7个号码"),
    BadAnswer("抽取", due, ("", "", "", "", "1 2 3 4 5 40 7"), "超出范围"),
    BadAnswer("收存", lodged, ("4",), "没有“4”"),
    BadAnswer("收存", lodged, ("４",), "没有“4”"),
    BadAnswer("收存", lodged, ("2", "{desk}/别的.json"), "回执不能读取"),
    BadAnswer("收存", thrown, ("1", "'{desk}/骰单 (1).png' '{desk}/空白.png'"), "这里只要一个，拖进来了 2 个"),
    BadAnswer("收存", thrown, ("1", "{desk}/空白.png"), "“空白.png”是空的"),
    BadAnswer("更正", with_draw, ("4", "{desk}/检查对象名录库.xlsx"), "不能从《检查对象名录库.xlsx》恢复"),
    BadAnswer("补抽", with_draw, ("1", "1", "5"), "没有第 5 个原因"),
    BadAnswer("更正", with_draw, ("1", "1", "307194286503"), "与录入的号码相同，不用更正"),
    BadAnswer("收存", lodged, ("", ""), "请写明监督人姓名"),
    BadAnswer("收存", lodged, ("2", ""), "请把上级发来的回执文件"),
    BadAnswer("收存", lodged, ("3", ""), "请写明上级单位名称"),
    BadAnswer("收存", lodged, ("3", "示例市局", ""), "请照上级的回执填写"),
    BadAnswer("更正", with_draw, ("1", "1", ""), "请输入号码"),
    BadAnswer("更正", with_draw, ("1", "1", "1 2 3"), "要12次的数字"),
    BadAnswer("更正", awaiting, ("2", "1", "明天"), "不是日期"),
    BadAnswer("更正", awaiting, ("2", "1", "2021-01-01"), "改期要晚于这一天"),
    BadAnswer("更正", awaiting, ("2", "1", "2021-06-01", ""), "请把通知的照片"),
    BadAnswer("更正", fresh, ("4", ""), "请把收存单或上报材料的压缩包"),
    BadAnswer("时钟更正", ahead, ("",), "请写明原因"),
    BadAnswer("放弃冻结", frozen, ("", ""), "请写明理由"),
    BadAnswer("重抽", with_draw, ("1", ""), "请写明理由"),
    BadAnswer("补抽", with_draw, ("9",), "没有“9”"),
    BadAnswer("补抽", with_draw, ("1", "没有这一户"), "没有“没有这一户”"),
    BadAnswer("补抽", with_draw, ("1", "1", ""), "请输入原因的序号"),
    BadAnswer("补抽", with_draw, ("1", "1", "1", "", ""), "必须有证据"),
    BadAnswer("补抽", with_draw, ("1", "1", "1", "", "没有.jpg"), "找不到 没有.jpg"),
    BadAnswer("消息", with_draw, ("99",), "没有“99”"),
    BadAnswer("合并台账", filled, ("",), "请把台账副本拖到本窗口"),
    BadAnswer("合并台账", filled, ("没有.xlsx",), "找不到 没有.xlsx"),
    BadAnswer("公示", filled, ("好",), "请输入“是”或“否”"),
    BadAnswer("公示日期", with_publication, ("昨天",), "昨天"),
    BadAnswer("公示日期", with_publication, ("2021-01-01",), "早于写出"),
    BadAnswer("公示日期", with_publication, ("2031-01-01",), "2031-01-01"),
    BadAnswer("撤回", with_publication, ("1", "99"), "没有“99”"),
    BadAnswer("撤回", with_publication, ("1", "1", ""), "请写明原因"),
    BadAnswer("更新名录", fresh, ("1", "没有这个文件.xlsx"), "找不到"),
    BadAnswer("导入", fresh, ("没有这个文件.xlsx",), "找不到"),
    BadAnswer("接受问题", checked, ("",), "请输入报告“问题清单”里的序号"),
    BadAnswer("接受问题", checked, ("第一条",), "第一条"),
    BadAnswer("接受问题", checked, ("999",), "999"),
    BadAnswer("接受问题", checked, ("1", ""), "请写明理由"),
    BadAnswer("发件", packed, ("9",), "没有“9”"),
    BadAnswer("加密上报", with_publication, ("短",), "太短，请重新输入"),
    BadAnswer("加密上报", with_publication, ("示例密码2021", "示例密码2022"), "两次不一致"),
    BadAnswer("分封上报", with_publication, ("十",), "请输入 1 至 999 的数字"),
    BadAnswer("修复日志", cut, ("",), "请写明原因"),
    BadAnswer("全市汇总", packed, ("",), "请把文件夹拖到本窗口"),
    BadAnswer("全市汇总", packed, ("{desk}/收件", "2", "示例区", "1234"), "收存码是25个字"),
    BadAnswer("全市汇总", packed, ("{desk}/收件", "3", "双色球"), "期号写法不对"),
    BadAnswer("全市汇总", packed, ("{desk}/收件", "3", "双色球2021003期", "1 2 3"), "双色球要7个号码"),
    BadAnswer("全市汇总", packed, ("{desk}/收件", "4", "0123456789ab"), "没有编号以“0123456789ab”开头"),
    BadAnswer("新建年度", fresh, ("明年",), "请输入四位数字的年份"),
    BadAnswer("新建年度", fresh, ("2021",), "2021 年度已经有了"),
    BadAnswer("新建年度", fresh, ("2030", "2"), "请直接回车，或输入 1"),
    BadAnswer("新建年度", fresh, ("2030", "1", "县局"), "不像单位名称"),
    BadAnswer("新建年度", fresh, ("2030", "1", "示例县交通运输局", "", "1406"), "请输入六位数字"),
)
