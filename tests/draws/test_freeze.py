"""From the year's books to a request, or to what stands against it."""

from dataclasses import replace

import pytest

from tests.builders import ENTITY, INSPECTOR, ITEM, plan_cells, settings, typed_table, year
from tests.draws.cases import CATEGORY, codes
from xlcheck.draws.formats.two.seed import DICE
from xlcheck.draws.freeze import FreezeContext, demanded_speciality, freeze
from xlcheck.messages import error_text
from xlcheck.model import Source, XlcheckError
from xlcheck.reading.plan import plan_rows
from xlcheck.schema.inputs import ITEMS

QUALIFIED = ITEM | {"staffing": "须具有专业资质"}


def books(size=10, people=4, within=None, **more):
    rows = {
        "plan": [plan_cells(1)],
        "entities": [ENTITY | {"code": code, "name": f"示例{n}"} for n, code in enumerate(codes(size))],
        "inspectors": [INSPECTOR | {"cert": f"SL-{n}", "name": f"示例员{n}"} for n in range(people)],
        "items": [ITEM],
    }
    return year(within or settings(), **(rows | more))


def frozen(of, drawn=None, source=DICE, **more):
    [row], _ = plan_rows(of.plan, of.settings)
    return freeze(of, row, source, FreezeContext(drawn or {}, **more))


def error_of(*args, **more):
    with pytest.raises(XlcheckError) as error:
        frozen(*args, **more)
    return error.value


def test_freeze__ok():
    request = frozen(books(within=settings(team_size=3, min_count=2)))
    assert (request.task, request.attempt, request.kind) == ("202101", 1, "不定向抽查")
    assert (request.bureau, request.basis) == ("示例市示例区交通运输局", "示交字〔2020〕1号")
    assert (request.team_size, request.min_count, request.speciality) == (3, 2, "")
    assert (len(request.entities), len(request.inspectors)) == (10, 4)
    assert all(not s.numbers for s in request.sources)


def test_what_the_caller_decides_is_kept():
    request = frozen(books(), attempt=2, reason="名录库漏登", kind="定向抽查")
    assert (request.attempt, request.reason, request.kind) == (2, "名录库漏登", "定向抽查")


@pytest.mark.parametrize(
    ("items", "speciality"),
    [
        ([QUALIFIED], CATEGORY),
        ([ITEM, QUALIFIED | {"name": "另一事项"}], CATEGORY),
        ([ITEM], ""),
        ([QUALIFIED | {"category": "机动车维修"}], ""),
        ([QUALIFIED | {"random": "否"}], ""),
        ([], ""),
    ],
)
def test_speciality_is_what_an_item_of_the_category_demands(items, speciality):
    assert demanded_speciality(typed_table(ITEMS, items), CATEGORY) == speciality


def test_without_items_no_speciality_is_demanded():
    assert demanded_speciality(None, CATEGORY) == ""


def test_earlier_draws_and_recusals_are_carried_over():
    recusal = {"cert": "SL-1", "code": codes(10)[9], "reason": "亲属"}
    unconcerned = recusal | {"code": codes(1)[0]}
    of = books(within=settings(no_repeat=True), recusals=[recusal, unconcerned])
    request = frozen(of, drawn={codes(1)[0]: 1})
    assert [x.code for x in request.excluded if x.counted] == [codes(1)[0]]
    assert [i.recused for i in request.inspectors] == [(), (codes(10)[9],), (), ()]


@pytest.mark.parametrize(
    ("of", "more", "code"),
    [
        (books(entities=[]), {}, "draw.frame-empty"),
        (books(people=1), {}, "draw.staff-few"),
        (books(plan=[plan_cells(1, ratio="5")]), {}, "draw.plan-unreadable"),
        (books(plan=[plan_cells(1, ratio="10%（3户）")]), {}, "draw.quota-disagrees"),
        (books(plan=[plan_cells(1, ratio="A级1%、B级50%")]), {}, "draw.strata-unnamed"),
        (books(items=[QUALIFIED]), {}, "draw.no-specialist"),
        (books(), {"attempt": 2}, "draw.reason-missing"),
        (books(), {"attempt": 2, "reason": "  "}, "draw.reason-missing"),
        (books(), {"source": Source("lottery1", "示例彩票第1期")}, "draw.seed-part"),
        (books(within=settings(no_repeat=True)), {"drawn": dict.fromkeys(codes(10), 1)}, "draw.frame-used-up"),
        (replace(books(), entities=None), {}, "draw.registry-missing"),
        (replace(books(), inspectors=None), {}, "draw.registry-missing"),
    ],
)
def test_freeze__error(of, more, code):
    assert error_of(of, **more).code == code


def test_everything_that_cannot_work_is_said_at_once():
    error = error_of(books(entities=[], people=0))
    assert error.code == "draw.infeasible"
    assert error_text(error).count("\n（") == 2
