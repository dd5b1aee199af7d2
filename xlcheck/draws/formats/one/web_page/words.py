"""The rule of the draw in plain words, for readers of the page."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.draws.formats.one.seed import only_system
from xlcheck.draws.formats.one.times import not_announced
from xlcheck.draws.formats.one.wording import team_in_words
from xlcheck.draws.plan import task_of
from xlcheck.model import DrawRecord, DrawRequest, RatioKind
from xlcheck.reading.expressions.shares import is_dealt

SYSTEM_ALONE = (
    "本次只用计算机系统的随机数，没有外部随机源，不能排除反复抽取后只留下其中一次的可能；"
    "本页只能证明结果由所列数字按规则得出。"
)

_ROUNDING = {
    RatioKind.EXACT: "按比例计算，有小数的进一",
    RatioKind.AT_LEAST: "不低于比例，有小数的进一",
    RatioKind.AT_MOST: "不超过比例，小数舍去",
    RatioKind.COUNT: "按计划写明的户数",
    RatioKind.ALL: "全部检查",
    RatioKind.STRATA: "各级按各自的比例计算，有小数的进一",
}


_REMAINDERS = "按小数大小依次补一户，小数相同的，先补级别名称签号（种子行后接“|stratum”）小的一级"


def rules(record: DrawRecord) -> Iterator[str]:
    """Describe the draw, one paragraph a step."""
    yield "先冻结：抽样框（可以抽的全部对象）、参加抽取的人员、比例和随机数的来源先行固定，并写成抽取公告。"
    yield (
        "再揭晓：冻结以后，由公告写明的来源给出数字。任务编号、抽取次数、两份名单的指纹和这些数字连成一行，称为种子行；"
        "抽样框里改动、增减一个代码，指纹和种子行就都变了。"
    )
    yield (
        "签号：先求“种子行|entity”的 SHA-256（64 位十六进制数，记作 h），再求 h 后接本户代码的 SHA-256，化为十进制，"
        "不足 64 位的前面补零，倒过来写在“0.”之后。签号只由种子行和代码决定，谁都不能挑选。"
    )
    yield f"抽中：签号从小到大排列，前几户抽中，其余依次候补。应抽数：{_quota_rule(record)}。"
    yield from _team_rules(record)


def _quota_rule(record: DrawRecord) -> str:
    ratio = task_of(record.request.plan).ratio
    rounding = _ROUNDING[ratio.kind]
    if is_dealt(ratio):
        rounding = f"各级合计{rounding}，再按各级户数乘比例的大小分给各级，取整后余下的{_REMAINDERS}"
    return f"{rounding}；不少于 {record.request.min_count} 户，不多于可以抽的户数；全部用整数计算，没有误差"


def _team_rules(record: DrawRecord) -> Iterator[str]:
    request = record.request
    yield f"检查组的要求：{team_in_words(request)}。" + ("".join(_loads(request)))
    if request.groups:
        yield (
            "先成组：用“种子行|group|组号|尝试号”求签号，依次取人成组；再把抽中的对象用“种子行|order”重新求签号，"
            "从小到大逐户分到各组：在不须回避、户数至多比最少的组多 1 户的各组中，"
            "用“种子行|team|代码|0”求组名的签号，最小的一组检查；"
            "各组都须回避的，按下面的办法单独配组。"
        )
    yield (
        "检查组的先后：抽中的对象用“种子行|order”重新求签号（算法同上），从小到大逐户配检查组。"
        "可选的是不须回避、并且已分到的户数至多比最少的人多 1 户的人（各联合部门、专家分别比较）；"
        "这些人组不成合格的检查组时，才放宽到多 2 户、3 户，依此类推。"
    )
    yield (
        "检查组的人选：可选的人用“种子行|team|代码|尝试号”求签号，尝试号从 0 起，各方按所需人数取签号最小的；"
        "不合格的不采用，尝试号加 1 再求，没有采用的也都列在本页。"
    )


def _loads(request: DrawRequest) -> Iterator[str]:
    if any(i.load for i in request.inspectors):
        yield "本年度以前各任务中已分到的户数计入。"


def warnings(record: DrawRecord) -> Iterator[str]:
    """Say what a reader must know before trusting the draw."""
    if only_system(record.request.sources):
        yield SYSTEM_ALONE
    if not_announced(record):
        yield not_announced(record)
    if record.request.attempt > 1:
        yield f"本任务这是第 {record.request.attempt} 次抽取，原因：{record.request.reason}。以前各次的记录都保留存档。"
