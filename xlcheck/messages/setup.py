"""Sentences of `setup`: what is wrong with a 开办表, and why nothing is written from it."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

SETUP_FINDINGS: dict[str, Message] = {
    "setup.rounds-overlap": Message(
        Level.ERROR, "“{name}”与“{first}”的月份有重叠", "请改正起止月份，一个月只在一个批次里"
    ),
    "setup.unknown-round": Message(
        Level.ERROR, "没有“{name}”这个批次", "请写上面登记的批次（{known}），几批用顿号隔开；每批都查的，可以清空"
    ),
    "setup.no-ratio": Message(
        Level.ERROR, "“{name}”写了批次，没有写抽查比例", "请填写抽查比例，如 5%；本年度不抽查的，把“批次”清空"
    ),
    "setup.settings-differ": Message(
        Level.ERROR, "“{item}”与《单位设置》里已经改过的不同，那里是{now}", "请核对以哪一处为准，把两处改成一样"
    ),
    "setup.wording": Message(
        Level.ERROR,
        "用“{named}”写出的抽查对象范围，读不成这一类",
        "请把“计划用语”的第一种改成只说这一类对象的写法，如“××企业”；没有把握的，可以清空，改用类别名称",
    ),
}

SETUP_ERRORS: dict[str, str] = {
    "setup.no-part": "《{book}》里没有找到写着“{titles}”的表头，没有写出。请照原表补上表头；改乱了的，把它移到“旧版”文件夹，再选“开办表”，另出一张空白的。",
    "setup.two-forms": "《{book}》里有不止一张开办表（工作表{sheets}），不知道以哪一张为准，没有写出。请留下要用的一张，删去其余的，保存、关闭，再选“开办表”。",
    "setup.not-filled": "《{book}》还没有填写抽查比例，没有写出。请至少填写一类的抽查比例，保存、关闭，再选“开办表”。",
    "setup.no-rounds": "《{book}》没有可用的批次，没有写出。请填写批次和起止月份，全年一批的写 1 月至 12 月，保存、关闭，再选“开办表”。",
    "setup.faulty": "《{book}》有 {count} 处要改正，没有写出。请照上面所列的单元格改正，保存、关闭，再选“开办表”。",
    "setup.plan-filled": "《{book}》里已经有内容，程序不改动。要改的，请直接在计划里改；确实要重新开办的，先把它移到“旧版”文件夹，再从“templates”的“空白表”里复制一份空白的来。",
    "setup.begun": "{year} 年度已经冻结或抽取过，不能再由开办表写计划。要增加任务的，请直接在《抽查工作计划》里加行。",
    "setup.not-xlsx": "《{book}》是旧格式，不能照原样改写，没有写出。请用 Excel 或 WPS 打开，另存为 .xlsx，把旧格式的移到“旧版”文件夹，再选“开办表”。",
    "setup.changed": "《{book}》在核对以后改动过，没有写出，没有改动。请再选一次“开办表”，按新的内容核对。",
}
"""Nothing was changed, and what to do."""
