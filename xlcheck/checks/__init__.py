"""Rules over frames that return findings; pure.

A rule is a small function named as the assertion it makes. It takes what it needs and yields
findings; :data:`RULES` is the whole list, in the order in which a clerk would correct things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from xlcheck.checks import (
    caps,
    drop_outs,
    feasibility,
    founding,
    further,
    items,
    joint,
    listed,
    names,
    others,
    plan,
    references,
    registries,
)
from xlcheck.checks.context import Context, context_of
from xlcheck.model import DrawnVisit, Finding, LoggedDropOut, PastItems
from xlcheck.reading.numbering import TaskNumbers
from xlcheck.reading.tables import YearBooks

Rule = Callable[[Context], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    plan.expressions_are_readable,
    names.numbers_and_names_are_filled_in,
    names.numbers_carry_the_year_and_run_on,
    names.names_end_in_their_number,
    names.task_numbers_agree,
    names.texts_name_this_year,
    names.texts_name_this_bureau,
    plan.task_names_differ_within_a_round,
    plan.task_names_fit_their_scope,
    plan.windows_lie_in_the_year,
    plan.windows_are_rounds,
    plan.windows_of_a_category_do_not_overlap,
    plan.every_round_has_every_category,
    plan.cut_offs_are_not_after_the_window,
    plan.cut_offs_agree_within_a_round,
    plan.wordings_agree_across_rounds,
    plan.frequencies_can_be_met,
    plan.directed_tasks_have_their_filter,
    further.further_cells_are_readable,
    further.days_fit_the_window,
    further.plans_are_announced_and_filed_before_they_begin,
    further.caps_are_kept,
    further.who_is_responsible_is_listed,
    joint.joint_tasks_name_their_departments,
    joint.departments_have_inspectors,
    joint.inspectors_are_of_the_bureau,
    references.references_exist,
    registries.names_stand_once,
    registries.what_is_frozen_holds_no_numbers,
    registries.licence_numbers_stand_once,
    registries.licence_numbers_look_usual,
    registries.persons_stand_once,
    registries.dates_are_in_order,
    registries.licences_last_through_the_year,
    registries.certificates_last_through_the_year,
    registries.certificates_are_of_enforcement,
    registries.leaves_are_in_order,
    registries.drop_downs_offer_every_category,
    registries.each_category_has_enough_inspectors,
    founding.founding_days_are_known_where_a_task_needs_them,
    registries.every_task_has_entities,
    items.ratios_are_readable,
    items.frequencies_are_readable,
    items.target_is_met,
    items.each_category_has_an_item,
    listed.items_are_on_the_list,
    listed.items_are_the_tasks_own,
    listed.ratios_are_those_of_the_list,
    listed.frequencies_are_those_of_the_list,
    listed.caps_are_those_of_the_list,
    listed.methods_are_those_of_the_list,
    listed.classes_are_those_of_the_list,
    listed.bases_are_those_of_the_list,
    listed.bases_are_in_force,
    listed.tiers_are_those_of_the_list,
    feasibility.grades_can_be_drawn,
    feasibility.counts_fit_their_shares,
    feasibility.repeats_leave_enough,
    further.populations_are_those_of_the_registry,
    further.targets_are_what_the_ratio_asks,
    others.visits_lie_in_the_year,
    others.visited_entities_are_listed,
    others.visited_names_agree,
    others.visitors_are_known,
    others.nobody_visits_alone,
    others.visited_items_are_listed,
    others.visits_stand_once,
    caps.yearly_caps_are_kept,
    caps.windows_are_kept,
    caps.item_caps_are_kept,
)


def run_checks(
    books: YearBooks,
    fallen: Sequence[LoggedDropOut] = (),
    before: Sequence[TaskNumbers] = (),
    past: Sequence[PastItems] = (),
    drawn: Sequence[DrawnVisit] = (),
) -> tuple[Finding, ...]:
    """Return the findings of all rules over one year's books, and over who has ``fallen`` away after a draw.

    ``before`` are the numbers of last year's plan, whose form a plan without any is offered; ``past`` are the items
    of the years before; ``drawn`` the visits that draws have made.
    """
    context = context_of(books, before, drawn)
    of_books = (finding for rule in RULES for finding in rule(context))
    of_years = listed.idle_items(context, past)
    return (*of_books, *of_years, *drop_outs.stand_in_the_registries(books, fallen, context.rows))
