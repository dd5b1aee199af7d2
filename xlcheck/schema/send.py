"""What goes to the superior bureau: 上报单 and 台账摘要, by which a pack is read and checked at the other end."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.schema.outputs import LEDGER
from xlcheck.schema.table import Book, Column, Kind, Table

DIGESTS, DIGESTS_SM3 = "文件摘要SHA256.txt", "文件摘要SM3.txt"
"""Files of a pack that list the digests of the others, and are listed nowhere."""

DISPATCH_ITEMS: tuple[tuple[str, str], ...] = (
    ("bureau", "单位名称"),
    ("region", "行政区划代码"),
    ("year", "年度"),
    ("number", "上报次数"),
    ("made", "上报时间"),
    ("practice", "演练"),
    ("version", "程序版本"),
)
"""(key, 项目) of the sheet 上报单."""

DISPATCH = Table(
    "dispatch",
    "上报单",
    (Column("item", "项目", width=20, required=True, unique=True), Column("value", "内容", width=60)),
    title="“双随机、一公开”材料上报单",
    landscape=False,
)

DISPATCH_FILES = Table(
    "dispatch_files",
    "文件清单",
    (
        Column("no", "序号", Kind.INTEGER, 6),
        Column("file", "文件", width=52, required=True, unique=True),
        Column("size", "字节数", Kind.INTEGER, 12, required=True),
        Column("sha256", "SHA-256", width=68, required=True),
        Column("sm3", "SM3", width=68, required=True),
    ),
    title="文件清单",
)
"""Every other file of a pack by its path in it, with ``/`` between folders."""

_LEFT_OUT = ("inspectors", "situation", "remark")
"""Ledger columns in which people stand, or may: they are sent only under a password."""


def _of_a_year(column: Column) -> Column:
    """A ledger column where all tasks stand together: an entity may be drawn by several."""
    return replace(column, unique=False)


EXTRACT = Table(
    "extract",
    "台账摘要",
    tuple(_of_a_year(column) for column in LEDGER.as_offered.columns if column.key not in _LEFT_OUT),
    title="{bureau}{year}年度检查台账摘要",
    paper="A3",
)

WHOLE_EXTRACT = Table(
    "whole_extract",
    "台账全文",
    tuple(map(_of_a_year, LEDGER.as_offered.columns)),
    title="{bureau}{year}年度检查台账",
    paper="A3",
)
"""All columns of all ledgers of the year: a workbook that needs a password to open."""

DISPATCH_BOOK = Book("dispatch", "上报单.xlsx", (DISPATCH, DISPATCH_FILES))
EXTRACT_BOOK = Book("extract", "台账摘要.xlsx", (EXTRACT,))
WHOLE_FILE = "台账全文.xlsx"

OUTBOX = Table(
    "outbox",
    "发件登记",
    (
        Column("number", "上报次数", Kind.INTEGER, 9),
        Column("mail", "邮件", width=7),
        Column("recipient", "收件人", width=24),
        Column("subject", "主题", width=34),
        Column("attachments", "附件", width=30),
        Column("size", "字节数", Kind.INTEGER, 11),
        Column("sha256", "SHA-256", width=34),
        Column("state", "状态", width=11),
        Column("time", "时间", width=17),
        Column("remark", "说明", width=40),
    ),
    title="{short}{year}年度上报材料发件登记",
    paper="A3",
)
"""What went when to whom, a row a mail; size and SHA-256 are those of the draft (.eml)."""

SENDING_TABLES = (DISPATCH, DISPATCH_FILES, EXTRACT, WHOLE_EXTRACT, OUTBOX)
