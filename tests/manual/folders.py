"""文件夹里有什么: every kind of file of a year, by which step it is made and what it is for."""

from __future__ import annotations

import re

from tests.manual.played import Played
from tests.manual.tables import table

_FILES = {
    "单位设置.xlsx": ("人工", "单位、对象类别、批次、抽查策略、码表、节假日"),
    "抽查工作计划.xlsx": ("人工", "本年度的抽查任务"),
    "检查对象名录库.xlsx": ("人工", "可能被抽查的企业"),
    "执法检查人员名录库.xlsx": ("人工", "检查人员、回避、请假、不得同组"),
    "随机抽查事项清单.xlsx": ("人工", "抽查事项和依据"),
    "演练.txt": ("演练", "有这个文件的是演练年度，写出的每一页都标“演练”"),
    "校验/校验报告.xlsx": ("校验", "全部问题，一处一行"),
    "校验/标注-….xlsx": ("校验", "工作簿的副本，出错的格子涂了颜色、加了批注；没有问题的工作簿不写"),
    "抽取/抽取公告-01号.xlsx": ("冻结", "号码产生以前张贴、发出"),
    "抽取/抽取公告-01号.html": ("冻结", "同样内容的网页"),
    "抽取/抽取记录-01号.xlsx": ("抽取", "打印、签字、存档"),
    "抽取/抽取公开-01号.html": ("抽取、补抽", "放到网站上，读者可以自己复算"),
    "抽取/补抽记录-01号-1.xlsx": ("补抽", "打印、签字、存档"),
    "表单/抽查通知书-01号.xlsx": ("台账", "一户一页，打印、送达"),
    "表单/检查记录表-01号.xlsx": ("台账", "一户一份，检查时带去"),
    "表单/抽查通知书-01号-补抽1.xlsx": ("台账", "补抽以后换了人或补入的各户"),
    "表单/检查记录表-01号-补抽1.xlsx": ("台账", "同上"),
    "台账/检查台账-01号.xlsx": ("台账", "在白色各列登记检查情况；以后一直由人填写"),
    "台账/合并/合并说明-01号.xlsx": ("合并台账", "并入了哪些格，哪些没有并入、为什么"),
    "提醒/到期提醒.xlsx": ("到期提醒", "逾期、今日到期、即将到期的明细"),
    "提醒/到期提醒.ics": ("到期提醒", "可以导入办公软件和手机的日历"),
    "公示/台账校验报告.xlsx": ("公示", "台账中的问题"),
    "公示/第1批_日期/抽查结果公示.xlsx": ("公示", "一批一个文件夹"),
    "公示/第1批_日期/抽查结果公示.html": ("公示", "同样内容的网页"),
    "公示/第1批_日期/省平台录入表.xlsx": ("公示", "录入省级平台用"),
    "公示/第1批_日期/信用信息归集表.xlsx": ("公示", "报送信用信息用"),
    "公示/第2批_日期/撤回公告.xlsx": ("撤回", "撤回了哪几户、原因"),
    "公示/第2批_日期/撤回公告.html": ("撤回", "同样内容的网页"),
    "统计/进度与统计.xlsx": ("统计、上报", "数字和图表"),
    "统计/全年检查台账.xlsx": ("统计、上报", "各任务的台账汇成一本，只供查阅"),
    "统计/后续处置清单.xlsx": ("统计、上报", "整改、移送、抄告"),
    "统计/年度总结（草稿）.docx": ("统计、上报", "标出“请补充”的地方由人填写"),
    "上报/…材料_日期.zip": ("上报", "全部材料的压缩包；旁边有同名的文件夹"),
    "上报/待发送/第1次/第1封.eml": ("上报", "邮件草稿，双击用邮件程序打开"),
    "上报/待发送/第1次/….zip": ("上报", "邮件的附件"),
    "上报/待发送/第1次/邮件正文.txt": ("上报", "可以粘贴的正文"),
    "上报/发件登记.xlsx": ("上报", "何时发了什么给谁"),
    "存档/抽取日志.jsonl": ("冻结、抽取、补抽", "每件事一行，逐行相接；不要改动"),
    "存档/公示日志.jsonl": ("公示、撤回", "公示过什么；不要改动"),
    "存档/发件日志.jsonl": ("上报", "打包、发件的经过；不要改动"),
    "存档/校验行数.json": ("校验", "上次校验时各表的行数"),
    "存档/01号/第1次/冻结.json": ("冻结", "冻结的全部内容"),
    "存档/01号/第1次/抽样框-202101.txt": ("冻结", "抽样框，一行一个代码"),
    "存档/01号/第1次/检查人员-202101.txt": ("冻结", "检查人员名单"),
    "存档/01号/第1次/SHA256SUMS.txt": ("冻结", "存档文件的摘要"),
    "存档/01号/第1次/抽取记录.xlsx": ("抽取", "抽取记录的存档"),
    "存档/01号/第1次/补抽1/补抽记录.xlsx": ("补抽", "补抽记录的存档，证据文件也在这里"),
    "存档/01号/第1次/输入/….xlsx": ("冻结", "冻结时五个工作簿的副本"),
}
"""Each kind of file: by which step it is made, and what it is for."""
_KINDS = (
    (r"\d\d号(?=[/.-])", "01号"),
    (r"-2021\d\d\.txt", "-202101.txt"),
    (r"校验/标注-.*", "校验/标注-….xlsx"),
    (r"输入/.*", "输入/….xlsx"),
    (r"(第\d批)_\d+", r"\1_日期"),
    (r"上报/【.*", "上报/…材料_日期.zip"),
    (r"(待发送/第1次/).*\.zip", r"\1….zip"),
)
"""What differs between files of one kind, and what stands for it."""


def files(played: Played) -> str:
    """Every kind of file that the played year holds; one that is not explained is a mistake of the manual."""
    root = played.desk.root
    made = {_kind(path.relative_to(root).as_posix()) for path in root.rglob("*") if path.is_file()} - {""}
    unknown = made - set(_FILES)
    assert not unknown, f"not explained: {sorted(unknown)}"
    assert not set(_FILES) - made, f"not made: {sorted(set(_FILES) - made)}"
    rows = ((name.replace("/", "\\"), *told) for name, told in _FILES.items())
    return table(("文件", "由哪一步写出", "用处"), rows, "files")


def _kind(name: str) -> str:
    """A file as a kind of which there are many; empty for older versions and the copies in a pack."""
    if "旧版/" in name or re.match(r"上报/【[^/]*/", name):
        return ""
    for pattern, kind in _KINDS:
        name = re.sub(pattern, kind, name)
    return name
