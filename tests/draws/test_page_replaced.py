"""What the page of a draw says of replacements, and what it keeps to itself."""

from dataclasses import replace

from tests.draws.cases import drawn, drop_out, entities, page_of, request, staff
from tests.draws.test_page import HOSTILE, Tree, column, rows
from xlcheck.draws.formats.one.replacement_sheet import replaced_digest
from xlcheck.draws.formats.one.web_page.replaced import NOT_SAID
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.draws.tickets import order
from xlcheck.model import Ratio, RatioKind

RECORD = drawn(request(entities(10), staff(9), Ratio("4户", RatioKind.COUNT, count=4)))
GONE = drop_out(RECORD.sample[0].code, note="老板电话已停机")
SEAT = drop_out(RECORD.teams[0].code, cert=RECORD.teams[0].certs[0], reason="住院")
DONE = following(following(drawn_task_of(RECORD), GONE, f"{1:064x}"), SEAT, f"{2:064x}")
PAGE = page_of(RECORD, GONE, SEAT)
TEXT = Tree(PAGE).text


def people(*certs):
    return "、".join(f"示例员{int(cert[-2:])}（{cert}）" for cert in certs)


def test_who_left_and_who_came_by_which_ticket():
    came, team = DONE.replacements[0].entered, DONE.replacements[1].teams[0]
    (new,) = set(team.certs) - set(RECORD.teams[0].certs)
    gone = f"{RECORD.sample[0].name}（{RECORD.sample[0].code}）"
    (ticket,) = order([new], f"{RECORD.seed}|team|{team.code}|{team.attempt}")
    assert rows(PAGE, "replaced") == [
        ["1", gone, "注销", came.name, came.code, came.ticket, GONE.at],
        ["2", people(SEAT.cert), NOT_SAID, people(new), team.code, ticket.ticket, SEAT.at],
    ]


def test_both_the_drawn_and_those_who_stand_now_are_on_it():
    assert column(PAGE, "drawn", "code") == [d.code for d in RECORD.sample]
    assert column(PAGE, "standing", "code") == [v.drawn.code for v in DONE.current]
    assert column(PAGE, "standing", "team") == [people(*v.team.certs) for v in DONE.current]
    assert set(column(PAGE, "standing", "how")) == {"原抽取", "原抽取，第 2 次补抽换人", "第 1 次补抽补入"}
    assert "抽取以后有补抽 2 次，现在的检查对象和检查人员见第十一部分" in TEXT
    assert "十一、抽取以后的补抽" in TEXT
    assert "十二、其他核验方法" in TEXT
    assert replaced_digest(DONE) in TEXT
    assert DONE.replacements[-1].log_digest in TEXT


def test_notes_evidence_and_why_an_inspector_left_stay_out():
    assert [words for words in (GONE.note, "证据", "cd" * 32, SEAT.reason, GONE.operator) if words in PAGE] == []


def test_without_replacements_nothing_is_said_of_them():
    page = page_of(RECORD)
    assert "抽取以后" not in Tree(page).text
    assert "十一、其他核验方法" in Tree(page).text
    assert not any(f'id="{table}"' in page for table in ("replaced", "standing", "replaced_teams"))


def test_hostile_reasons_stay_texts():
    page = page_of(RECORD, replace(GONE, reason=HOSTILE))
    tree = Tree(page)
    assert len(tree.named("script")) == 2
    assert tree.named("img") == []
    assert HOSTILE in tree.text


def test_tables_are_named_and_well_formed():
    tree = Tree(PAGE)
    ids = [attributes["id"] for _, attributes in tree.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert len(tree.named("caption")) == len(tree.named("table"))
    assert all(head["scope"] == "col" for head in tree.named("th"))
