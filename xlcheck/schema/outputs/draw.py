"""抽取记录 and 抽取公告: the tables of a draw."""

from __future__ import annotations

from xlcheck.schema.table import Column, Filler, Kind, OutputTable, PublishedTable


class Tickets(OutputTable):
    """签号: the drawn order, each entity with its hash and ticket."""

    rank = Column("次序", Kind.INTEGER, 6, published=True)
    code = Column("统一社会信用代码", Kind.CODE, 21, published=True)
    name = Column("检查对象名称", width=27, published=True)
    stratum = Column("分级", width=6, published=True)
    outcome = Column("抽取结果", width=9, published=True)
    digest = Column("散列值（SHA-256）", width=47, published=True)
    ticket = Column("签号", width=63, published=True)
    leading = Column("公式：前九位", Kind.INTEGER, 13, filled_by=Filler.FORMULA)
    place = Column("公式：次序", Kind.INTEGER, 11, filled_by=Filler.FORMULA)


TICKETS = Tickets("tickets", "签号", title="抽样框与签号")


class Excluded(PublishedTable):
    """未列入: who was left out, and why."""

    code = Column("代码或证号", Kind.CERT, 22)
    name = Column("名称", width=32)
    reason = Column("原因", width=60)
    counted = Column("计入应抽基数", width=14)


EXCLUDED = Excluded("excluded", "未列入", title="未列入抽样框的检查对象和人员")


class RecordInspectors(OutputTable):
    """人员: the inspectors who take part."""

    cert = Column("执法证号", Kind.CERT, 18, published=True)
    name = Column("姓名", width=12, published=True)
    scope = Column("执法事项范围", width=22)
    specialities = Column("专业资质", width=20)
    valid_to = Column("执法证有效期至", width=14)
    leaves = Column("请假", width=26)
    recused = Column("回避对象", width=44, published=True)  # of drawn entities, and never the reason
    leader = Column("是否组长", width=9)
    party = Column("联合部门或专家", width=16)
    load = Column("年内已检查户数", Kind.INTEGER, 15)


RECORD_INSPECTORS = RecordInspectors("record_inspectors", "人员", title="参加抽取的执法检查人员")


class TeamsTable(PublishedTable):
    """分组: the team of each drawn entity."""

    order = Column("次序", Kind.INTEGER, 7)
    code = Column("统一社会信用代码", Kind.CODE, 21)
    name = Column("检查对象名称", width=30)
    group = Column("组号", width=8)
    attempt = Column("尝试号", Kind.INTEGER, 8)
    window = Column("负荷差", Kind.INTEGER, 8)
    certs = Column("执法证号", width=36)
    names = Column("检查人员", width=24)


TEAMS = TeamsTable("teams", "分组", title="检查人员分组")


class RejectedTeams(PublishedTable):
    """未采用: teams that were drawn and turned down."""

    code = Column("统一社会信用代码或组号", Kind.CODE, 21)
    number = Column("尝试号", Kind.INTEGER, 8)
    certs = Column("执法证号", width=36)
    reason = Column("未采用的原因", width=50)


REJECTED_TEAMS = RejectedTeams("attempts", "未采用", title="未采用的检查组")


NOTICE_PROMISE = (
    "本公告发出以后产生的号码，届时与三个指纹一并组成随机种子，任何人都可以据此复算抽取结果。"
    "本公告制作后，抽样框、检查人员名单、抽查比例和检查组的要求不再改动；改动一处，指纹就不同。指纹为 SHA-256 值。"
)
"""What 抽取公告 promises, as a form and as a page."""


SECOND_NOTICE_LABELS = ("抽取规则指纹", "名录变动", "名录更新", "发出期限")
NOTICE_LABELS = (
    "抽查任务名称", "抽查计划编号", "抽查任务编号", "抽查类型", "抽取次数", "抽查对象范围", "抽查日期", "检查组",
    "抽样框户数", "检查人员数", "抽样框指纹", "检查人员名单指纹", "抽取规则指纹", "名录变动", "名录更新", "抽查比例",
    "取整办法", "应抽数算式", "再次抽取原因", "发出期限", "制作时间",
)  # fmt: skip
"""Labels of 抽取公告 as a page, in their order; notices of the first format have none of the second's."""


class NoticeSources(PublishedTable):
    """The sources of randomness that 抽取公告 declares."""

    no = Column("序号", Kind.INTEGER, 5)
    kind = Column("来源", width=16)
    name = Column("名称", width=20)
    note = Column("说明", width=40)


NOTICE_SOURCES = NoticeSources("notice_sources", "抽取所用的随机数来源")

DRAW_TABLES = (TICKETS, EXCLUDED, RECORD_INSPECTORS, TEAMS, REJECTED_TEAMS, NOTICE_SOURCES)
