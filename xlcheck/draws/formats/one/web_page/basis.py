"""What the draw rests on: the rule, the frame, the randomness, and who was left out."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.draws.formats.one.howto import frame_filename
from xlcheck.draws.formats.one.printed import has_strata
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.formats.one.web_page.data import drawn_recusals
from xlcheck.draws.formats.one.web_page.markup import (
    Markup,
    claim,
    facts,
    folded,
    headers,
    joined,
    section,
    table,
    tag,
    together,
)
from xlcheck.draws.formats.one.web_page.words import rules
from xlcheck.draws.formats.one.wording import counted_in_words, numbers_in_words
from xlcheck.draws.plan import task_of
from xlcheck.draws.record.cells import LIST
from xlcheck.model import DrawnTask, DrawRecord, Exclusion
from xlcheck.reading.folding import is_id
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, TICKETS

MANY = 30
"""Longer lists of exclusions are folded."""

FRAME_NOTE = "指纹是全部代码按字节排序、每行一个写成的文件的 SHA-256，应与抽取前发出的抽取公告上的相同。"
PEOPLE_NOTE = "这个指纹还包含请假、证件有效期等不公开的内容，本页不能重算，由签字存档的抽取记录核验。"

QUOTA_COLUMNS = (
    ("stratum", "级别"),
    ("base", "基数"),
    ("available", "可抽户数"),
    ("quota", "应抽数"),
    ("arithmetic", "算式"),
)


def rule(record: DrawRecord) -> Markup:
    """Write the part on how it was drawn."""
    return section("五、抽取规则", tag("ol", joined(tag("li", text) for text in rules(record))))


def frame(record: DrawRecord) -> Markup:
    """Write the part on frame, fingerprint, and the arithmetic of the quota."""
    columns = [column for column in QUOTA_COLUMNS if column[0] != "stratum" or has_strata(record)]
    rows = ([getattr(quota, key) for key, _ in columns] for quota in record.quotas)
    ratio = task_of(record.request.plan).ratio
    grades = [(PLAN.credit.title, ratio.grades)] if ratio.grades else []
    return section(
        "六、抽样框与应抽数",
        facts(
            (
                ("抽样框", together(claim("frame_size", len(record.request.entities)), " 户，全部列在第九部分")),
                ("抽样框指纹", tag("code", claim("frame_digest", record.frame_digest))),
                (PLAN.ratio.title, ratio.text),
                *grades,
            )
        ),
        tag("p", FRAME_NOTE, class_="note"),
        table("quotas", "应抽数", columns, rows),
    )


def seed(record: DrawRecord) -> Markup:
    """Write the part on where the randomness came from, and the seed line."""
    sources = (
        (f"来源 {n}", together(f"{s.name}：", claim(f"source_{n}", numbers_in_words(s))))
        for n, s in enumerate(record.request.sources, start=1)
    )
    line = ("种子行", tag("code", claim("seed", record.seed)))
    return section("七、随机数的来源", facts([*sources, line]))


def left_out(drawn_task: DrawnTask) -> Markup:
    """Write the part on who was not in the frame, and why; who took part and who did not."""
    request = drawn_task.record.request
    columns = headers(TICKETS.code, TICKETS.name, EXCLUDED.reason, EXCLUDED.counted)
    rows = ([x.code, x.name, x.reason, counted_in_words(x)] for x in request.excluded)
    listed = table("excluded", "未列入抽样框的检查对象", columns, rows)
    count = f"属于本类别而未列入抽样框的检查对象 {len(request.excluded)} 户"
    parts = (
        [folded(f"{count}（点开查看）", listed)] if len(request.excluded) > MANY else [tag("p", f"{count}。"), listed]
    )
    if not request.excluded:
        parts = [tag("p", f"{count}。")]
    return section("八、未列入的对象、参加的人员和回避", *parts, *_people(drawn_task))


def _people(drawn_task: DrawnTask) -> Iterator[Markup]:
    record, request = drawn_task.record, drawn_task.record.request
    people = headers(RECORD_INSPECTORS.name, RECORD_INSPECTORS.cert)
    yield folded(
        f"参加抽取的执法检查人员 {len(request.inspectors)} 名（点开查看）",
        table("inspectors", "参加抽取的执法检查人员", people, ([i.name, i.cert] for i in request.inspectors)),
        tag("p", "人员名单指纹 ", tag("code", claim("inspectors_digest", record.inspectors_digest))),
        tag("p", PEOPLE_NOTE, class_="note"),
    )
    if request.inspectors_excluded:
        absent = LIST.join(map(_person, request.inspectors_excluded))
        yield tag("p", f"未参加抽取的人员 {len(request.inspectors_excluded)} 名：{absent}。原因写在抽取记录上。")
    recused = drawn_recusals(drawn_task)
    names = {e.code: e.name for e in request.entities}
    rows = ([i.name, i.cert, names[code]] for i, code in recused)
    yield tag("p", f"与抽中对象有关的回避 {len(recused)} 项{'，这些人不参加该户的配组' if recused else ''}。")
    if recused:
        yield table("recusals", "回避", [*people, ("entity", RECORD_INSPECTORS.recused.title)], rows)


def _person(left: Exclusion) -> str:
    return f"{left.name}（{left.code}）" if is_id(left.code) else left.name


def elsewhere(record: DrawRecord, number: str) -> Markup:
    """Write the part on other ways to verify, and on what binds the page to the signed record.

    ``number`` is that of the part.
    """
    frame_file = frame_filename(record.request.task)
    ways = (
        "抽取记录（工作簿）：用 xlcheck verify 重算；“签号”工作表右边两列是公式，不用任何程序也能逐行核对签号和次序。",
        f"抽样框文件 {frame_file}：sha256sum（Windows 上为 certutil -hashfile）应得到上面的抽样框指纹。",
        "公开的 Python 程序 consistent-sampler：抽取记录上印有可以直接运行的一行命令。",
        "抽取记录打印后签字存档，印有下面的内容摘要。",
    )
    digests = facts(
        (
            ("记录内容摘要", tag("code", content_digest(record))),
            ("日志散列", tag("code", record.log_digest)),
            ("程序版本", record.version),
        )
    )
    return section(f"{number}、其他核验方法", tag("ul", joined(tag("li", way) for way in ways)), digests)
