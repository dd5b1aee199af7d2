"""Whether the year's ratios can be met at all under the rules on repeated draws."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from xlcheck.checks.context import Context
from xlcheck.model import Finding
from xlcheck.schema.plan import round_of, visit_of


def repeats_leave_enough(context: Context) -> Iterator[Finding]:
    """Ratio × rounds stays within what 年内不重复抽取 or 每户年度上限 allow.

    With 50 % three times and no repeats the third round has nobody left; said at the task
    in which the companies run out.
    """
    policy = context.settings.policy
    cap = 1 if policy.no_repeat else policy.yearly_cap
    if cap is None:
        return
    drawn: dict[str, dict[str, Fraction]] = {}
    rule = "年内不重复抽取" if policy.no_repeat else f"每户年度上限 {cap} 次"
    for row in sorted(context.rows, key=lambda r: r.window.start if r.window else date.max):
        if row.scope is None or row.ratio is None or row.ratio.share is None:
            continue
        shares, visit = drawn.setdefault(row.scope.category, {}), visit_of(row, context.settings)
        before = sum((share for other, share in shares.items() if other != visit), Fraction(0))
        shares[visit] = max(shares.get(visit, row.ratio.share), row.ratio.share)
        if before + row.ratio.share > cap:
            left = _percent(max(Fraction(0), cap - before))
            yield context.tell(
                "plan.repeats-exhaust",
                row,
                "ratio",
                rule=rule,
                left=left,
                category=row.scope.category,
                round=round_of(row, context.settings),
            )


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}%"
