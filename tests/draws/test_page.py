"""The page of a draw: what it says, what it keeps to itself, and that it needs nothing but itself."""

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.draws.cases import STRATA, entities, grades, page_of, request, rich_request, staff
from tests.draws.cases import drawn as draw_of
from tests.draws.layouts import all_cells
from xlcheck.draws.formats import format_of
from xlcheck.draws.formats.one.printed import RESERVES_SHOWN
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.formats.one.web_page import SCRIPTS, script
from xlcheck.draws.formats.one.web_page.basis import MANY
from xlcheck.draws.formats.one.web_page.words import SYSTEM_ALONE
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.model import Entity, Exclusion, Ratio, RatioKind, Recusal, Source
from xlcheck.model.practice import PRACTICE_NOTICE
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK

RICH = draw_of(rich_request())
PAGE = page_of(RICH)
HOSTILE = '</script><script>alert(1)</script><img src=x onerror="a()">&amp;<!--'
VOID = {"meta", "br"}


class Tree(HTMLParser):
    """Checks that elements close, and keeps them with their attributes, and the text outside scripts and styles."""

    def __init__(self, html):
        super().__init__()
        self.open, self.elements, self.text = [], [], ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "style"):
            self.text += data

    def named(self, name):
        return [attributes for tag, attributes in self.elements if tag == name]


def data_of(page):
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])


def rows(page, table):
    listed = page.partition(f'<table id="{table}"')[2].partition("</table>")[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>.*?</tr>", listed)[1:]]


def column(page, table, key):
    """The cells of one column of a table."""
    head = page.partition(f'<table id="{table}"')[2].partition("</tr>")[0]
    at = re.findall(r'data-key="(.*?)"', head).index(key)
    return [row[at] for row in rows(page, table)]


def test_it_says_what_was_drawn_and_on_what_grounds():
    text = Tree(PAGE).text
    for needed in (
        "示例市示例区交通运输局“双随机、一公开”抽取公开（02号）",
        "2021年示例区交通运输局道路货物运输市场主体随机抽查方案",
        "示交字〔2020〕1号",
        "冻结 2021-01-05 09:00；揭晓 2021-01-05 15:20；抽取 2021-01-05 15:30",
        "本任务这是第 2 次抽取，原因：第一次抽取时名录库漏登一户",
        "双色球 2021001 期",
        "3、9、14、20、27、31、12（不计次序）",
        RICH.seed,
        RICH.frame_digest,
        RICH.inspectors_digest,
        RICH.quotas[0].arithmetic,
        "经营状态为“停业”",
        "其中至少一人具有“道路货物运输”专业资质",
        "未参加抽取的人员 1 名：示例员90（SL-90）",
        content_digest(RICH),
        RICH.log_digest,
    ):
        assert needed in text


def test_every_entity_and_every_team_is_on_it():
    assert column(PAGE, "tickets", "ticket") == [d.ticket for d in RICH.order]
    assert column(PAGE, "drawn", "code") == [d.code for d in RICH.sample]
    assert column(PAGE, "reserve", "code") == [d.code for d in RICH.order if d.outcome == "候补"]
    teams = {t.code: "、".join(f"示例员{cert[-1]}（{cert}）" for cert in t.certs) for t in RICH.teams}
    assert column(PAGE, "drawn", "team") == [teams[d.code] for d in RICH.sample]
    listed = zip(*(column(PAGE, "teams", key) for key in ("code", "attempt", "certs")), strict=True)
    assert list(listed) == [(t.code, str(t.attempt), "、".join(t.certs)) for t in RICH.teams]
    assert column(PAGE, "rejected", "reason") == [a.reason for a in RICH.attempts]


def test_reasons_of_recusals_leave_and_other_things_about_people_stay_out():
    private = (
        "亲属",
        "2025-12-31",
        "2021-02-01",
        "2021-03-02",
        "机动车维修",
        "人员状态",
        "示例员乙、示例员丙",
        "示例员甲",
    )
    assert [word for word in private if word not in str(all_cells(RICH))] == []
    assert [word for word in private if word in PAGE] == []


def test_only_recusals_that_concern_a_drawn_entity_are_on_it():
    sample = {d.code for d in RICH.sample}
    assert data_of(PAGE)["recusals"] == [["SL-01", c] for c in sorted(sample) if c[-1] in "01234"] + [
        ["SL-03", "91140603MA0K000000"]
    ]


def test_no_telephone_number_of_the_registries_is_on_it(drawn):
    run, done = drawn
    assert done.page == done.path.with_name("抽取公开-03号.html")
    page = done.page.read_text("utf-8")
    numbers = set()
    for book in (ENTITY_BOOK, INSPECTOR_BOOK):
        for _, cells in read_sheets(run.desk.book(book))[0].rows:
            numbers |= {str(cell) for cell in cells if re.fullmatch(r"[\d-]{11,13}", str(cell))}
    assert len(numbers) > 400
    assert [number for number in numbers if number in page] == []
    assert page == format_of(done.record.request).draw_page(drawn_task_of(done.record), practice=False)


def test_hostile_texts_stay_texts():
    frame = (Entity("91140603MA0K000000", HOSTILE), Entity("91140603MA0K000001", "'\"`${1}\\u003c"))
    people = tuple(replace(i, name=f"{HOSTILE}{i.cert}") for i in staff(3))
    people = (replace(people[0], recusals=(Recusal(frame[0].code, HOSTILE), Recusal(frame[1].code, "x"))), *people[1:])
    of = request(
        frame,
        people,
        excluded=(Exclusion("X1", HOSTILE, HOSTILE),),
        inspectors_excluded=(Exclusion(HOSTILE, HOSTILE, HOSTILE),),
        bureau=HOSTILE,
        attempt=2,
        reason=HOSTILE,
        basis=HOSTILE,
        sources=(Source("lottery1", HOSTILE, (1,)), Source("witness1", "&", (2,))),
    )
    page = page_of(draw_of(of))
    tree = Tree(page)
    assert len(tree.named("script")) == 2
    assert tree.named("img") == []
    assert not any(name.startswith("on") for _, attributes in tree.elements for name in attributes)
    assert tree.text.count(HOSTILE) > 8
    assert {name for _, name, _ in data_of(page)["entities"]} == {e.name for e in frame}
    assert unescape(column(page, "excluded", "name")[0]) == HOSTILE


def test_it_fetches_nothing_and_lets_nothing_in():
    assert not re.search(r"(?:src|href|action)\s*=|//[a-z0-9-]+\.|@import|url\(", PAGE)
    (policy,) = [m["content"] for m in Tree(PAGE).named("meta") if m.get("http-equiv")]
    assert re.fullmatch(r"default-src 'none'; script-src 'sha256-[\w+/]+=*'; style-src 'sha256-[\w+/]+=*'", policy)
    for word in ("fetch(", "XMLHttpRequest", "import(", "eval(", "innerHTML", "crypto", "localStorage", "cookie"):
        assert word not in script()


def test_it_is_well_formed_and_named():
    tree = Tree(PAGE)
    ids = [attributes["id"] for _, attributes in tree.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert tree.named("html") == [{"lang": "zh-CN"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in tree.named("meta")
    assert [len(tree.named(tag)) for tag in ("title", "main", "h1", "button")] == [1, 1, 1, 1]
    assert all(head["scope"] == "col" for head in tree.named("th"))
    assert len(tree.named("caption")) == len(tree.named("table"))
    assert not any("style" in attributes for _, attributes in tree.elements)


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [(ink, ground) for ink in ("ink", "quiet", "deep", "good", "bad") for ground in ("#ffffff", "shade", "#fdeaea")],
)
def test_contrast_is_enough(ink, ground):
    colours = dict(re.findall(r"--(\w+): (#\w{6})", PAGE))
    assert contrast(colours[ink], colours.get(ground, ground)) >= 4.5
    assert contrast("#5a5a5a", "#ffffff") >= 4.5  # the button while it works


def test_practice_is_marked_and_only_practice():
    assert PRACTICE_NOTICE in Tree(page_of(RICH, practice=True)).text
    assert PRACTICE_NOTICE not in PAGE


def test_system_randomness_alone_is_owned_up_to():
    alone = draw_of(request(sources=(Source("system1", "本机随机数", (12345678,)),)))
    assert SYSTEM_ALONE in Tree(page_of(alone)).text
    assert "不能排除" not in PAGE


def test_grades_are_columns_only_where_strata_count():
    graded = page_of(draw_of(request(grades(A=12, B=11, C=3), ratio=STRATA)))
    assert 'data-key="stratum"' in graded
    assert 'data-key="stratum"' not in PAGE
    assert column(graded, "quotas", "stratum") == ["A", "B", "C"]


def test_a_long_reserve_is_cut_and_said():
    page = page_of(draw_of(request(entities(50), ratio=Ratio("3户", RatioKind.COUNT, count=3))))
    assert len(rows(page, "reserve")) == RESERVES_SHOWN
    assert len(rows(page, "tickets")) == 50
    assert "其余见第九部分" in Tree(page).text


def test_many_exclusions_are_folded():
    many = tuple(Exclusion(f"X{n}", f"示例{n}", "经营状态为“停业”") for n in range(MANY + 1))
    page = page_of(draw_of(request(excluded=many)))
    assert f"<summary>属于本类别而未列入抽样框的检查对象 {MANY + 1} 户" in page
    assert len(rows(page, "excluded")) == MANY + 1


def test_each_way_to_round_is_put_in_words():
    words = {
        RatioKind.EXACT: "有小数的进一",
        RatioKind.AT_LEAST: "不低于比例",
        RatioKind.AT_MOST: "小数舍去",
        RatioKind.ALL: "全部检查",
    }
    for kind, text in words.items():
        ratio = replace(request().plan.ratio, kind=kind)
        assert text in Tree(page_of(draw_of(request(ratio=ratio)))).text
    dealt = replace(STRATA, kind=RatioKind.COUNT, count=5, grades=STRATA.text)
    page = Tree(page_of(draw_of(request(grades(A=12, B=11, C=3), ratio=dealt)))).text
    assert "各级合计按计划写明的户数，再按各级户数乘比例的大小分给各级" in page
    assert STRATA.text in page


def test_the_same_record_gives_the_same_page():
    assert page_of(draw_of(rich_request())) == PAGE


def test_scripts_are_short_and_readable():
    for name in SCRIPTS:
        lines = script([name]).splitlines()
        assert lines[0].startswith("// ")
        assert len(lines) < 150
        assert max(map(len, lines)) <= 120
