"""What a freeze fixes for good is all searched for numbers of persons."""

from xlcheck.checks.registries import FROZEN
from xlcheck.draws.movement.kinds import KINDS
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, ITEMS, PLAN


def test_every_column_of_the_state_of_a_year_is_searched():
    tables = {"entity": ENTITIES, "inspector": INSPECTORS, "plan": PLAN, "item": ITEMS}
    for kind, table in tables.items():
        fields = {table.column(key) for key in KINDS[kind].fields}
        assert fields <= {*FROZEN[table.key], *(c for c in fields if c.kind.value in ("日期", "日期或长期", "整数"))}, (
            kind
        )
