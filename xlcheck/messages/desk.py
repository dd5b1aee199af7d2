"""Sentences about the folder of a year."""

from __future__ import annotations

DESK_ERRORS: dict[str, str] = {
    "desk.missing": "在 {folder} 中找不到《单位设置.xlsx》。请指明年度文件夹，如 workbooks/2021，或选“新建年度”。",
    "desk.exists": "{folder} 已经存在，没有改动。要新建其他年度，请换一个年度或文件夹。",
    "desk.not-later": "上年度的文件夹是 {last} 年度的，不能结转为 {year} 年度，没有新建。请写 {last} 以后的年度；只要空白表的，不要由上年度结转。",
    "desk.example": "{folder} 是附带的示例，不是本单位的年度，不能由它结转，没有新建。请在菜单里选“看示例”回到本单位的年度，再选“新建年度”；本单位还没有年度的，退出以后重新打开，按提示填写单位名称。",
    "desk.left-example": "{folder} 是以前的版本放在这里的示例（名录库里 {count} 户是虚构的），不是本单位的年度，不能由它结转，没有新建。请选“新建年度”，只要空白表，填写本单位的名称。示例上印的就是本单位、要由它结转的，请先在名录库里删去虚构的各户，录入本单位的。",
    "desk.personal-number": "“{title}”中像有{kind}，没有写入，没有改动。这一项写入以后不能再改，有的还要公开；请删去号码，重新填写。",
}
