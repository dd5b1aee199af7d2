"""The page that is printed and signed."""

from dataclasses import replace

import pytest

from tests.draws.cases import STRATA, drawn, entities, grades, request, rich_request, staff
from xlcheck.draws.formats.one.printed import EXCLUSIONS_SHOWN, RESERVES_SHOWN, print_content
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.record.blocks import (
    FieldBlock,
    HeadingBlock,
    ParagraphBlock,
    SignatureBlock,
    TableBlock,
    TitleBlock,
    flatten,
)
from xlcheck.model import PAGE_COLUMNS, Exclusion, Ratio, RatioKind, Role, Source
from xlcheck.schema.outputs.draw import TEAMS, TICKETS

RICH = drawn(rich_request())


def text_of(record):
    return "\n".join(cell.text for cell in flatten(print_content(record)))


def tables(record):
    return [block for block in print_content(record) if isinstance(block, TableBlock)]


def column(table, title):
    """The cells of one column of a table on the page."""
    return [row[table.titles.index(title)] for row in table.rows]


def headings(record):
    return [block.text for block in print_content(record) if isinstance(block, HeadingBlock)]


def test_blocks_become_cells():
    blocks = (
        TitleBlock("题"),
        HeadingBlock("一"),
        FieldBlock("项", "内容"),
        ParagraphBlock("段"),
        TableBlock(("甲", "乙"), (4, 8), (("1", ""),)),
        SignatureBlock(("操作人", "监督人")),
    )
    assert [(c.row, c.col, c.span, c.text, c.role.value) for c in flatten(blocks)] == [
        (1, 1, 12, "题", "标题"),
        (2, 1, 12, "一", "小标题"),
        (3, 1, 2, "项", "项目"),
        (3, 3, 10, "内容", "内容"),
        (4, 1, 12, "段", "内容"),
        (5, 1, 4, "甲", "表头"),
        (5, 5, 8, "乙", "表头"),
        (6, 1, 4, "1", "表格"),
        (6, 5, 8, "", "表格"),
        (7, 1, 2, "操作人", "项目"),
        (7, 3, 2, "", "签字"),
        (7, 5, 2, "监督人", "项目"),
        (7, 7, 2, "", "签字"),
        (8, 1, 2, "日期", "项目"),
        (8, 3, 2, "", "签字"),
        (8, 5, 2, "日期", "项目"),
        (8, 7, 2, "", "签字"),
    ]


@pytest.mark.parametrize("record", [RICH, drawn(request(grades(A=12, B=11, C=3), ratio=STRATA))])
def test_every_row_fills_the_page(record):
    rows = {}
    for cell in flatten(print_content(record)):
        assert cell.col == rows.get(cell.row, 0) + 1
        rows[cell.row] = cell.col + cell.span - 1
    assert set(rows.values()) == {PAGE_COLUMNS}
    assert list(rows) == list(range(1, len(rows) + 1))


def test_the_page_has_what_the_field_asks_for():
    text = text_of(RICH)
    for needed in (
        "示交字〔2020〕1号",
        "局三楼会议室",
        "冻结 2021-01-05 09:00；揭晓 2021-01-05 15:20；抽取 2021-01-05 15:30",
        RICH.frame_digest,
        RICH.inspectors_digest,
        RICH.seed,
        RICH.quotas[0].arithmetic,
        RICH.log_digest,
        content_digest(RICH),
        "第 2 次，原因：第一次抽取时名录库漏登一户",
        "经营状态为“停业”",
        "人员状态为“失效”",
        "亲属",
        "consistent_sampler",
    ):
        assert needed in text
    blanks = [c for c in flatten(print_content(RICH)) if c.role is Role.BLANK]
    assert len(blanks) == 6
    assert headings(RICH)[-1] == "八、签字"


def test_the_drawn_are_listed_with_their_inspectors():
    table = tables(RICH)[0]
    teams = {a.code: a.certs for a in RICH.teams}
    assert column(table, TICKETS.code.title) == [d.code for d in RICH.sample]
    people = zip(column(table, TICKETS.code.title), column(table, TEAMS.names.title), strict=True)
    assert all(all(cert in named for cert in teams[code]) for code, named in people)


def test_grades_are_a_column_only_where_strata_count():
    assert "分级" not in tables(RICH)[0].titles
    assert "分级" in tables(drawn(request(grades(A=3, B=2, C=1), ratio=STRATA)))[0].titles


def test_a_long_reserve_is_cut_and_its_length_said():
    record = drawn(request(entities(50), ratio=Ratio("3户", RatioKind.COUNT, count=3)))
    heading = f"五、候补顺序（共 47 户，这里列出前 {RESERVES_SHOWN} 户，其余见“签号”工作表）"
    assert heading in headings(record)
    assert column(tables(record)[1], TICKETS.rank.title) == [str(n) for n in range(4, 4 + RESERVES_SHOWN)]


def test_a_draw_of_all_has_an_empty_reserve():
    record = drawn(request(ratio=Ratio("全覆盖", RatioKind.ALL)))
    assert "五、候补顺序（共 0 户）" in headings(record)
    assert len(tables(record)) == 1


def test_many_exclusions_are_cut_and_their_number_said():
    many = tuple(Exclusion(f"X{n}", f"示例{n}", "经营状态为“停业”") for n in range(EXCLUSIONS_SHOWN + 1))
    record = drawn(request(excluded=many))
    assert len(tables(record)[-1].rows) == EXCLUSIONS_SHOWN
    assert f"未列入抽样框的检查对象 {EXCLUSIONS_SHOWN + 1} 户" in text_of(record)
    assert "其余见“未列入”工作表" in text_of(record)


def test_system_randomness_alone_is_owned_up_to():
    alone = drawn(request(sources=(Source("system1", "本机随机数", (12345678,)),)))
    assert "不能排除反复抽取后只留下其中一次的可能" in text_of(alone)
    assert "不能排除" not in text_of(RICH)


def test_without_a_document_number_the_bureau_is_the_basis():
    assert FieldBlock("依据", "示例市示例区交通运输局，抽查计划编号 202102") in print_content(drawn(request(basis="")))


def test_a_recusal_of_an_entity_outside_the_frame_shows_its_code():
    outside = replace(request(), inspectors=staff(5, recusals=[(0, ["91140603MA0K000099"])]))
    assert "91140603MA0K000099" in text_of(drawn(outside))
