"""A seat that is replaced twice is red on the record, and so are many who fall away on one day; “/1” says neither."""

import pytest

from tests.draws.cases import drawn, drop_out, entities, request, staff
from tests.draws.formats.second import second
from tests.draws.test_replacement_record import replaced
from xlcheck.draws.seats import SeatAgain, seats_again
from xlcheck.draws.verification.replacement import replacement_book, verify_replacement
from xlcheck.model import Role

DAYS = [f"2021-03-{day:02d} 09:00" for day in range(1, 10)]


FRAME = request(entities(12), staff(8))


def first(day=0):
    return lambda task: drop_out(task.visits[0].drawn.code, at=DAYS[day])


def newcomer(day=1):
    """Whoever came in last falls away."""
    return lambda task: drop_out(task.replacements[-1].entered.code, at=DAYS[day])


def seat(at, day=0, code=0):
    """A member of a team falls away from one entity."""

    def fallen(task):
        visit = task.current[code]
        return drop_out(visit.drawn.code, cert=visit.team.certs[at], at=DAYS[day])

    return fallen


def red(task):
    return [cell.text for cell in replacement_book(task).printed if cell.role is Role.WARNING]


@pytest.fixture
def record():
    return drawn(second(FRAME))


def test_an_entity_that_came_in_and_falls_away_again(record):
    task = replaced(record, first(), newcomer(), newcomer(2))
    assert [seats_again(task, number) for number in (1, 2)] == [
        (),
        (SeatAgain(task.replacements[1].drop_out.codes[0], "", (1,)),),
    ]
    assert seats_again(task, 3)[0].earlier == (1, 2)
    name = task.replacements[1].entered.name
    assert red(task) == [
        f"同一席再次补抽：{name}是第 2 次补抽补入的，这次又退出。这一席此前已补抽 2 次（第 1、2 次）。"
    ]


def test_an_inspector_who_came_in_and_falls_away_again(record):
    task = replaced(record, seat(0), seat(0, 1))
    came = task.replacements[1].drop_out.cert
    assert seats_again(task, 2) == (SeatAgain(task.current[0].drawn.code, came, (1,)),)
    (said,) = red(task)
    assert f"{task.current[0].drawn.name}的检查人员{task.record.request.named([came])}是第 1 次补抽补入的" in said


def test_another_seat_of_the_team_and_another_team_are_not_the_same_seat(record):
    assert red(replaced(record, seat(0), seat(1, 1))) == []
    assert red(replaced(record, seat(0), seat(0, 1, code=1))) == []
    assert red(replaced(record, first(), seat(0, 1, code=-1))) == []  # a member of the newcomer's first team


def test_the_seat_of_a_team_that_came_with_a_newcomer(record):
    task = replaced(record, first(), seat(0, 1, code=-1), seat(0, 2, code=-1))
    assert [again.earlier for again in seats_again(task, 3)] == [(2,)]


def test_three_on_one_day_are_red_and_two_are_not(record):
    assert red(replaced(record, seat(0, code=0), seat(0, code=1))) == []
    three = replaced(record, first(), seat(0, code=1), seat(0, code=2))
    people = len({one.drop_out.cert for one in three.replacements if one.drop_out.cert})
    assert red(three) == [
        f"本任务在 2021-03-01 一天内补抽 3 次，退出检查对象 1 户、检查人员 {people} 人，原因和证据应逐一核对。"
    ]


def test_a_red_sentence_that_is_taken_away_is_found__error(record):
    task = replaced(record, first(), newcomer())
    book = replacement_book(task)
    cells = book.cells()
    assert verify_replacement(cells) == ()
    at = next((cell.row, cell.col) for cell in book.printed if cell.role is Role.WARNING)
    page = {place: text for place, text in cells[book.page].items() if place != at}
    assert verify_replacement({**cells, book.page: page})[0].where.startswith("“补抽记录”工作表")


def test_the_first_format_says_what_it_said():
    task = replaced(drawn(FRAME), first(), newcomer())
    assert len(seats_again(task, 2)) == 1
    assert red(task) == []
    assert not any("没有核对内容" in cell.text for cell in replacement_book(task).printed)


def test_evidence_that_the_program_cannot_open_is_said_on_the_page(record):
    digest = "cd" * 32
    evidence = (f"证据1.jpg {digest}", f"证据2.heic {digest}")
    task = replaced(record, lambda s: drop_out(s.current[0].drawn.code, evidence=evidence, at=DAYS[0]))
    text = next(cell.text for cell in replacement_book(task).printed if cell.text.startswith("证据1.jpg"))
    assert text.splitlines() == [
        f"证据1.jpg，SHA-256 {digest}",
        f"证据2.heic，SHA-256 {digest}（程序不能打开这种文件，照原样收存，没有核对内容）",
    ]
    assert verify_replacement(replacement_book(task).cells()) == ()
