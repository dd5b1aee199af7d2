"""The file of what moved: exact, and read back strictly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import plan_cells, settings
from tests.draws.movement.cases import FIRST, OPENING, PLAN, SECOND, THIRD, W, X, Y, Z, refusal, state
from tests.draws.movement.test_moves import states
from xlcheck.draws.movement.history import SeenMove, Sighting, seen_moves
from xlcheck.draws.movement.kinds import ADDED, KINDS, PLANNED, REMOVED
from xlcheck.draws.movement.listing import Baseline, Listing, moves_text, next_listing, read_moves
from xlcheck.draws.movement.moves import moves
from xlcheck.draws.movement.state import RegistryState, state_digest
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError

TITLES = "类型|编号|名称|项目|原为|现为|涉及类别|首次见于|日期|再次变动见于|日期\n"
TEXT = (
    "无上年基线|0d6c3a8a\n"
    + TITLES
    + """\
检查对象|91140603MA0K00001K|示例货运有限公司|经营状态|营业|停业|道路货物运输|01号第1次|2021-02-01|02号第1次|2021-05-06
检查对象|91140603MA0K00002H|示例客运有限公司|移出|对象类别：道路旅客运输；经营状态：营业；成立日期：2015-03-01||道路旅客运输|01号第1次|2021-02-01|02号第1次|2021-05-06
检查对象|91140603MA0K00003F|示例新有限公司|新增||对象类别：道路旅客运输；经营状态：营业；成立日期：2015-03-01|道路旅客运输|02号第1次|2021-05-06||
检查人员|SL140603-0001|示例员|执法事项范围|道路旅客运输;道路货物运输|道路旅客运输|道路旅客运输;道路货物运输|02号第1次|2021-05-06||
请假|SL140603-0002|示例员二|登记||2021-01-01~2021-12-31|机动车维修|01号第1次|2021-02-01||
不得同组|SL140603-0001|示例员、示例员二|撤销|SL140603-0002||机动车维修;道路旅客运输;道路货物运输|01号第1次|2021-02-01||
抽查任务|202101|01号|抽查比例|50%25|5%25||01号第1次|2021-02-01||
抽查策略|||每户年度上限||1||02号第1次|2021-05-06||
"""
).replace("0d6c3a8a", state_digest(OPENING))

AWAY = {
    "leaves": [
        {"cert": Y["cert"], "first": "2021-03-01", "last": "2021-03-05"},
        {"cert": W["cert"], "first": "2021-01-01", "last": "2021-12-31"},
    ],
    "apart": [],
    "plan": [PLAN[0] | {"ratio": "5%"}, PLAN[1]],
}
ONCE = state(entities=[X | {"status": "停业"}], **AWAY)
THEN = state(
    settings(yearly_cap=1),
    entities=[X, Z, Z | {"code": "91140603MA0K00003F", "name": "示例新有限公司"}],
    inspectors=[Y | {"scope": "道路旅客运输"}, W],
    **AWAY,
)


def listings(*found, follows=False):
    texts = []
    for sighting, seen in zip((FIRST, SECOND, THIRD), found, strict=False):
        texts.append(moves_text(next_listing(OPENING, follows, seen, sighting, texts)))
    return texts


def test_file_has_a_line_a_move():
    assert listings(ONCE, THEN)[-1] == TEXT


def test_file_says_when_nothing_moved():
    assert listings(OPENING) == [f"无上年基线|{state_digest(OPENING)}\n{TITLES}"]


def test_file_says_when_it_follows_the_year_before():
    [text] = listings(state(plan=[plan_cells(1)], leaves=[]), follows=True)
    opening, _, planned, year, end = text.split("\n")
    assert opening == f"上年基线|{state_digest(OPENING)}"
    assert planned.startswith("抽查任务|202101|01号|列入本年计划||抽查任务名称：")
    assert year == "单位信息|||年度|2022|2021||01号第1次|2021-02-01||"
    assert end == ""


def test_file_is_read_back():
    listing = read_moves(TEXT)
    assert listing.opening == Baseline(state_digest(OPENING), follows=False)
    assert listing.seen == seen_moves(OPENING, THEN, SECOND, [seen_moves(OPENING, ONCE, FIRST)])
    assert [one.move.name for one in listing.seen][:2] == ["示例货运有限公司", "示例客运有限公司"]
    assert listing.seen[5].move.concerns == ("机动车维修", "道路旅客运输", "道路货物运输")


_LABELS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=4)
_SIGHTINGS = st.builds(Sighting, _LABELS, st.dates(date(2000, 1, 1), date(2100, 1, 1)))


@given(states(), states(), _SIGHTINGS, st.none() | _SIGHTINGS, st.booleans())
def test_any_list_is_read_back(one, other, first, gone, follows):
    seen = tuple(SeenMove(move, first, gone) for move in moves(one, other))
    listing = Listing(Baseline("0f" * 32, follows), seen)
    back = read_moves(moves_text(listing))
    assert back == listing
    assert [(s.move.name, s.move.concerns) for s in back.seen] == [(s.move.name, s.move.concerns) for s in seen]


def test_titles_of_a_kind_are_told_apart():
    for kind in KINDS.values():
        titles = [kind.added, kind.removed, "列入本年计划", *(field.title for field in kind.fields.values())]
        assert len(set(titles)) == len(titles)
        assert {ADDED, REMOVED, PLANNED} & set(kind.fields) == set()
    assert len({kind.title for kind in KINDS.values()}) == len(KINDS)


def line_3(old, new):
    lines = TEXT.split("\n")
    return "\n".join((*lines[:2], lines[2].replace(old, new), *lines[3:]))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("上年基线|\n" + TITLES, 1),
        (TEXT.replace("无上年基线", "没有基线"), 1),
        (TEXT.replace("现为", "现在"), 2),
        (TEXT.replace("\n" + TITLES, "\n"), 2),
        (line_3("检查对象", "对象"), 3),
        (line_3("经营状态", "联系电话"), 3),
        (line_3("营业|停业", "停业|停业"), 3),
        (line_3("|停业", "|停业|"), 3),
        (line_3("2021-02-01", "2021-02-30"), 3),
        (line_3("2021-05-06", ""), 3),
        (line_3("02号第1次", "%30%32号第1次"), 3),
        (TEXT.replace("经营状态：营业", "状态：营业", 1), 4),
        (
            TEXT.replace("；经营状态：营业", "", 1).replace(
                "成立日期：2015-03-01", "成立日期：2015-03-01；经营状态：营业", 1
            ),
            4,
        ),
        (TEXT.replace("移出", "新增", 1), 4),
        (TEXT.replace("|5%25|", "|5%|"), 9),
        (TEXT[:-1], 10),
        (TEXT + "\n", 11),
        (TEXT + TEXT.split("\n")[2] + "\n", 4),
    ],
)
def test_file_that_is_not_canonical__error(text, line):
    assert refusal(read_moves, text) == ("draw.moves-damaged", str(line))


def test_file_held_against_another_opening__error():
    for opening, follows in ((RegistryState(), False), (OPENING, True)):
        with pytest.raises(XlcheckError) as caught:
            next_listing(opening, follows, OPENING, THIRD, [TEXT])
        assert caught.value.code == "draw.moves-other-year"
    assert error_text(caught.value).startswith("存档中的名录变动文件不是对照本年度的期初状态写的")
