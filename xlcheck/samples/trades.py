"""What the invented entities of each category look like: how many, what they are called, what they hold."""

from __future__ import annotations

from dataclasses import dataclass

PASSENGER, FREIGHT, DRIVING, REPAIR, ROADS = (
    "道路旅客运输",
    "道路货物运输",
    "机动车驾驶员培训",
    "机动车维修",
    "公路建设",
)
"""The categories of the bureau of 2021."""

SOUND = ""
LAPSED = "许可上年到期"
LAPSING = "许可年内到期"
NEW = "年内成立"
"""The lots that an entity may have; any other lot is its 经营状态."""


@dataclass(frozen=True, slots=True)
class Trade:
    """One category: ``lots`` are (lot, entities at scale 1), everyone else is sound.

    ``shops`` are name endings of 个体工商户, ``shop_share`` their share. Licences run for
    ``term`` years; from ``filed_from`` on an entity files once and holds its number for good.
    """

    category: str
    count: int
    endings: tuple[str, ...]
    licence: str
    term: int
    business: str
    lots: tuple[tuple[str, int], ...]
    shops: tuple[str, ...] = ()
    shop_share: float = 0.0
    filed_from: int = 9999
    filing: str = ""


TRADES = (
    Trade(
        PASSENGER,
        12,
        ("客运有限公司", "旅客运输有限公司", "客运站有限公司"),
        "晋交运管许可客字{region}{n:06d}号",
        4,
        "县内班车客运；县际班车客运",
        (("停业", 1),),
    ),
    Trade(
        FREIGHT,
        420,
        ("货运有限公司", "物流有限公司", "运输有限公司", "运输服务有限公司"),
        "晋交运管许可货字{region}{n:06d}号",
        4,
        "道路普通货物运输",
        ((LAPSED, 12), (LAPSING, 5), (NEW, 8), ("停业", 7), ("歇业", 5), ("注销", 6), ("迁出", 3)),
        ("货运部", "运输队", "货运服务部"),
        0.3,
    ),
    Trade(
        DRIVING,
        6,
        ("机动车驾驶员培训有限公司", "驾驶员培训学校有限公司"),
        "晋交运管许可培字{region}{n:06d}号",
        6,
        "普通机动车驾驶员培训",
        ((LAPSING, 1),),
    ),
    Trade(
        REPAIR,
        130,
        ("汽车维修有限公司", "汽车服务有限公司"),
        "晋交运管许可维字{region}{n:06d}号",
        6,
        "机动车维修",
        ((LAPSED, 3), (LAPSING, 2), (NEW, 3), ("停业", 2), ("歇业", 2), ("注销", 2), ("迁出", 1)),
        ("汽修部", "汽修厂", "汽车维修店", "轮胎维修部"),
        0.75,
        2019,
        "晋维修备字{region}{n:06d}号",
    ),
    Trade(
        ROADS,
        14,
        ("公路工程有限公司", "路桥建设有限公司", "路桥工程有限公司"),
        "示例施工资质{region}{n:06d}号",
        5,
        "公路工程施工总承包；公路路面、路基工程专业承包",
        (("迁出", 1), (NEW, 1)),
    ),
)
