"""The rule of the draw in plain words, for readers of the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from xlcheck.draws.formats.one.web_page.words import rules as first_rules
from xlcheck.draws.formats.two.seed import SourceKind, kind_of
from xlcheck.model import DrawRecord

_REVEALED = {
    SourceKind.GAME: "公告写明的那一期彩票开奖以后，",
    SourceKind.DICE: "冻结以后当众掷十二次十面骰（或者摇十二次号码球），",
    SourceKind.SYSTEM: "冻结以后由电脑产生随机数，",
}


def rules(record: DrawRecord) -> Iterator[str]:
    """Describe the draw, one paragraph a step; from the tickets on as in the first format."""
    yield (
        "先冻结：抽样框（可以抽的全部对象）、参加抽取的人员、抽取规则（比例、分级、检查组的要求等）和随机数的来源先行固定，"
        "三份文件的指纹写在抽取公告和冻结收存单上。"
    )
    yield (
        f"再揭晓：{_REVEALED[kind_of(record.request.sources[0])]}任务编号、抽取次数、三个指纹和号码连成一行，称为种子行；"
        "名单、人员、规则改动一处，指纹和种子行就都变了。没有任何人给出的数字进入种子行。"
    )
    yield from islice(first_rules(record), 2, None)
