"""Sentences about the templates of forms and what is filled into them."""

from __future__ import annotations

FORM_ERRORS: dict[str, str] = {
    "form.missing": "找不到表单模板《{template}》，应放在 {folder}。请放回，或从程序自带的模板中复制一份。",
    "form.unreadable": "表单模板《{template}》无法读取：{why}。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "form.sheet": "表单模板《{template}》中没有“{sheet}”工作表。请把工作表改回原名，或恢复程序自带的模板。",
    "form.unknown": "表单模板《{template}》的“{sheet}”工作表 {cell} 中有不能识别的占位符“{{{{{field}}}}}”，"
    "相近的有：{near}。请改正后再运行。",
    "form.broken": "表单模板《{template}》的“{sheet}”工作表 {cell} 中的占位符不完整：{text}。请写成“{{{{字段}}}}”的样子。",
    "form.in-formula": "表单模板《{template}》的“{sheet}”工作表 {cell} 是公式，其中的占位符不能填写。"
    "请把占位符单独放在一个单元格里，公式改为引用该单元格。",
    "form.ambiguous": "表单模板《{template}》的“{sheet}”工作表 {cell} 中的占位符“{{{{{field}}}}}”可以来自多处（{owners}），"
    "无法确定。请改用程序自带模板中的占位符。",
    "form.two-lists": "表单模板《{template}》的“{sheet}”工作表 {cell} 所在的一行混用了两种明细的占位符。请分成两行。",
    "form.too-long": "填入《{template}》“{sheet}”工作表 {cell} 的内容有 {length} 个字符，超过单元格的上限 32767 个。请缩短后再运行。",
    "form.characters": "填入《{template}》“{sheet}”工作表 {cell} 的内容中有不可打印的控制字符（以 □ 标出）：{value}。"
    "请在来源表中重新录入。",
    "form.unkept": "表单模板《{template}》的“{sheet}”工作表中有{what}，填写时不能保留，没有填写。请删去后再运行；图片、形状、艺术字和页眉中的图片可以保留。",
    "form.in-shape": "表单模板《{template}》的“{sheet}”工作表中，形状或艺术字里写有占位符，不能填写。请把占位符写在单元格里。",
    "form.no-records": "没有可以填入《{template}》的检查对象，没有生成文件。",
    "form.visit-code": "这不是核对码，可能抄错：核对码是25个字，只有数字0至9和英文字母，6组，每组4个字，再加一个校验位。请对照通知书或笔录逐组核对后重新录入。",
    "form.no-visit": "核对码 {visit_code} 不属于本年度的任何一次检查。请核对年度和核对码；都没有错的，这份通知书或笔录不是用本单位的抽取记录做的，请查清来历。",
    "form.out-folder": "无法写入文件夹 {folder}：{why}。请检查文件夹是否存在、是否可写、磁盘是否已满。",
}
