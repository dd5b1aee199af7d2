"""The page: nothing that a name holds can become markup, and nothing is fetched."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from tests.builders import by_column
from xlcheck.results.publish.page import public_page
from xlcheck.schema.outputs.publish import CORRECTION, PORTAL

ROW = by_column(
    PORTAL,
    {
        "no": 1,
        "plan_no": "202101",
        "plan_name": "示例计划01",
        "task_no": "01号",
        "task_name": "示例任务",
        "kind": "不定向抽查",
        "bureau": "示例局",
        "name": "示例货运有限公司",
        "code": "91140603MA0K00001K",
        "inspected": date(2021, 3, 1),
        "items": "货运企业监督检查",
        "result": "未发现问题",
        "remark": None,
    },
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "</td></tr></table><iframe src=//x>",
    "&lt;b&gt;",
    "{{单位名称}} {bureau}",
)


class Elements(HTMLParser):
    """Collects elements, attributes and the text of cells."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.cells, self.inside = [], set(), [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.inside = tag == "td"
        if self.inside:
            self.cells.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        if self.inside:
            self.cells[-1] += data


def test_a_row_stands_under_its_titles():
    page = Elements(public_page(PORTAL, [ROW, ROW | {PORTAL.no: 2}], "示例局", "2021-03-05"))
    assert page.tags.count("th") == len(PORTAL.columns)
    assert len(page.cells) == 2 * len(PORTAL.columns)
    assert page.cells[PORTAL.keys.index("inspected")] == "2021-03-01"
    assert page.cells[PORTAL.keys.index("remark")] == ""


def test_page_of_corrections():
    line = dict.fromkeys(CORRECTION, "示例")
    line |= {CORRECTION.published: date(2021, 3, 5), CORRECTION.after: "<b>改后</b>"}
    text = public_page(CORRECTION, [line], "示例局", "2021-03-08")
    page = Elements(text)
    assert page.cells[CORRECTION.keys.index("published")] == "2021-03-05"
    assert page.cells[CORRECTION.keys.index("after")] == "<b>改后</b>"
    assert "示例局“双随机、一公开”抽查结果更正公告" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    plain = Elements(public_page(PORTAL, [ROW], "示例局", "2021-03-05"))
    hostile = ROW | dict.fromkeys((PORTAL.name, PORTAL.items, PORTAL.result, PORTAL.remark), text)
    page = Elements(public_page(PORTAL, [hostile], text, text))
    assert page.tags == plain.tags
    assert page.attributes == plain.attributes
    assert page.cells[PORTAL.keys.index("name")] == text


def test_nothing_is_fetched_or_run():
    page = public_page(PORTAL, [ROW], "示例局", "2021-03-05")
    elements = Elements(page)
    assert not {"script", "link", "img", "iframe", "object", "base", "form", "svg"} & set(elements.tags)
    assert not {"src", "href", "action", "srcset"} & elements.attributes
    assert not any(name.startswith("on") for name in elements.attributes)
    assert not re.search(r"https?:|//|url\(|@import", page)


def test_page_says_its_encoding_language_count_and_day():
    page = public_page(PORTAL, [ROW] * 3, "示例局", "2021-03-05")
    assert page.startswith("<!DOCTYPE html>")
    assert 'charset="utf-8"' in page
    assert 'lang="zh-CN"' in page
    assert "公示日期：2021-03-05　共 3 条" in page
    assert "检查机关：示例局" in page


def test_only_a_practice_page_says_that_it_is_one():
    assert "演练" not in public_page(PORTAL, [ROW], "示例局", "2021-03-05")
    assert "演练数据，不作为公示依据" in public_page(PORTAL, [ROW], "示例局", "2021-03-05", practice=True)


def test_page_without_rows__ok():
    assert "共 0 条" in public_page(PORTAL, [], "示例局", "2021-03-05")
