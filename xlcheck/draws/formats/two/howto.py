"""验证方法 of “xlcheck-draw/2”: how anyone checks a record, with this program or without it."""

from __future__ import annotations

from xlcheck.draws.formats.one.howto import frame_filename, python_line
from xlcheck.draws.formats.two.seed import SourceKind, kind_of
from xlcheck.draws.record.book import DATA
from xlcheck.model import DrawRecord
from xlcheck.schema.outputs.draw import TICKETS

_NUMBERS = {
    SourceKind.GAME: "号码：查“{name}”的开奖公告，应与本页所印的号码和开奖日相同，冻结时间应早于开奖日 18:00。",
    SourceKind.DICE: "号码：与存档的、有两人签名的掷骰记录单（扫描件）及监督人手中的存根核对，应逐位相同。",
    SourceKind.SYSTEM: "号码：由电脑产生，没有可以核对的外部来源。",
}


def rules_filename(task: str) -> str:
    """Return the name of the rules file: ``抽取规则-202101.txt``."""
    return f"抽取规则-{task}.txt"


def ways_to_verify(record: DrawRecord) -> tuple[str, ...]:
    """Describe the ways to verify, one paragraph a way, as the page prints them."""
    source, task = record.request.sources[0], record.request.task
    frame_file, rules_file = frame_filename(task), rules_filename(task)
    strata = "（打印的是全部次序，各级从中依次取本级应抽的户数）" if record.quotas[0].stratum else ""
    return (
        "用本程序：选“核验”，或者用命令 xlcheck verify 加本文件名，按本文件重算全部结果，有一格不同即指出。",
        "用浏览器：打开与本文件一同写出的“抽取公开”网页，按“复算”，由浏览器重算签号、次序、应抽数和检查组，不联网。",
        _NUMBERS[kind_of(source)].format(name=source.name),
        (
            f"在本工作簿中：“{TICKETS.sheet}”工作表的“{TICKETS.leading.title}”“{TICKETS.place.title}”两列是公式，"
            f"由散列值算出签号的前九位，比上一行大的次序加一，应与“{TICKETS.ticket.title}”“{TICKETS.rank.title}”两列一致；"
            "注明“起并列”的，前九位与上一行相同，看签号全部位数。"
        ),
        (
            f"指纹：sha256sum {frame_file}（Windows 上为 certutil -hashfile {frame_file} SHA256），应与抽样框指纹相同；"
            f"{rules_file} 同此，应与抽取规则指纹相同。冻结收存单、抽取公告上的三个指纹，应与本页相同。"
        ),
        (
            "用公开的程序：安装 Python 和 consistent-sampler 后，在抽样框文件所在的文件夹用 Python 运行下面一行，"
            f"应得到抽中名单{strata}：\n{python_line(record)}"
        ),
        (
            "签号的算法：h 为“种子行|entity”的 SHA-256（十六进制）；h 后接代码，再取 SHA-256，化为十进制，"
            "不足 64 位的前面补零，倒序写在“0.”之后，即为签号；签号按文本从小到大排列，在前的抽中。"
        ),
        f"“{DATA}”工作表有重算所需的其他全部数据；内容摘要印在签字处的上方，签字后任何一格都不能再改而不被发现。",
    )
