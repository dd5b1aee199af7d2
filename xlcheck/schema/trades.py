"""The trades of bureaus: how a name tells one, what its registers write as 经营状态, what a blank desk has of it.

Everything that the tool knows of a trade is declared here; its 对象类别 and 抽查事项 are rows of the data files of
``samples/`` that bear its name, or that it names. A trade that nobody has reviewed is a draft: what it gives is marked
请核对. What is not declared is a bureau's own to enter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

OPERATING_STATUSES = ("营业",)
"""The codes of 经营状态 that count as operating: no other may be drawn."""

STATUSES = (*OPERATING_STATUSES, "停业", "整改", "停业整顿", "歇业", "注销", "迁出", "其他")
"""The codes of 经营状态, as the registers of road transport have them; every trade's words stand for one of these."""

OTHER_TRADE = "其他"
"""The trade of a bureau of which nothing is declared: it enters its own categories and items."""

TO_REVIEW = "请核对"
"""What is written beside the categories of a draft."""

Words = Mapping[str, tuple[str, ...]]
"""Other words by the code of 经营状态 that they stand for; folded, half-width."""

COMMON_WORDS: Words = {
    "营业": ("正常", "正常经营", "正常营业", "营业中", "经营中"),
    "停业": ("已停业",),
    "歇业": ("已歇业",),
    "注销": ("已注销",),
    "迁出": ("已迁出",),
}
"""What any register may write."""


@dataclass(frozen=True, slots=True)
class TradeData:
    """One trade: ``told_by`` what in a bureau's name tells it, ``statuses`` the words of its registers.

    ``items`` is the data file with its usual items under random inspection, where it has one; a ``draft`` has
    categories only, which are to be reviewed.
    """

    name: str
    told_by: tuple[str, ...]
    statuses: Words = field(default_factory=dict)
    items: str = ""
    draft: bool = True


TRADE_DATA = (
    TradeData(
        "交通运输",
        ("交通", "道路运输"),
        {"营业": ("营运", "正常营运")},
        items="items.csv",
        draft=False,
    ),
    TradeData(
        "市场监管",
        ("市场监", "市监"),
        # as the national system of companies' credit writes 登记状态; 吊销 alone does not say whether it was struck off
        {
            "营业": (
                "存续",
                "在营",
                "在册",
                "开业",
                "在业",
                "在营企业",
                "存续(在营、开业、在册)",
                "在营(开业)企业",
                "在营(开业)",
            ),
            "注销": ("吊销", "吊销,已注销", "吊销已注销", "吊销(已注销)"),
            "其他": ("吊销,未注销", "吊销未注销", "吊销(未注销)", "撤销", "撤销登记"),
        },
        items="market_items.csv",
        draft=False,
    ),
    TradeData("文化和旅游", ("文化", "旅游", "文旅")),
    TradeData("应急管理", ("应急",)),
    TradeData("农业农村", ("农业",)),
    TradeData("住房和城乡建设", ("住房", "城乡建设", "住建")),
    TradeData("卫生健康", ("卫生", "卫健")),
    TradeData("消防救援", ("消防",)),
)
"""In the order in which they are offered; the first is meant where none is named."""


def trade_data(name: str = "") -> TradeData | None:
    """Return a trade by its name, the first one where none is named; ``None`` of one that is not declared."""
    return next((trade for trade in TRADE_DATA if name in ("", trade.name)), None)


def told_trade(bureau: str) -> str:
    """Return the trade that a bureau's name tells; :data:`OTHER_TRADE` where it tells none, or two."""
    told = [trade.name for trade in TRADE_DATA if any(word in bureau for word in trade.told_by)]
    return told[0] if len(told) == 1 else OTHER_TRADE


def status_words(trades: Iterable[TradeData] = TRADE_DATA) -> dict[str, str]:
    """Return the code of 经营状态 by each word that the registers of these trades may write for it."""
    lists = (COMMON_WORDS, *(trade.statuses for trade in trades))
    return {word: code for words in lists for code, these in words.items() for word in these}
