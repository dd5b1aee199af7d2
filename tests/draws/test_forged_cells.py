"""Of a record in which one cell or row was forged, the first difference told is that cell, not what follows from it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cells import FIRST, cell
from tests.draws.cases import STRATA, drawn, entities, grades, position, request, staff
from tests.draws.formats.second import KEPT, second
from tests.draws.layouts import all_cells
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.draw import verify
from xlcheck.draws.verification.replacement import replacement_book, verify_replacement
from xlcheck.model import DropOut, Exclusion, Recusal
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, TEAMS, TICKETS

PEOPLE = (
    replace(staff(7)[0], load=2, leader=True),
    replace(staff(7)[1], recusals=(Recusal("91140603MA0K000001", "亲属"),)),
    replace(staff(7)[2], leaves=((date(2021, 2, 1), date(2021, 2, 5)),)),
    *staff(7)[3:],
)
OUT = (Exclusion("91140603MA0KX00001", "示例停业货运有限公司", "经营状态为停业"),)
RECORD = drawn(
    second(request(entities(12), PEOPLE, excluded=OUT, bureau="示例区交通运输局")), proofs=(KEPT,), version="0.2.0"
)
CELLS = all_cells(RECORD)
TICKET, PERSON, TEAM = TICKETS.sheet, RECORD_INSPECTORS.sheet, TEAMS.sheet

ENTITY = DropOut(
    (RECORD.sample[0].code,),
    "",
    False,
    "停业",
    "示例",
    ("证据1.jpg " + "a" * 64,),
    "2024-01-08 09:00",
    "示例员甲",
    "0.2.0",
)
MEMBER = next(team.certs[0] for team in RECORD.teams if team.code == RECORD.sample[1].code)
SEAT = replace(ENTITY, codes=(RECORD.sample[1].code,), cert=MEMBER, reason="病假", evidence=())
REPLACED = drawn_task_of(RECORD, [(ENTITY, "b" * 64), (SEAT, "c" * 64)])
AFTER = replacement_book(REPLACED).cells()


def row_of(sheet, label, cells=CELLS):
    return next(row for (row, column), text in cells[sheet].items() if column == 1 and text == label)


def in_data(label, cells=CELLS, sheet="数据"):
    return (sheet, (row_of(sheet, label, cells), 2))


def of(table, column, row=FIRST):
    return (table.sheet, position(table, column, row))


def last(table, cells=CELLS):
    return max(row for row, _ in cells[table.sheet])


FORGED = {
    "a drawn name": (*of(TICKETS, TICKETS.name), "示例改动公司"),
    "a name of the reserve": (*of(TICKETS, TICKETS.name, last(TICKETS)), "示例改动公司"),
    "a drawn code": (*of(TICKETS, TICKETS.code), "91140603MA0K999999"),
    "the last code": (*of(TICKETS, TICKETS.code, last(TICKETS)), "91140603MA0K999999"),
    "a code that is there already": (*of(TICKETS, TICKETS.code), RECORD.order[-1].code),
    "a hash": (*of(TICKETS, TICKETS.digest), "0" * 64),
    "a ticket": (*of(TICKETS, TICKETS.ticket, 5), "0.1"),
    "who is drawn": (*of(TICKETS, TICKETS.outcome), "候补"),
    "a rank": (*of(TICKETS, TICKETS.rank, 4), "7"),
    "a person's name": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.name, FIRST + 4), "示例改动"),
    "a certificate number": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.cert, FIRST + 3), "SL-77"),
    "a scope": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.scope), "机动车维修"),
    "an end of validity": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.valid_to, 5), "2025-12-30"),
    "a leave": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.leaves, FIRST + 4), "2021-02-01 至 2021-02-05"),
    "a leader": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.leader), "否"),
    "a load": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.load), "0"),
    "a member exchanged": (*of(TEAMS, TEAMS.certs), "SL-05、SL-06"),
    "the members the other way round": (*of(TEAMS, TEAMS.names), "示例员9、示例员8"),
    "a try for a team": (*of(TEAMS, TEAMS.attempt), "9"),
    "who is left out": (*of(EXCLUDED, EXCLUDED.name), "示例别的货运有限公司"),
    "why": (*of(EXCLUDED, EXCLUDED.reason), "经营状态为歇业"),
    "a ball": (*in_data("随机源1 数字"), "1、8、13、19、26、33、8"),
    "the issue": (*in_data("随机源1 代号"), "ssq-2024004"),
    "the name of the issue": (*in_data("随机源1 名称"), "双色球2024004期"),
    "the day of the numbers": (*in_data("开奖日"), "2024-01-09"),
    "what that rests on": (*in_data("开奖日依据"), "按公告"),
    "the seed line": (*in_data("随机种子行"), "xlcheck-draw/2|202102#2|"),
    "the fingerprint of the frame": (*in_data("抽样框指纹"), "0" * 64),
    "the fingerprint of the rules": (*in_data("抽取规则指纹"), "0" * 64),
    "the attempt": (*in_data("抽取次数"), "2"),
    "the size of a team": (*in_data("每户检查人数"), "3"),
    "the least number": (*in_data("最少户数"), "2"),
    "the ratio as a number": (*in_data("比例数值"), "1/3"),
    "the ratio as text": (*in_data("抽查比例"), "33%"),
    "whether there is a leader": (*in_data("每组须有组长"), "是"),
    "the number of groups": (*in_data("检查组数"), "1"),
    "who kept the slip": (*in_data("收存1 收存人"), "示例员丙"),
    "how": (*in_data("收存1 方式"), "上级回执"),
    "when": (*in_data("收存1 时间"), "2021-01-04 10:00"),
    "when, too late": (*in_data("收存1 时间"), "2024-01-09 10:00"),
    "who kept it, the operator himself": (*in_data("收存1 收存人"), RECORD.operator),
    "how, as nothing that shows anything": (*in_data("收存1 方式"), "自述"),
    "who watched": (*in_data("监督人"), "示例员丁"),
    "an operator who kept it himself": (*in_data("操作人"), KEPT.holder),
    "balls that cannot be": (*in_data("随机源1 数字"), "8、8、13、19、26、33、7"),
    "a day of a leave": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.leaves, FIRST + 2), "2021-02-02 至 2021-02-05"),
    "the strength": (*in_data("随机性强度"), "甲"),
    "when it was frozen": (*in_data("冻结时间"), "2021-01-05 08:00"),
    "the operator": (*in_data("操作人"), "示例丁"),
    "the bureau": (*in_data("单位名称"), "示例别区交通运输局"),
    "the content digest": (*in_data("内容摘要"), "0" * 64),
    "a label": ("数据", (row_of("数据", "抽取地点"), 1), "抽取地"),
}  # fmt: skip


@pytest.mark.parametrize("case", FORGED)
def test_the_forged_cell_of_a_record_is_told_first(case):
    sheet, at, text = FORGED[case]
    assert CELLS[sheet].get(at, "") != text
    first = verify({**CELLS, sheet: {**CELLS[sheet], at: text}})[0]
    assert named_by(first.where, sheet, at), first
    assert first.found == text


def named_by(where, sheet, at, cells=CELLS):
    """Whether a difference names a cell: by its address, or by its row and its column's title, or by its label."""
    row, column = at
    title = cells[sheet].get((2, column), "")
    label = cells[sheet].get((row, 1), "")
    address = f"“{sheet}”工作表 {chr(64 + column)}{row}"
    names = (address, f"“{sheet}”工作表第 {row} 行“{title}”", f"“{sheet}”工作表“{label}”")
    return where in names or where.startswith(f"{address}（")


PAGE = [(at, text) for at, text in CELLS["抽取记录"].items() if "年　　月" not in text]


@pytest.mark.parametrize(("at", "text"), PAGE)
def test_each_forged_cell_of_the_page_is_the_only_difference(at, text):
    (only,) = verify({**CELLS, "抽取记录": {**CELLS["抽取记录"], at: f"{text}改"}})
    assert only.where == f"“抽取记录”工作表 {chr(64 + at[1])}{at[0]}"


def without(sheet, row, cells=CELLS):
    """The workbook with a row taken out, those below moved up."""
    kept = {at: text for at, text in cells[sheet].items() if at[0] != row}
    return {**cells, sheet: {(r - (r > row), c): text for (r, c), text in kept.items()}}


@pytest.mark.parametrize("row", [FIRST, FIRST + 4, FIRST + 10])
def test_a_row_taken_out_of_the_tickets_is_told_where_it_stood(row):
    first = verify(without(TICKET, row))[0]
    assert first.where.startswith(f"“{TICKET}”工作表 {cell(TICKETS, TICKETS.rank, row)}")
    assert "删去" in first.expected


def test_the_last_row_taken_out_of_the_tickets_is_told_by_their_number():
    first = verify(without(TICKET, last(TICKETS)))[0]
    assert (first.where, first.found, first.expected) == ("“签号”工作表", "11 户", "12 户")


@pytest.mark.parametrize("row", [FIRST, FIRST + 2])
def test_a_row_taken_out_of_the_teams_is_told_where_it_stood(row):
    first = verify(without(TEAM, row))[0]
    assert first.where.startswith(f"“{TEAM}”工作表 A{row}")


def test_a_person_taken_out_is_told_by_the_fingerprint_of_the_people():
    first = verify(without(PERSON, FIRST + 2))[0]
    assert first.where == "“人员”工作表各行的指纹"
    assert (first.expected, first.found != first.expected) == (RECORD.inspectors_digest, True)


def test_what_nothing_else_tells_of_is_not_laid_on_an_honest_cell():
    first = verify({**CELLS, "数据": {**CELLS["数据"], in_data("计划表行号")[1]: "99"}})[0]
    assert "无法指明" in first.where
    assert first.expected == f"内容摘要 {CELLS['数据'][in_data('内容摘要')[1]]}"


def test_two_forged_cells_are_both_told_first():
    name, code = of(TICKETS, TICKETS.name)[1], of(TICKETS, TICKETS.code, last(TICKETS))[1]
    found = verify({**CELLS, TICKET: {**CELLS[TICKET], name: "示例改动公司", code: "91140603MA0K999999"}})
    assert {found[0].found, found[1].found} == {"示例改动公司", "91140603MA0K999999"}


def test_a_grade_is_found_by_the_fingerprint_of_the_rules():
    cells = all_cells(drawn(second(request(grades(A=12, B=11, C=3), ratio=STRATA))))
    at = position(TICKETS, TICKETS.stratum, FIRST)
    other = "B" if cells[TICKET][at] == "A" else "A"
    first = verify({**cells, TICKET: {**cells[TICKET], at: other}})[0]
    assert named_by(first.where, TICKET, at, cells), first


REPLACEMENTS = {
    "who fell away": (*in_data("补抽1 退出的检查对象", AFTER, "补抽"), "91140603MA0K000777"),
    "why": (*in_data("补抽1 原因", AFTER, "补抽"), "注销"),
    "whose seat": (*in_data("补抽2 退出的检查人员", AFTER, "补抽"), "SL-66"),
    "wholly": (*in_data("补抽2 不再参加本任务", AFTER, "补抽"), "是的"),
    "who came": (*in_data("补抽1 补入的检查对象", AFTER, "补抽"), "91140603MA0K000777，次序 7"),
    "a label": ("补抽", (row_of("补抽", "补抽1 原因", AFTER), 1), "补抽1 缘由"),
    "a ticket": (*of(TICKETS, TICKETS.ticket, 6), "0.1"),
    "a drawn code": (*of(TICKETS, TICKETS.code), "91140603MA0K999999"),
    "a member exchanged": (*of(TEAMS, TEAMS.certs), "SL-05、SL-06"),
    "a ball": (*in_data("随机源1 数字", AFTER), "1、8、13、19、26、33、8"),
    "the attempt": (*in_data("抽取次数", AFTER), "2"),
    "the size of a team": (*in_data("每户检查人数", AFTER), "3"),
    "a load": (*of(RECORD_INSPECTORS, RECORD_INSPECTORS.load), "0"),
}  # fmt: skip


@pytest.mark.parametrize("case", REPLACEMENTS)
def test_the_forged_cell_of_a_replacement_record_is_told_first(case):
    sheet, at, text = REPLACEMENTS[case]
    assert AFTER[sheet].get(at, "") != text
    first = verify_replacement({**AFTER, sheet: {**AFTER[sheet], at: text}})[0]
    assert named_by(first.where, sheet, at, AFTER), first


def test_a_row_taken_out_of_a_replacement_is_told_where_it_stood():
    row = row_of("补抽", "补抽1 情况说明", AFTER)
    first = verify_replacement(without("补抽", row, AFTER))[0]
    assert first.where.startswith(f"“补抽”工作表 A{row}"), first


@pytest.mark.parametrize("at", [at for at, text in AFTER["补抽记录"].items() if "年　　月" not in text])
def test_each_forged_cell_of_the_page_of_a_replacement_is_told_first(at):
    text = f"{AFTER['补抽记录'][at]}改"
    first = verify_replacement({**AFTER, "补抽记录": {**AFTER["补抽记录"], at: text}})[0]
    assert f"“补抽记录”工作表 {chr(64 + at[1])}{at[0]}" in first.where
