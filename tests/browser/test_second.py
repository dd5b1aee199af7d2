"""The page of “xlcheck-draw/2” in real Chromium: it recomputes the rules file and the seed line of one source too."""

import pytest

from tests.browser.chromium import missing
from tests.draws.cases import STRATA, drawn, entities, grades, request, staff, vectors
from tests.draws.formats.second import BY_DICE, BY_SYSTEM, PLAIN, RICH, second
from xlcheck.draws.formats import format_of
from xlcheck.draws.formats.one.web_page.layout import script
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.model import Seats

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing()), reason=missing())]


def page_of(record):
    return format_of(record.request).draw_page(drawn_task_of(record))


TRUE = {
    "plain": PLAIN,
    "rich": RICH,
    "dice": BY_DICE,
    "system": BY_SYSTEM,
    "strata": drawn(second(request(grades(A=12, B=11, C=3), ratio=STRATA))),
    "apart": drawn(
        second(request(entities(9), staff(7), apart=(("SL-01", "SL-00"), ("SL-02", "SL-04")), leader=False))
    ),
    "named": drawn(second(request(entities(9), staff(7), seats=(Seats("示例|%局", 0),)))),
}
RULES = f"{script(('sha256',))}\n{script(('tickets',), 'xlcheck.draws.formats.two.web_page')}"
PAGE, DATA = page_of(PLAIN), 'id="data"'


def changed(old, new, after="<html"):
    """The page with one text changed, the first behind a mark."""
    head, mark, tail = PAGE.partition(after)
    assert mark
    assert old in tail
    assert old != new
    return head + mark + tail.replace(old, new, 1)


CHANGED = {
    "rules": (changed("最少户数|1", "最少户数|2", DATA), "抽取规则指纹"),
    "fingerprint of the rules": (changed(PLAIN.rules_digest, "0" * 64), "抽取规则指纹：页面上是"),
    "rule that is not the data's": (changed('"min_count":1', '"min_count":2', DATA), "规则文件第 2 项"),
    "numbers": (changed('numbers">01、08', 'numbers">02、08'), "号码：页面上是"),
    "numbers in the data": (changed('"numbers":["1"', '"numbers":["2"', DATA), "种子行：页面上是"),
    "game": (changed('"key":"ssq-2024003"', '"key":"ssq-2024004"', DATA), "种子行：页面上是"),
    "format": (changed("xlcheck-draw/2", "xlcheck-practice/2", DATA), "种子行：页面上是"),
}


@pytest.fixture(scope="module")
def recomputed(chromium):
    """What every page of this module says after recomputing."""
    pages = {name: page_of(record) for name, record in TRUE.items()}
    return chromium.recomputed(pages | {name: page for name, (page, _) in CHANGED.items()})


@pytest.mark.parametrize("name", TRUE)
def test_a_true_page_holds__ok(recomputed, name):
    page = recomputed[name]
    assert (page["verdict"], page["wrong"]) == ("holds", "")
    assert page["checks"].count("√") == 8


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_page_says_where__error(recomputed, name):
    assert recomputed[name]["verdict"] == "differs"
    assert CHANGED[name][1] in recomputed[name]["checks"]


def test_agreed_seed_lines_and_orders(chromium):
    agreed = vectors("second_format.json")
    asked = [
        {
            "format": "xlcheck-draw/2",
            "task": agreed["task"],
            "attempt": case["attempt"],
            "inspectors_digest": agreed["inspectors"],
            "sources": [{"key": case["key"], "groups": groups_of(case)}],
        }
        for case in agreed["cases"]
    ]
    code = (
        f"{RULES} const answer = ([frame, rules, cases]) => cases.map((data) => {{"
        " const seed = seedLine(data, frameDigest(frame), hashOf(rules));"
        " return [seed, drawOrder(frame, `${seed}|entity`).map(({ id }) => id)]; });"
    )
    answers = chromium.answer(code, [agreed["frame"], agreed["rules"], asked])
    assert answers == [[case["seed"], case["order"]] for case in agreed["cases"]]


def groups_of(case):
    """The numbers as a page has them: texts, in any order where that does not count."""
    groups = zip(case["numbers"], case["in_order"], strict=True)
    return [{"numbers": [str(n) for n in (g if o else g[::-1])], "in_order": o} for g, o in groups]
