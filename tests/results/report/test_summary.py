"""年度总结: only what the figures show, and marks where people must write."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import SETTINGS
from tests.figures import FIRST, YEAR, task
from xlcheck.model import DocumentTable, Heading, Leader, Paragraph
from xlcheck.results.report.next_plan import NextPlan
from xlcheck.results.report.statistics import add_up, totals_by_category, totals_by_round
from xlcheck.results.report.summary import summary

TODAY = date(2021, 12, 31)


def year_of(*tasks, **more):
    by_round, by_category = totals_by_round(tasks), totals_by_category(tasks)
    return replace(YEAR, tasks=tasks, whole=add_up(tasks), by_round=by_round, by_category=by_category, **more)


def written(year=YEAR, settings=SETTINGS, plan=()):
    return summary(year, settings, TODAY, NextPlan(2022, plan))


def section(document, first):
    """The paragraphs of the section whose heading begins with a numeral."""
    texts, inside = [], False
    for part in document.parts:
        if isinstance(part, Heading):
            inside = part.text.startswith(first)
        elif inside and isinstance(part, Paragraph):
            texts.append(part.text)
    return texts


def grids(document):
    return {part.caption: part for part in document.parts if isinstance(part, DocumentTable)}


def test_six_sections_in_order():
    heads = [part.text for part in written().parts if isinstance(part, Heading)]
    assert [head[:2] for head in heads] == ["一、", "二、", "三、", "四、", "五、", "六、"]


def test_title_names_bureau_and_year():
    assert written().title.startswith("示例市示例区交通运输局2021年度")


def test_leaders_stand_by_their_role_where_the_desk_has_them():
    leaders = (Leader("组长", "示例甲", "局长"), Leader("成员", "示例乙", "示例科科长"), Leader("成员", "示例丙", ""))
    text = "".join(section(written(settings=replace(SETTINGS, leaders=leaders)), "一"))
    assert "工作领导小组：组长示例甲（局长）；成员示例乙（示例科科长）、示例丙。" in text
    assert "【请补充：制度建设、" in text
    assert "领导小组" not in "".join(section(written(), "一"))
    assert "【请补充：组织领导、制度建设、" in "".join(section(written(), "一"))


def test_figures_of_the_year_stand_in_sentences():
    text = "".join(section(written(), "二"))
    assert "截至2021年12月31日，已抽取任务2个，抽中检查对象13户次，已检查12户次，已公示11户次，完结7户次" in text
    assert "检查完成率（已查÷应查）92.3%，公示率（已公示÷已查）91.7%，完结率（完结÷已公示）63.6%" in text
    assert "抽中10户，检查9户，在营检查对象的抽查覆盖率45.0%" in text


def test_tables_by_round_and_category_have_their_sums():
    found = grids(written())
    assert found["按批次统计（户次）"].rows[0] == (FIRST, "13", "13", "12", "11", "1", "7")
    assert found["按对象类别统计（户次）"].sums == ("合计", "13", "13", "12", "11", "1", "7")
    assert found["发现问题情况（户次）"].rows[0] == ("道路货物运输", "9", "3", "33.3%")
    assert found["处理结果（户次）"].rows == (("无需后续处置", "9"), ("责令限期整改", "3"))


def test_rectification_and_publication():
    year = year_of(
        task(1, FIRST, "道路货物运输", 9, 9, 8, 6, 3, 4, published_late=2, to_rectify=5, rectified=3, rectify_late=1)
    )
    (*_, rectification, _), (publication, _) = section(written(year), "三"), section(written(year), "四")
    assert rectification == "规定整改期限的5户次，已完成整改3户次，未完成整改2户次，其中超过整改期限1户次。"
    assert publication == (
        "已公示6户次，其中按期公示4户次，逾期公示2户次；已检查尚未公示2户次，超过公示期限尚未公示1户次。"
    )


def test_shortcomings_are_those_of_the_figures():
    found = section(written(), "五")
    assert found == [
        "1．尚未抽取的任务1个：03号。",
        "2．已抽中尚未检查1户次。",
        "3．超过公示期限尚未公示1户次。",
        "4．超过整改期限尚未完成整改1户次。",
        "【请补充：其他问题和原因】",
    ]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"published_late": 1, "overdue": 1}, "超过公示期限后公示1户次。"),
        ({"results": (("通过登记的住所（经营场所）无法联系", 2),)}, "通过登记的住所（经营场所）无法联系2户次。"),
    ],
)
def test_each_shortcoming_by_itself(more, text):
    one = replace(task(1, FIRST, "道路货物运输", 2, 2, 2, 2, 0, 2), **more)
    assert section(written(year_of(one)), "五")[:-1] == [f"1．{text}"]


def test_target_that_is_missed_is_told():
    year = year_of(task(1, FIRST, "道路货物运输", 2, 2, 2, 2, 0, 2), items=(1, 40))
    assert section(written(year), "五")[0] == "1．随机抽查事项占市场监管执法事项的2.5%，未达到5%的目标。"


def test_year_without_a_fault_says_so():
    year = year_of(task(1, FIRST, "道路货物运输", 2, 2, 2, 2, 0, 2))
    assert section(written(year), "五")[0] == "台账中没有未抽取、未检查、逾期公示、逾期整改和无法联系的情况。"


def test_year_that_has_only_begun__ok():
    year = year_of(task(1, FIRST, "道路货物运输", 5), items=(0, 0))
    document = written(year)
    assert section(document, "三") == ["台账中还没有填写完整的检查结果。"]
    assert "检查完成率（已查÷应查）0.0%，公示率（已公示÷已查）—，完结率（完结÷已公示）—" in section(document, "二")[0]
    assert not any("目标" in text for text in section(document, "一"))


def test_people_are_asked_where_the_figures_say_nothing():
    without = replace(SETTINGS, document_no="")
    for settings, count in ((SETTINGS, 5), (without, 6)):
        texts = [part.text for part in written(settings=settings).parts if isinstance(part, Paragraph)]
        assert sum(text.count("【请补充：") for text in texts) == count
