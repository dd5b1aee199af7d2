"""A frozen request comes back exactly, or not at all."""

import json
import re
from dataclasses import replace

import pytest

from tests.draws.cases import HALF, SHARED, STRATA, drawn, grades, plan, request, rich_request
from xlcheck import __version__
from xlcheck.draws.formats.requests import request_from_json, request_to_json
from xlcheck.model import FOREVER, SECOND_FORMAT, Source, XlcheckError

RICH = rich_request()


@pytest.mark.parametrize(
    "frozen",
    [
        RICH,
        request(),
        request(grades(A=2, B=1, C=1), ratio=STRATA),
        request(grades(A=4, B=2, C=2), ratio=SHARED),
        request(ratio=None),
        request(plan=replace(plan(HALF), scope=None, window=None)),
        request(plan=replace(plan(HALF), scope=replace(plan(HALF).scope, founded_before=None))),
        request(sources=(Source("drand1", "drand", (2**255,)),)),
        request(inspectors=(replace(RICH.inspectors[0], valid_to=FOREVER),)),
    ],
)
def test_request_comes_back_exactly(frozen):
    assert request_from_json(request_to_json(frozen)) == frozen


def test_json_is_one_canonical_line():
    text = request_to_json(RICH)
    assert "\n" not in text
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert '"share":"1/2"' in text
    assert '"start":"2021-01-01"' in text


def test_a_request_of_the_second_format_says_which_version_wrote_it_and_the_first_stays_as_it_was():
    second = replace(RICH, format=SECOND_FORMAT)
    assert json.loads(request_to_json(second))["version"] == __version__
    assert request_from_json(request_to_json(second)) == second
    assert json.loads(request_to_json(RICH)).keys() == {"format", "request"}


def test_a_request_that_was_stored_draws_the_same():
    assert drawn(request_from_json(request_to_json(RICH))) == drawn(RICH)


def why_not(text):
    with pytest.raises(XlcheckError, match=r"draw\.frozen-unreadable") as caught:
        request_from_json(text)
    return caught.value.params["why"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"attempt":2', '"attempt":"2"'),
        ('"attempt":2', '"attempt":true'),
        ('"attempt":2', '"attempts":2'),
        ('"share":"1/2"', '"share":"1/0"'),
        ('"start":"2021-01-01"', '"start":"2021-13-01"'),
        ('"kind":"按比例"', '"kind":"大约"'),
        ('"format":"xlcheck-draw/1"', '"format":"xlcheck-draw/2"'),
        ('"entities":[', '"entities":[3,'),
        ('"leaves":[[', '"leaves":[["2021-02-01"],['),
        ('"leaves":[]', '"leaves":3'),
        ("{", ""),
    ],
)
def test_a_changed_file__error(old, new):
    text = request_to_json(RICH)
    assert old in text
    assert not re.search("[a-z]{2,} [a-z]", why_not(text.replace(old, new, 1)))  # no sentence of Python's


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "内容不完整，或不是 JSON 文件"),
        ("[" * 100000, "内容不完整，或不是 JSON 文件"),
        ("[]", "有缺少、多出或写错的项目"),
        ("null", "有缺少、多出或写错的项目"),
        ("{}", "有缺少、多出或写错的项目"),
        ('{"format":"xlcheck-draw/3"}', "格式是“xlcheck-draw/3”，本程序只读“xlcheck-draw/1”“xlcheck-draw/2”"),
    ],
)
def test_another_file_is_named_in_chinese__error(text, why):
    assert why_not(text) == why
