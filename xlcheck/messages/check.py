"""Sentences of `check` when it cannot go on."""

from __future__ import annotations

CHECK_ERRORS: dict[str, str] = {
    "check.no-such-file": "找不到 {file}，没有校验。请核对文件名；名称中有 & 或 ^ 而没有空格的，拖放时会被系统截断，请把它放进“待检查”文件夹，再选“校验来件”。",
    "check.changed": "《{book}》在写出改正副本以后改动过，没有采用，原工作簿都没有改动。请再做一次“改正副本”。",
    "check.no-report": "还没有校验报告，或者报告里没有序号。请先做“校验”，再按报告“问题清单”或“登记校验”里的序号接受问题。",
    "check.reason-missing": "没有写明接受的理由，没有登记。请写明理由，如：登记证书如此；以后每次校验报告都会列出。",
    "check.no-number": "校验报告里没有第 {number} 号，没有登记。报告共列出 {count} 条，请按“问题清单”“登记校验”里的序号填写。",
    "check.not-as-reported": "第 {number} 号问题已经改正，或者工作簿在校验以后改动过，没有登记。请再做一次“校验”，按新的报告填写。",
    "check.not-acceptable": "第 {number} 号是错误，不能接受，没有登记。请在原工作簿、台账中改正；能接受的只有警告和提示。",
    "check.not-of-a-row": "第 {number} 号说的是整张工作表或整个工作簿，不是其中某一行，不能接受，没有登记。请按报告里的建议办理。",
    "check.not-of-a-visit": "第 {number} 号说的是台账里登记的内容，不能接受，没有登记。请在台账里改正或者补填；台账里能接受的，只有检查日期、人员等是否合理的警告。",
    "check.no-waivers": "《{book}》里没有“已接受问题”工作表，或者缺列，没有登记。请从“templates”的“空白表”里复制这张工作表。",
    "check.numbers-unclear": "“{text}”不像序号，没有登记。请写报告“问题清单”“登记校验”里的序号，几条的用顿号隔开，如 3、5、8-12。",
    "check.unknown-book": "《{book}》不像是计划、名录库、事项清单或单位设置，没有校验。请核对是否选错了文件。",
    "check.nearest-book": "《{book}》不像本年度的工作簿，没有校验。最接近的是《{kind}》：“{sheet}”工作表里缺少“{titles}”。确是{kind}的，请在菜单里选“导入”，由程序改成本单位的版式；或者照空白表补上这几列的表头（列的先后不限），再校验。不是的，请核对是否选错了文件。",
    "check.misnamed": "《{book}》的内容是{kind}，文件名却是另一个工作簿的，没有校验。请改名后再校验。",
}
