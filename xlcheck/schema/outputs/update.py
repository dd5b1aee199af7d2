"""名录更新记录: what an export changed in a registry, entry by entry."""

from __future__ import annotations

from xlcheck.schema.table import SERIAL, Column, Kind, OutputTable

RECORD_NAME = "名录更新记录.xlsx"
"""The workbook of these tables."""

_ROW = Column("名录第几行", Kind.INTEGER, 10)


class UpdatedEntries(OutputTable):
    """What names an entry, on each sheet that lists some."""

    no = SERIAL
    entry = Column("代码、证号或名称", width=22)
    name = Column("名称", width=30)


class UpdateFacts(OutputTable):
    """更新情况: who, when, from which file, and how much of what."""

    fact = Column("项目", width=22)
    content = Column("内容", width=70)


UPDATE_FACTS = UpdateFacts("update_facts", "更新情况", landscape=False)


class UpdateNew(UpdatedEntries):
    """新增: entries that the registry did not have, with what was written."""

    source = Column("导出第几行", Kind.INTEGER, 10)
    written = Column("写入的内容", width=70)


UPDATE_NEW = UpdateNew("update_new", "新增")


class UpdateChanges(UpdatedEntries):
    """变更 and 名称变了: cells before and after."""

    row = _ROW
    field = Column("栏目", width=16)
    before = Column("原来", width=30)
    after = Column("现在", width=30)


UPDATE_CHANGES = UpdateChanges("update_changes", "变更")
UPDATE_RENAMED = UpdateChanges("update_renamed", "名称变了")


class UpdateGone(UpdatedEntries):
    """不再出现: entries that the export lacks, and what a person said of each."""

    row = _ROW
    bound = Column("类别、单位", width=22)
    answer = Column("处理", width=12)
    written = Column("写入的内容", width=24)


UPDATE_GONE = UpdateGone("update_gone", "不再出现")


class UpdateLeft(OutputTable):
    """没有采用: rows and cells that are left to a person."""

    no = SERIAL
    worksheet = Column("工作表", width=16)
    cell = Column("单元格", width=8)
    value = Column("导出里的内容", width=26)
    text = Column("问题", width=50)
    remedy = Column("怎样处理", width=40)


UPDATE_LEFT = UpdateLeft("update_left", "没有采用")

UPDATE_TABLES = (UPDATE_FACTS, UPDATE_NEW, UPDATE_CHANGES, UPDATE_RENAMED, UPDATE_GONE, UPDATE_LEFT)
