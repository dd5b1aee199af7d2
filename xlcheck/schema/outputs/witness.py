"""The superior as witness: its settings, what it holds of other bureaus, and how their draws stand."""

from __future__ import annotations

from xlcheck.schema.table import Book, Column, Kind, OutputTable, Table


class CollectSettings(Table):
    """汇总设置: what the superior bureau says of itself, a row an item."""

    item = Column("项目", width=20, required=True, unique=True)
    value = Column("内容", width=40)
    note = Column("说明", width=60)


COLLECT_SETTINGS = CollectSettings("collect_settings", "汇总设置", title="汇总单位的设置", landscape=False)

COLLECT_SETTING_ITEMS: tuple[tuple[str, str, str], ...] = (
    ("superior", "汇总单位名称", "印在收存回执上；不填的，不出具回执。"),
    (
        "host",
        "收件服务器",
        (
            "收到的邮件最上面一行“Received”中“by”后面的名称；几个名称用顿号隔开，也可以只写后半段，如 qq.com。"
            "不填的，收到时间以第一次汇总为准。"
        ),
    ),
)
"""(key, 项目, 说明) of 汇总设置."""

COLLECT_SETTINGS_BOOK = Book("collect_settings", "汇总设置.xlsx", (COLLECT_SETTINGS,))


class WitnessedDraws(OutputTable):
    """抽取情况: the draws of all bureaus, what each is worth, and how it is held; times and names take two lines."""

    bureau = Column("单位名称", width=15, required=True)
    task_no = Column("任务序号", width=6)
    attempt = Column("第几次", Kind.INTEGER, 5)
    state = Column("状态", width=8)
    strength = Column("强度", width=12)
    held = Column("收存", width=9)
    since = Column("收到时间", width=11)
    by = Column("凭据", width=16)
    source = Column("随机数来源", width=11)
    day = Column("开奖日", width=11)
    frozen = Column("冻结时间", width=11)
    drawn_at = Column("抽取时间", width=11)
    given_up = Column("放弃冻结", width=14)
    frame = Column("抽样框户数", Kind.INTEGER, 7)
    category = Column("类别户数", Kind.INTEGER, 6)
    directed = Column("定向条件", width=14)
    share = Column("定向后占比", width=7)
    drawn = Column("抽中户数", Kind.INTEGER, 6)
    replaced = Column("补抽次数", Kind.INTEGER, 6)
    replaced_share = Column("补抽占比", width=7)
    reasons = Column("补抽原因", width=13)
    late = Column("临近登记未列入", Kind.INTEGER, 8)
    moved = Column("名录变动", width=18)
    marks = Column("红字", width=26)


WITNESSED_DRAWS = WitnessedDraws("witnessed_draws", "抽取情况", title="{year}年度各单位抽取情况", paper="A3")


class HeldThings(OutputTable):
    """收存登记: the slips and codes that are held of all bureaus."""

    bureau = Column("单位名称", width=22, required=True)
    what = Column("收存的内容", width=20)
    code = Column("收存码", width=34)
    arrived = Column("收到时间", width=17)
    basis = Column("依据", width=14)
    signed_by = Column("签名密钥指纹", width=22)
    confirmed = Column("电话核对", width=9)
    tasks = Column("任务", width=24)
    source = Column("随机数来源", width=16)
    day = Column("开奖日", width=12)
    receipt = Column("回执编号", width=28)
    number = Column("编号", width=15)


HELD_THINGS = HeldThings("held_things", "收存登记", title="{year}年度各单位收存登记", paper="A3")
