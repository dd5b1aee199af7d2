"""A small registry with a column of each kind: what the tests of reading are about, whatever the real tables hold."""

from __future__ import annotations

from tests.builders import SETTINGS
from xlcheck.model import RawSheet
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.schema.table import Column, Filler, Kind, Table
from xlcheck.schema.vocabularies import CATEGORY

BOOK = "名录.xlsx"


class _Lot(Table):
    """A column of each kind, and of each way in which a column is known, needed or left out."""

    no = Column("序号", Kind.INTEGER, 6)
    name = Column("检查对象名称", required=True, aliases=("企业名称", "单位名称"))
    code = Column(
        "统一社会信用代码",
        Kind.CODE,
        required=True,
        unique=True,
        aliases=("统一社会信用代码/注册号", "注册号"),
    )
    category = Column("对象类别", Kind.CHOICE, required=True, vocabulary=CATEGORY)
    licence = Column("经营许可证号", Kind.SERIAL)
    licence_to = Column("许可有效期至", Kind.EXPIRY)
    founded = Column("成立日期", Kind.DATE, required=True)
    left_on = Column("迁出日期", Kind.DATE)
    town = Column("所属乡镇")
    cert = Column("执法证号", Kind.CERT, required=True)
    cert_type = Column("执法证类型")
    cert_to = Column("执法证有效期至", Kind.DATE)
    phone = Column("联系电话", Kind.PHONE, private=True)
    status = Column("经营状态", Kind.CHOICE, required=True, vocabulary="经营状态")
    trades = Column("兼营类别", Kind.CHOICES, vocabulary=CATEGORY)
    share = Column("抽查比例", Kind.RATIO, aliases=("抽查比列",))
    window = Column("抽查日期", Kind.WINDOW, aliases=("抽查时间",))
    area = Column("抽查对象范围", Kind.SCOPE)
    checked = Column("核对期限", Kind.DATE, filled_by=Filler.FORMULA)
    remark = Column("备注")


LOTS = _Lot("lots", "名录")

CODES = ("91140603MA0K00001K", "91140603MA0K00002H", "91140603MA0K00003F")

LOT = {
    "name": "示例货运有限公司",
    "code": CODES[0],
    "category": "道路货物运输",
    "founded": "2015-03-01",
    "cert": "SL140603-0001",
    "status": "营业",
}
"""The cells of a row without a fault, by key; the other columns may be blank."""


def cells_of(row, table=LOTS):
    """The cells of a row by key, in the order of the table."""
    return [row.get(key, "") for key in table.keys]


def lot(number=0, **cells):
    """The cells of one of several rows without a fault, with others in some columns."""
    own = {"code": CODES[number], "name": f"示例{number}公司", "cert": f"SL140603-{number:04d}"}
    return cells_of(LOT | own | cells)


def read(*lines, titles=None, table=LOTS, merges=()):
    """The table and the findings but those of invented codes; the header stands in row 1, an empty line nowhere."""
    rows = [(n, list(cells)) for n, cells in enumerate([titles or table.titles, *lines], start=1) if cells]
    sheet = RawSheet.of_rows(table.sheet, tuple(rows), merges=tuple(merges))
    typed, findings = type_table(table, BOOK, [(sheet, find_header(table, sheet))], SETTINGS)
    return typed, [f for f in findings if not f.code.startswith(("code.check", "code.org"))]
