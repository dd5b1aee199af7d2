"""Sentences of `report` when it cannot go on, and why it does not compare with the year before."""

from __future__ import annotations

REPORT_ERRORS: dict[str, str] = {
    "report.no-plan": "《{book}》中没有抽查任务，无法统计。请录入计划后再运行。",
    "report.no-year-before": "没有找到上一年度（{year} 年）的文件夹，没有与上年度对比。要对比的，请把它放在本年度文件夹的旁边，取名“{year}”。",
    "report.year-before-unread": "{why}上一年度（{year} 年）的数据没有读出，没有与上年度对比，请解决后再运行。",
    "report.year-before-other": "文件夹“{year}”中《单位设置.xlsx》的年度是 {found}，没有与上年度对比。请核对文件夹名称和年度。",
    "report.year-before-practice": "上一年度（{year} 年）的文件夹{theirs}，本年度的{ours}，没有与上年度对比。演练只与演练对比，请核对。",
    "report.year-before-example": "文件夹“{year}”是程序附带的示例，不是本单位的年度，没有与上年度对比。本单位有上年度的，请把示例移走，把上年度的文件夹放在这里。",
    "report.year-before-doubtful": "上一年度（{year} 年）有 {count} 处台账找不到或有错误，上年度的数字可能不全。请转到上年度，做“公示”，按台账校验报告改正。",
}
