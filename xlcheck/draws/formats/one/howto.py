"""验证方法: how anyone checks a record, with this program or without it."""

from __future__ import annotations

from xlcheck.draws.record.book import DATA
from xlcheck.model import DrawnTask, DrawRecord
from xlcheck.schema.outputs.draw import TICKETS


def frame_filename(task: str) -> str:
    """Return the name of the frame file: ``抽样框-202101.txt``."""
    return f"抽样框-{task}.txt"


def python_line(record: DrawRecord, more: int = 0) -> str:
    """Return a line of Python that prints the drawn codes, and ``more``, with the package ``consistent-sampler``.

    It needs the frame file in the current folder. With strata it prints the whole order, of which
    each stratum takes its own first ones.
    """
    take = "" if record.quotas[0].stratum else f", take={record.quotas[0].quota + more}"
    return (
        f"from consistent_sampler import sampler; "
        f"print(*sampler(open('{frame_filename(record.request.task)}').read().split(), "
        f"seed='{record.seed}|entity', output='id'{take}), sep='\\n')"
    )


def ways_to_verify(record: DrawRecord) -> tuple[str, ...]:
    """Describe the ways to verify, one paragraph a way, as the page prints them."""
    frame_file = frame_filename(record.request.task)
    strata = "（打印的是全部次序，各级从中依次取本级应抽的户数）" if record.quotas[0].stratum else ""
    return (
        "用本程序：xlcheck verify 加本文件名，按本文件重算全部结果，有一格不同即指出。",
        "用浏览器：打开与本文件一同写出的“抽取公开”网页，按“复算”，由浏览器重算签号、次序、应抽数和检查组，不联网。",
        (
            f"在本工作簿中：“{TICKETS.sheet}”工作表的“{_title('leading')}”“{_title('place')}”两列是公式，由散列值算出签号的前九位，"
            f"比上一行大的次序加一，应与“{_title('ticket')}”“{_title('rank')}”两列一致；注明“起并列”的，前九位与上一行相同，看签号全部位数。"
        ),
        (
            f"指纹：sha256sum {frame_file}（Windows 上为 certutil -hashfile {frame_file} SHA256），应与抽样框指纹相同；"
            f"文件中每行一个代码，按字节排序。"
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


def ways_to_verify_replacement(drawn_task: DrawnTask) -> tuple[str, ...]:
    """Describe the ways to verify the last replacement of a task, one paragraph a way."""
    public = (_with_public_program(drawn_task),) if drawn_task.replacements[-1].entered else ()
    return (
        (
            "用本程序：xlcheck verify 加本文件名，按本文件重算原抽取和各次补抽，有一格不同即指出；"
            "所印原抽取记录的内容摘要，应与签字存档的抽取记录相同。"
        ),
        (
            f"在本工作簿中：“{TICKETS.sheet}”工作表是原抽取的全部次序，补入的应是同级中还没有抽中或补入过的第一户；"
            "“补抽”工作表有各次补抽的全部数据，其余工作表与原抽取记录相同。"
        ),
        *public,
        (
            "检查组的算法：以“种子行|team|代码|尝试号”为种子，照签号的算法给能参加的人员排序，在前的入组，不合规则的尝试号加一再抽。"
            "能参加的，是没有回避、没有退出、余下的抽查日期没有全部请假，负荷又比其中最少的人多不过“负荷差”的人员；"
            "负荷是抽到本人的户数，退出的户和换下的席位也算，所以报哪一户退出，都不影响补入的是谁。"
        ),
    )


def _with_public_program(drawn_task: DrawnTask) -> str:
    record, more = drawn_task.record, sum(replacement.entered is not None for replacement in drawn_task.replacements)
    result = f"打印的最后 {more} 户依次是各次补入的对象"
    if record.quotas[0].stratum:
        result = "打印的是全部次序，补入的应是本级的下一户"
    return f"用公开的程序：照原抽取记录所写的办法运行下面一行，{result}：\n{python_line(record, more)}"


def _title(key: str) -> str:
    return TICKETS.column(key).title
