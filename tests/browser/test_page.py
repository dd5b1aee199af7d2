"""The page of a draw in real Chromium: it recomputes the whole draw, and says where a changed page does not hold."""

import re
from fractions import Fraction

import pytest

from tests.browser.chromium import missing
from tests.draws.cases import SHARED, STRATA, TIED, drawn, entities, grades, page_of, request, rich_request, staff
from xlcheck.model import Ratio, RatioKind, Source

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing()), reason=missing())]

RECORD = drawn(rich_request())
PAGE = page_of(RECORD)
TRUE = {
    "rich": RECORD,
    "plain": drawn(request(entities(40))),
    "strata": drawn(request(grades(A=12, B=11, C=3), ratio=STRATA)),
    "shared": drawn(request(grades(A=40, B=11, C=9), ratio=SHARED)),
    "tied": drawn(request(grades(A=10, B=10, C=10), ratio=TIED)),
    "one": drawn(request(entities(1))),
    "threes": drawn(request(entities(40), staff(9), team_size=3)),
    "system": drawn(request(sources=(Source("system1", "本机随机数", (2**90,)),))),
    "all": drawn(request(ratio=Ratio("全覆盖", RatioKind.ALL))),
    "hostile": drawn(request(sources=(Source("lottery1", "</script><b>", (1,)), Source("witness1", "&lt;", (2,))))),
}
FIRST, SECOND = RECORD.sample[:2]
POLICY = re.compile(r"<meta http-equiv[^>]*>")


def changed(old, new, after="<html", count=1):
    """The page with one text changed, the first behind a mark."""
    head, mark, tail = PAGE.partition(after)
    assert mark
    assert old in tail
    assert old != new
    return head + mark + tail.replace(old, new, count)


def row_of(code, table):
    """The row of an entity in a table of the page, as it stands in the HTML."""
    listed = PAGE.partition(f'id="{table}"')[2]
    return next(row for row in re.findall(r"<tr>.*?</tr>", listed) if code in row)


DATA = 'id="data"'
SKILL_MOVED = changed('"示例员0",true', '"示例员0",false', DATA).replace('"示例员2",false', '"示例员2",true')
CHANGED = {
    "drawn id": (changed(FIRST.code, "91140603MA0K000009", 'id="drawn"'), "抽中名单第 1 行“统一社会信用代码”", "drawn"),
    "drawn name": (changed(FIRST.name, "示例别的公司", 'id="drawn"'), "抽中名单第 1 行“检查对象名称”", "drawn"),
    "team member": (changed("员0（SL-00）", "员2（SL-02）", 'id="drawn"'), "抽中名单第 1 行“检查人员”", "drawn"),
    "ticket": (changed(RECORD.order[0].ticket, "0.1234", 'id="tickets"'), "签号表第 1 行“签号”", "tickets"),
    "outcome": (changed('结果">抽中<', '结果">候补<', 'id="tickets"'), "签号表第 1 行“抽取结果”", "tickets"),
    "rank": (changed('次序">1<', '次序">2<', 'id="tickets"'), "签号表第 1 行“次序”", "tickets"),
    "row taken out": (changed(row_of(SECOND.code, "tickets"), ""), "签号表的行数", "tickets"),
    "drawn row taken out": (changed(row_of(SECOND.code, "drawn"), ""), "抽中名单的行数", "drawn"),
    "reserve": (changed(RECORD.order[-1].code, FIRST.code, 'id="reserve"'), "候补顺序第 3 行", "reserve"),
    "quota": (changed('应抽数">5<', '应抽数">4<'), "应抽数第 1 行“应抽数”", "quotas"),
    "count of the drawn": (changed('data-claim="drawn">5<', 'data-claim="drawn">4<'), "抽中户数", ""),
    "base": (changed('基数">9<', '基数">8<'), "应抽数第 1 行“基数”", "quotas"),
    "seed line": (changed("witness1=605.", "witness1=606.", 'data-claim="seed"'), "种子行：页面上是", ""),
    "number of a source": (changed("605、17", "605、18"), "来源 2 的数字", ""),
    "fingerprint": (changed(RECORD.frame_digest, "0" * 64), "抽样框指纹：页面上是", ""),
    "fingerprint of the staff": (changed(RECORD.inspectors_digest, "1" * 64, "人员名单指纹"), "人员名单指纹", ""),
    "size of the frame": (changed('frame_size">8<', 'frame_size">9<'), "抽样框户数", ""),
    "inspector": (changed("示例员4", "示例员9", 'id="inspectors"'), "参加抽取的人员第 5 行“姓名”", "inspectors"),
    "recusal": (changed("SL-01", "SL-02", 'id="recusals"'), "回避第 1 行“执法证号”", "recusals"),
    "order of teams": (changed('尝试号">1<', '尝试号">0<', 'id="teams"'), "分组过程第 1 行“尝试号”", "teams"),
    "rejected team": (changed("SL-02、SL-03", "SL-02、SL-04", 'id="rejected"'), "未采用的组合第 1 行", "rejected"),
    "counted exclusion": (changed(">是<", ">否<", 'id="excluded"'), "计入基数的未列入对象", ""),
    "frame id in the data": (changed(FIRST.code, "91140603MA0K000009", DATA), "抽样框指纹：页面上是", "tickets drawn"),
    "ratio in the data": (changed('"share":"1/2"', '"share":"1/3"', DATA), "应抽数第 1 行“应抽数”", "quotas"),
    "seed in the data": (changed('"605"', '"606"', DATA), "种子行：页面上是", "tickets drawn"),
    "attempt in the data": (changed('"attempt":2', '"attempt":1', DATA), "种子行：页面上是", "tickets drawn"),
    "speciality in the data": (SKILL_MOVED, "分组过程", "teams"),
    "recusal in the data": (changed('["SL-01","91140603MA0K000000"],', "", DATA), "回避的行数", "recusals"),
}  # fmt: skip
BROKEN = {
    "data cut off": (changed('{"apart"', '"apart"', DATA), "不能复算"),
    "id that stands twice": (changed(FIRST.code, SECOND.code, DATA), "重复的代码"),
    "nobody to serve": (changed('"team_size":2', '"team_size":9', DATA), "没有人能组成"),
    "one inspector alone": (changed('"team_size":2', '"team_size":1', DATA), "不足两人"),
    "source without a number": (changed('"605"', '"六"', DATA), "不能复算"),
}


@pytest.fixture
def drawn_on_a_desk(request):
    """What the draw of a task of the shipped desk wrote."""
    return request.getfixturevalue("drawn")[1]


@pytest.fixture(scope="module")
def recomputed(chromium):
    """What every page of this module says after recomputing."""
    pages = {name: page_of(record) for name, record in TRUE.items()}
    return chromium.recomputed(pages | {name: page for name, (page, *_) in (CHANGED | BROKEN).items()})


@pytest.mark.parametrize("name", TRUE)
def test_a_true_page_holds__ok(recomputed, name):
    page = recomputed[name]
    assert (page["verdict"], page["wrong"]) == ("holds", "")
    assert "√ 全部相符" in page["said"]
    assert page["checks"].count("√") == 7
    assert page["right"] >= len(TRUE[name].order) + 2 * len(TRUE[name].sample)  # a mark in each row


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_page_says_where__error(recomputed, name):
    _, where, tables = CHANGED[name]
    page = recomputed[name]
    assert page["verdict"] == "differs"
    assert where in page["checks"]
    assert set(tables.split()) <= set(page["wrong"].split())


@pytest.mark.parametrize("name", BROKEN)
def test_a_page_that_cannot_be_recomputed_says_why__error(recomputed, name):
    assert recomputed[name]["verdict"] == "failed"
    assert BROKEN[name][1] in recomputed[name]["said"]


def test_the_page_that_a_draw_writes_holds__ok(chromium, drawn_on_a_desk):
    assert 'data-verdict="holds"' in chromium.document(drawn_on_a_desk.page.read_text("utf-8"), "#recompute")


def test_the_address_may_ask_for_it_at_once(chromium):
    assert 'data-verdict="holds"' in chromium.document(PAGE, "#recompute")
    assert "data-verdict" not in chromium.document(PAGE)


def test_the_button_does_it_and_the_note_for_old_browsers_is_gone(chromium):
    clicked = POLICY.sub("", PAGE).replace("</body>", '<script>document.getElementById("run").click()</script></body>')
    document = chromium.document(clicked, "", "--virtual-time-budget=20000")
    assert 'data-verdict="holds"' in document
    assert '<p id="unable" class="note" hidden="">' in document
    assert 'id="run">' in document


def test_a_script_that_somebody_adds_does_not_run(chromium):
    document = chromium.document(PAGE.replace("</body>", "<script>document.title = '改动'</script></body>"))
    assert "<title>改动" not in document
    assert '<p id="unable" class="note" hidden="">' in document  # its own script ran


def test_ten_thousand_ids_recompute__ok(chromium):
    five = Ratio("5%", RatioKind.EXACT, Fraction(1, 20))
    page = page_of(drawn(request(entities(10_000), staff(60), ratio=five)))
    document = chromium.document(page, "#recompute")
    assert 'data-verdict="holds"' in document
    assert document.count('<td class="mark holds"') >= 10_000 + 2 * 500
