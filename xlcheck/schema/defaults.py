"""What a blank 单位设置 begins with: the usual of a transport bureau, for staff to change and to delete from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlcheck.model import Category, Policy, Round, Settings
from xlcheck.schema.inputs import CATEGORIES, CODES, POLICY, ROUNDS, UNIT
from xlcheck.schema.setting_items import POLICY_ITEMS, ROUNDING, UNIT_ITEMS
from xlcheck.schema.table import Row
from xlcheck.schema.vocabularies import STATIC

PASSENGER, FREIGHT, DRIVING, REPAIR, ROADS = (
    "道路旅客运输",
    "道路货物运输",
    "机动车驾驶员培训",
    "机动车维修",
    "公路建设",
)

_CATEGORIES = (
    (PASSENGER, "客运、道路客运、旅客运输、客运企业、客运站", "道路旅客运输企业、道路旅客运输及客运站场"),
    (FREIGHT, "货运、道路货运、货物运输、普通货运、货运站", "道路货物运输企业、道路货物运输及货运站场"),
    ("道路危险货物运输", "危货、危货运输、危险货物运输、危险品运输", "道路危险货物运输企业"),
    ("出租汽车客运", "出租车、出租汽车、巡游出租汽车、网约车、网络预约出租汽车", "出租汽车经营企业、网约车平台公司"),
    ("城市公共汽电车客运", "公交、城市公交、公共汽车、公共交通、城市公共交通", "城市公共汽电车客运企业、公交企业"),
    ("汽车租赁", "小微型客车租赁、客车租赁", "小微型客车租赁经营企业、汽车租赁企业"),
    (DRIVING, "驾培、驾校、驾驶员培训、驾培机构", "机动车驾驶员培训企业、机动车驾驶员培训学校"),
    (REPAIR, "汽修、汽车维修、维修业户、机动车维修经营", "维修经营业户、汽车维修经营企业"),
    (ROADS, "公路施工、公路工程、路桥施工、公路建设施工", "公路建设施工企业、道路工程建设"),
    ("公路养护", "养护、公路养护作业", "公路养护作业单位"),
    ("水路运输", "航运、水运、水路客运、水路货运", "水路运输企业"),
    ("港口经营", "港口、码头", "港口经营企业、港口企业"),
)
"""Name, 别名 and 计划用语, as a plan and a list of a transport bureau write them."""

USUAL_ROUNDS = (Round("第一批", 1, 4), Round("第二批", 5, 8), Round("第三批", 9, 12))

USUAL_POLICY = {"team_size": "2", "no_repeat": "否", "rounding": ROUNDING, "min_count": "1", "deadline_days": "7"}
"""项目 of 抽查策略 by key; the others begin blank."""

OWN_CODES = STATIC["码表"]
"""The code lists that staff may change."""


def categories(names: Iterable[str] = ()) -> tuple[Category, ...]:
    """The usual categories, or those named."""
    wanted = set(names)
    return tuple(
        Category(name, tuple(aliases.split("、")), tuple(wordings.split("、")))
        for name, aliases, wordings in _CATEGORIES
        if not wanted or name in wanted
    )


def blank_settings(year: int = 0) -> Settings:
    """Settings of a bureau that has entered nothing yet."""
    return Settings("", "", "", "", "", year, "", None, categories(), USUAL_ROUNDS, Policy())


def blank_sheets(year: int = 0) -> dict[str, list[Row]]:
    """The rows of a blank 单位设置 by table key; what only the bureau knows is left to it."""
    return {
        UNIT.key: item_rows(UNIT_ITEMS, {"year": str(year or "")}),
        CATEGORIES.key: category_rows(categories()),
        ROUNDS.key: round_rows(USUAL_ROUNDS),
        POLICY.key: item_rows(POLICY_ITEMS, USUAL_POLICY),
        CODES.key: code_rows(),
    }


def item_rows(items: Iterable[tuple[str, str, str]], values: Mapping[str, str]) -> list[Row]:
    """The rows of a sheet of 项目, 内容 and 说明; 内容 is blank where ``values`` has none."""
    return [{UNIT.item: title, UNIT.value: values.get(key, ""), UNIT.note: note} for key, title, note in items]


def category_rows(known: Iterable[Category]) -> list[Row]:
    """The rows of 对象类别."""
    return [
        {
            CATEGORIES.name: category.name,
            CATEGORIES.aliases: "、".join(category.aliases),
            CATEGORIES.wordings: "、".join(category.wordings),
        }
        for category in known
    ]


def round_rows(rounds: Iterable[Round]) -> list[Row]:
    """The rows of 批次."""
    return [{ROUNDS.name: r.name, ROUNDS.first: r.first_month, ROUNDS.last: r.last_month} for r in rounds]


def code_rows() -> list[Row]:
    """The rows of 码表, as they are built in."""
    return [
        {CODES.vocabulary: name, CODES.value: value, CODES.note: ""} for name in OWN_CODES for value in STATIC[name]
    ]
