"""What goes to the superior bureau: 上报单 and 台账摘要, by which a pack is read and checked at the other end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xlcheck.schema.inputs.others import OTHERS, OtherInspections
from xlcheck.schema.outputs.ledger import LEDGER, Ledger
from xlcheck.schema.table import Book, Column, Kind, OutputTable

DIGESTS, DIGESTS_SM3 = "文件摘要SHA256.txt", "文件摘要SM3.txt"
"""Files of a pack that list the digests of the others."""

SIGNATURE_FILE = "签名.json"
"""The signature of an office, in a pack and among the files of a slip."""

UNLISTED_FILES = (DIGESTS, DIGESTS_SM3, SIGNATURE_FILE)
"""Files of a pack that are listed nowhere."""

DISPATCH_ITEMS: tuple[tuple[str, str], ...] = (
    ("bureau", "单位名称"),
    ("region", "行政区划代码"),
    ("year", "年度"),
    ("number", "上报次数"),
    ("made", "上报时间"),
    ("practice", "演练"),
    ("version", "程序版本"),
    ("format", "格式"),
)
"""(key, 项目) of the sheet 上报单."""

LATER_DISPATCH_ITEMS = frozenset({"format"})
"""Keys of the items that packs of version 0.1.0 do not have."""


class Dispatch(OutputTable):
    """上报单: whose pack it is, of which year, made when and by which version; a row an item."""

    item = Column("项目", width=20, required=True, unique=True)
    value = Column("内容", width=60)


DISPATCH = Dispatch("dispatch", "上报单", title="“双随机、一公开”材料上报单", landscape=False)


class DispatchFiles(OutputTable):
    """文件清单: every other file of a pack by its path in it, with ``/`` between folders."""

    no = Column("序号", Kind.INTEGER, 6)
    file = Column("文件", width=52, required=True, unique=True)
    size = Column("字节数", Kind.INTEGER, 12, required=True)
    sha256 = Column("SHA-256", width=68, required=True)
    sm3 = Column("SM3", width=68, required=True)


DISPATCH_FILES = DispatchFiles("dispatch_files", "文件清单", title="文件清单")


_LEFT_OUT = (LEDGER.inspectors, LEDGER.situation, LEDGER.remark)
"""Ledger columns in which people stand, or may: they are sent only under a password."""


def _of_a_year(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return ledger columns where all tasks stand together: an entity may be drawn by several."""
    return tuple(replace(column, unique=False) for column in columns)


class Extract(Ledger):
    """台账摘要: the ledger rows of the year without the columns in which people stand."""


EXTRACT = Extract(
    "extract",
    "台账摘要",
    _of_a_year(column for column in LEDGER.as_offered if column not in _LEFT_OUT),
    title="{bureau}{year}年度检查台账摘要",
    paper="A3",
)

WHOLE_EXTRACT = Extract(
    "whole_extract",
    "台账全文",
    _of_a_year(LEDGER.as_offered),
    title="{bureau}{year}年度检查台账",
    paper="A3",
)
"""All columns of all ledgers of the year: a workbook that needs a password to open."""


class SentOthers(OtherInspections):
    """其他检查摘要: the rows of 其他检查 without the columns in which people stand, or may."""


_OF_OTHERS = (OTHERS.code, OTHERS.name, OTHERS.inspected, OTHERS.inspection_type, OTHERS.result, OTHERS.visit_code)

SENT_OTHERS = SentOthers(
    "sent_others", "其他检查摘要", _OF_OTHERS, title="{bureau}{year}年度其他检查摘要", paper="A3", optional=True
)


class SentReasons(OutputTable):
    """情况说明: why visits are right that look odd, as staff have written it; a row a reason.

    ``topic`` is what it explains, blank where it explains whatever is asked of the visit, as 备注 of its row does.
    """

    plan_no = Column("抽查计划编号", width=12)
    task_no = Column("抽查任务编号", width=12)
    name = Column("检查对象名称", width=28)
    code = Column("统一社会信用代码", width=22, required=True)
    inspected = Column("检查日期", Kind.DATE, 12, required=True)
    topic = Column("说明的事项", width=24)
    origin = Column("出处", width=12)
    reason = Column("说明", width=60, required=True)


SENT_REASONS = SentReasons(
    "sent_reasons", "情况说明", title="{bureau}{year}年度检查情况说明", paper="A3", optional=True
)

VISITS_BOOK = Book("sent_visits", "检查说明.xlsx", (SENT_OTHERS, SENT_REASONS))

DISPATCH_BOOK = Book("dispatch", "上报单.xlsx", (DISPATCH, DISPATCH_FILES))

EXTRACT_BOOK = Book("extract", "台账摘要.xlsx", (EXTRACT,))

WHOLE_FILE = "台账全文.xlsx"


class Outbox(OutputTable):
    """发件登记: what was sent to whom and when, a row a mail; size and SHA-256 are those of the draft (.eml)."""

    number = Column("上报次数", Kind.INTEGER, 9)
    mail = Column("邮件", width=7)
    recipient = Column("收件人", width=24)
    subject = Column("主题", width=34)
    attachments = Column("附件", width=30)
    size = Column("字节数", Kind.INTEGER, 11)
    sha256 = Column("SHA-256", width=34)
    state = Column("状态", width=11)
    time = Column("时间", width=17)
    remark = Column("说明", width=40)


OUTBOX = Outbox("outbox", "发件登记", title="{short}{year}年度上报材料发件登记", paper="A3")


SEND_TABLES = (DISPATCH, DISPATCH_FILES, EXTRACT, SENT_OTHERS, SENT_REASONS, WHOLE_EXTRACT, OUTBOX)
