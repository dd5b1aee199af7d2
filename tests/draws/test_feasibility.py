"""What cannot work is named before the freeze."""

from dataclasses import replace

import pytest

from tests.draws.cases import CATEGORY, codes, entities, request, rich_request, staff
from xlcheck.draws.feasibility import problems, require_feasible
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError


@pytest.mark.parametrize("possible", [request(), rich_request(), request(entities(1), staff(2))])
def test_a_draw_that_can_work__ok(possible):
    assert problems(possible) == ()
    require_feasible(possible)


@pytest.mark.parametrize(
    ("impossible", "sentences"),
    [
        (
            request(inspectors=staff(3, recusals=[(0, codes(1)), (1, codes(2))])),
            ["检查对象“示例货运0有限公司”回避后只剩 1 名执法检查人员，每户需要 2 人。请核对回避关系，或增加人员。"],
        ),
        (
            request(inspectors=staff(4, 1, recusals=[(0, codes(2))]), speciality=CATEGORY),
            [
                f"检查对象“示例货运{n}有限公司”回避后剩下的 3 名执法检查人员组不成合格的检查组"
                f"（要求：具有“{CATEGORY}”专业资质）。请核对回避关系，或增加人员。"
                for n in range(2)
            ],
        ),
    ],
)
def test_entities_whose_recusals_leave_no_team_are_named(impossible, sentences):
    assert [error_text(problem) for problem in problems(impossible)] == sentences


@pytest.mark.parametrize(
    ("impossible", "codes"),
    [
        (request(inspectors=staff(1)), ["draw.staff-few"]),
        (request(inspectors=staff(1), speciality=CATEGORY), ["draw.staff-few", "draw.no-specialist"]),
        (request(inspectors=staff(4), speciality=CATEGORY), ["draw.no-specialist"]),
        (request(entities(0), inspectors=()), ["draw.frame-empty", "draw.staff-few"]),
        (request(team_size=1), ["draw.team-size"]),
    ],
)
def test_problems_of_the_whole__error(impossible, codes):
    assert [problem.code for problem in problems(impossible)] == codes


def test_a_single_problem_is_raised_as_itself_and_several_as_a_list():
    with pytest.raises(XlcheckError, match=r"draw\.staff-few"):
        require_feasible(request(inspectors=staff(1)))
    with pytest.raises(XlcheckError) as error:
        require_feasible(replace(request(inspectors=staff(1)), speciality=CATEGORY))
    lines = error_text(error.value).splitlines()
    assert (lines[0], lines[-1]) == ("任务 02号 有 2 处需要先解决：", "任务 02号 不能抽取，请先解决以上 2 处。")
    assert lines[1].startswith("（1）可参加抽取的执法检查人员只有 1 人")
