"""Whatever stands in the workbooks, the year is rehearsed or a task says why it is not: nothing breaks the check."""

from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from tests.builders import ENTITY, INSPECTOR, ITEM, plan_cells, settings, year
from tests.draws.rehearsal.years import rehearsed
from tests.length import examples
from xlcheck.schema.inputs import APART, ENTITIES, INSPECTORS, ITEMS, LEAVES, OTHERS, PLAN, RECUSALS

_TEXTS = """
    — 无 待定 0 -1 5% 100% 200% 3户 A级50%，B级10% 全覆盖 2021-02-30 9999-12-31 1900-01-01 长期 2021年1月至4月
    道路货物运输 公安局、应急管理局 是 否 定向抽查 定向或不定向 有效 注销 营业 信用风险等级为C SL140603-0001 示例员 C
    91140603MA0K00001K 2021年12月至1月
"""
_ODD = st.sampled_from(["", "x" * 40, "\u200b", *_TEXTS.split()])


def _rows(table, sound, most):
    """Rows of a table: sound ones of which some cells are odd."""
    keys = [column.key for column in table]
    cells = st.dictionaries(st.sampled_from(keys), _ODD, max_size=3)
    return st.lists(cells, max_size=most).map(lambda odd: [sound(n) | row for n, row in enumerate(odd, start=1)])


YEARS = st.fixed_dictionaries(
    {
        "plan": _rows(PLAN, plan_cells, 3),
        "entities": _rows(ENTITIES, lambda n: ENTITY | {"code": f"91140603MA0K{n:06d}", "name": f"示例{n}"}, 6),
        "inspectors": _rows(INSPECTORS, lambda n: INSPECTOR | {"cert": f"SL140603-{n:04d}", "name": f"示例员{n}"}, 5),
        "items": _rows(ITEMS, lambda n: ITEM | {"name": f"示例事项{n}"}, 2),
        "leaves": _rows(
            LEAVES, lambda n: {"cert": f"SL140603-{n:04d}", "first": "2021-02-01", "last": "2021-02-09"}, 2
        ),
        "recusals": _rows(RECUSALS, lambda n: {"cert": f"SL140603-{n:04d}", "code": f"91140603MA0K{n:06d}"}, 2),
        "apart": _rows(APART, lambda _: {}, 1),
        "others": _rows(OTHERS, lambda n: {"code": f"91140603MA0K{n:06d}", "inspected": "2021-02-01"}, 2),
    }
)
POLICIES = st.fixed_dictionaries(
    {},
    optional={
        "no_repeat": st.booleans(),
        "leader": st.booleans(),
        "merge_visits": st.booleans(),
        "year_load": st.booleans(),
        "groups": st.integers(0, 2),
        "team_size": st.integers(0, 3),
        "expert_size": st.integers(0, 1),
        "inspection_cap": st.integers(1, 2),
        "week_cap": st.integers(1, 2),
    },
)


@given(YEARS, POLICIES)
@trials(max_examples=examples(100))
def test_any_year_is_rehearsed_or_says_why_not(tables, policy):
    rehearsal = rehearsed(year(settings(**policy), **tables))
    for task in rehearsal.tasks if rehearsal else ():
        assert bool(task.barriers) != bool(task.frame)
        assert task.sample <= (task.frame or 0)
    assert rehearsal is None or sum(m.visits for m in rehearsal.months) <= sum(t.sample for t in rehearsal.tasks)
