"""The superior as witness, decided from what it holds: the first binds, and what disagrees is told with both values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.results.witnessed import KEY, OTHER_KEY, draw, fixed, held, pack, slip, verdict
from xlcheck.messages import problem
from xlcheck.model import Acceptance, Held, HeldCode, LoggedSlip, StatedReceipt
from xlcheck.results.collect.numbers import disputed_numbers

NUMBERS = {"ssq-2021003": "1.2.3.4.5.6./7./"}


def said(told) -> list[str]:
    """The codes of what is said of a bureau, those of its refused packs last."""
    return [f.code for f in told.findings] + [f.code for _, findings in told.refused for f in findings]


def test_honest_bureau_is_accused_of_nothing():
    told = verdict(held(slips=[slip()], packs=[pack()]), NUMBERS)
    assert said(told) == ["held.key-new"]
    (witnessed,) = told.draws
    assert (witnessed.held, witnessed.since) == (Held.IN_TIME, "2021-01-05 15:00")
    assert told.standing == (slip().digest,)


@pytest.mark.parametrize("change", ["frame", "inspectors", "rules", "source"])
def test_second_slip_of_one_attempt_binds_nothing(change):
    second = slip(digest="b" * 64, at="2021-01-06 09:00", fixed=(replace(fixed(), **{change: "9" * 64}),))
    told = verdict(held(slips=[slip(), second], packs=[pack()]))
    assert said(told) == ["held.slip-second", "held.key-new"]
    assert told.standing == (slip().digest,)
    assert told.counting is not None


def test_slip_that_came_first_binds_though_it_was_frozen_later():
    first = slip(digest="b" * 64, at="2021-01-05 10:00", frozen_at="2021-01-05 09:59", fixed=(fixed(frame="9" * 64),))
    told = verdict(held(slips=[slip(), first], packs=[pack()]))
    assert "held.other-draw" in said(told)
    assert told.counting is None


def test_slip_with_a_receipt_comes_before_a_mail_that_turns_up_afterwards():
    answered = slip(at="2021-01-06 09:00")
    other = slip(digest="b" * 64, code="另一个", at="2021-01-05 16:00", fixed=(fixed(frame="9" * 64),), lines=())
    both = held(slips=[answered, other])
    assert verdict(both).standing == (other.digest,)
    told = verdict(replace(both, receipts=(("2021-0001", answered.code, (answered.at,)),)))
    assert (told.standing, "held.slip-second" in said(told)) == ((answered.digest,), True)


def test_issue_that_was_put_off_is_lodged_anew_without_trouble():
    later = slip(digest="b" * 64, at="2021-01-06 09:00", fixed=(fixed(day="2021-01-10", closes="2021-01-10 18:00"),))
    assert said(verdict(held(slips=[slip(), later]), today="2021-01-10")) == ["held.key-new"]
    assert said(verdict(held(slips=[slip(), later]), today="2021-01-11")) == ["held.key-new", "held.no-result"]


@pytest.mark.parametrize(
    ("lines", "made", "draws", "code"),
    [
        (("1", "2", "x", "4", "5"), "2021-03-05 09:00", (draw(),), "held.log-forked"),
        (("1", "2"), "2021-03-05 09:00", (draw(),), "held.log-short"),
        ((), "2021-03-05 09:00", (draw(),), "held.log-short"),
        (("1", "2"), "2021-01-04 09:00", (), None),
        (("1", "2"), "2021-01-04 09:00", (draw(),), "held.log-short"),
    ],
    ids=["another line", "shorter", "none", "older", "said to be older"],
)
def test_log_must_go_on_from_the_one_that_is_known(lines, made, draws, code):
    told = verdict(held(slips=[slip()], packs=[pack(made=made, lines=lines, draws=draws)]))
    assert (
        (code in said(told)) if code else ("held.log-forked" not in said(told) and "held.log-short" not in said(told))
    )


def test_later_history_does_not_replace_the_first_until_a_person_decides():
    other = pack(digest="d" * 64, number=99, made="2021-04-01 09:00", at="2021-04-02 09:00", lines=("1", "2", "x"))
    both = held(packs=[pack(), other])
    told = verdict(both)
    assert (told.counting.number, "held.log-forked" in said(told)) == (1, True)
    decided = replace(both, accepted=(Acceptance("d" * 12, "磁盘损坏，重新做过", "2021-04-03 09:00"),))
    told = verdict(decided)
    assert {"held.log-forked", "held.accepted"} <= set(said(told))
    assert not told.refused


def test_decision_is_about_one_thing_alone():
    other = pack(digest="d" * 64, number=99, made="2021-04-01 09:00", at="2021-04-02 09:00", lines=("1", "x"))
    decided = replace(held(packs=[pack(), other]), accepted=(Acceptance("e" * 12, "理由", "2021-04-03 09:00"),))
    assert verdict(decided).counting.number == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"draws": (draw(fixed(rules="9" * 64)),)}, "held.other-draw"),
        ({"draws": ()}, "held.attempt-gone"),
        ({"faults": ("《抽取记录》不符",)}, "held.unsound"),
        ({"receipts": (StatedReceipt("2021-0009-AAAA", "示例市交通运输局", "C"),)}, "held.receipt-unknown"),
        ({"receipts": (StatedReceipt("2021-0001-AAAA", "示例市交通运输局", "X"),)}, "held.receipt-other"),
        (
            {"receipts": (StatedReceipt("2021-0001-AAAA", "示例市交通运输局", "C", "2021-01-05 14:00"),)},
            "held.receipt-time",
        ),
    ],
)
def test_pack_that_disagrees_is_refused(changed, code):
    told = verdict(
        held(slips=[slip()], packs=[pack(**changed)], receipts=(("2021-0001-AAAA", "C", ("2021-01-05 15:00",)),))
    )
    assert code in [f.code for _, findings in told.refused for f in findings]
    assert told.counting is None


def test_code_that_was_told_on_the_telephone_binds_and_shows_the_time():
    told = HeldCode("示例局", "C", "2021-01-05 16:00")
    known = pack(slips=(LoggedSlip("C", ("202103#1",)),))
    good = verdict(replace(held(packs=[known]), codes=(told,)))
    assert [one.held for one in good.draws] == [Held.IN_TIME]
    bad = verdict(replace(held(packs=[pack(slips=(LoggedSlip("D", ("202103#1",)),))]), codes=(told,)))
    assert "held.code-gone" in said(bad)


def test_numbers_are_held_against_the_published_ones():
    told = verdict(held(packs=[pack()]), {"ssq-2021003": "1.2.3.4.5.8./7./"})
    (refused,) = (findings for _, findings in told.refused)
    assert [f.code for f in refused] == ["held.numbers"]
    assert "号码是 1 2 3 4 5 6＋7，" in problem(refused[0])
    assert "官方号码是 1 2 3 4 5 8＋7" in problem(refused[0])


@pytest.mark.parametrize(
    ("numbers", "day", "published", "is_told"),
    [
        ("1.2.3.4.5.6./7./", "2021-01-07", {}, False),
        ("1.2.3.4.5.6./8./", "2021-01-07", {}, True),
        ("1.2.3.4.5.6./8./", "2021-01-07", NUMBERS, False),
        ("1.2.3.4.5.6./7./", "2021-01-10", {}, True),
        ("1.2.3.4.5.6./7./", "2021-01-10", NUMBERS, True),
    ],
    ids=["same", "number", "number-is-published", "day", "day-though-published"],
)
def test_one_issue_with_other_numbers_or_another_day_is_told(numbers, day, published, is_told):
    other = draw(fixed(day=day), numbers=numbers)
    verdicts = [verdict(held(packs=[pack()])), verdict(held(packs=[pack(draws=(other,))]))]
    told = list(disputed_numbers(verdicts, published))
    assert [found.code for found in told] == (["held.numbers-differ"] if is_told else [])
    assert all(day in problem(found) for found in told)


@pytest.mark.parametrize(
    ("drawn_at", "given_up_at", "made", "codes"),
    [
        ("", "", "2021-01-14 09:00", ["held.not-drawn"]),
        ("", "", "2021-01-13 09:00", []),
        ("", "2021-01-06 09:00", "2021-01-14 09:00", []),
        ("2021-01-08 09:00", "", "2021-01-14 09:00", []),
    ],
)
def test_draw_that_is_due_and_was_not_made(drawn_at, given_up_at, made, codes):
    due = draw(drawn_at=drawn_at, given_up_at=given_up_at, numbers="", due="2021-01-13")
    told = verdict(held(packs=[pack(made=made, draws=(due,))]))
    assert [code for code in said(told) if code != "held.key-new"] == codes


def test_lodged_and_nothing_since_is_told_after_the_day():
    assert "held.no-result" not in said(verdict(held(slips=[slip()]), today="2021-01-07"))
    assert "held.no-result" in said(verdict(held(slips=[slip()]), today="2021-01-08"))


def test_other_key_is_set_apart_and_accuses_nobody():
    strange = slip(digest="b" * 64, key=OTHER_KEY, at="2021-01-06 09:00", fixed=(fixed(frame="9" * 64),))
    forged = pack(digest="d" * 64, key=OTHER_KEY, number=99, lines=("x",), at="2021-03-07 09:00")
    told = verdict(held(slips=[slip(), strange], packs=[pack(), forged]))
    assert said(told) == ["held.key-two", "held.key-new", "held.key-two"]
    assert (told.counting.number, told.is_contested) == (1, True)


def test_stranger_who_came_first_is_set_apart_once_the_key_is_confirmed():
    strange = slip(digest="b" * 64, key=OTHER_KEY, at="2021-01-04 09:00", fixed=(fixed(frame="9" * 64),))
    both = held(slips=[strange, slip()], packs=[pack()])
    assert verdict(both).counting is None
    told = verdict(replace(both, keys=frozenset({KEY})))
    assert (said(told), told.counting.number, told.is_contested) == (["held.key-other"], 1, False)


def test_key_that_was_confirmed_as_another_bureaus_takes_no_place():
    foreign = replace(
        held(slips=[slip(key=OTHER_KEY)], packs=[pack(at="2021-03-07 09:00")]), foreign=((OTHER_KEY, "乙局"),)
    )
    told = verdict(foreign)
    assert said(told) == ["held.key-foreign", "held.key-new"]
    assert "由乙局核对过的密钥" in problem(told.findings[0])
    assert told.counting.key == KEY


def test_new_key_starts_no_new_log():
    new = pack(
        digest="d" * 64, key=OTHER_KEY, number=2, lines=("x", "y"), at="2021-04-02 09:00", made="2021-04-01 09:00"
    )
    told = verdict(replace(held(packs=[pack(), new]), keys=frozenset({KEY, OTHER_KEY})))
    assert (said(told), told.counting.number) == (["held.log-forked"], 1)


def test_new_key_takes_nothing_back_that_the_old_one_signed():
    """A lost key is no way out of what was lodged, though the list has the new key alone."""
    new = pack(digest="d" * 64, key=OTHER_KEY, number=2, lines=("x",), at="2021-04-02 09:00", draws=())
    late = slip(digest="b" * 64, at="2021-04-02 10:00", fixed=(fixed(mark="202105#1"),))
    changed = held(slips=[slip(), late], packs=[pack(), new], keys=frozenset({OTHER_KEY}))
    told = verdict(replace(changed, former=((KEY, "2021-04-01 09:00"),)), today="2021-04-03")
    assert said(told) == ["held.key-other", "held.log-forked", "held.attempt-gone"]
    assert told.counting.number == 1


def test_what_is_unsigned_after_a_signature_is_set_apart():
    bare = pack(digest="d" * 64, key="", number=2, at="2021-04-02 09:00")
    assert said(verdict(held(packs=[pack(), bare]))) == ["held.key-new", "held.key-none"]


def test_bureau_of_a_version_that_signs_nothing_counts_and_is_listed():
    told = verdict(held(packs=[pack(key="")]))
    assert (said(told), told.counting.number) == (["held.unsigned"], 1)


@pytest.mark.parametrize(("at", "expected"), [("2021-01-07 17:59", Held.IN_TIME), ("2021-01-07 18:00", Held.LATE)])
def test_lodged_is_what_came_before_the_hour(at, expected):
    (witnessed,) = verdict(held(slips=[slip(at=at)], packs=[pack()])).draws
    assert witnessed.held is expected


def test_draw_of_which_nothing_was_lodged_is_listed_as_such():
    (witnessed,) = verdict(held(packs=[pack()])).draws
    assert (witnessed.held, witnessed.since) == (Held.NOT, "")


def test_unsigned_slip_binds_nobody_who_signs():
    strange = slip(digest="b" * 64, key="", at="2021-01-05 14:00", lines=("x",), fixed=(fixed(frame="9" * 64),))
    made_up = slip(digest="e" * 64, key="", at="2021-01-05 14:00", lines=(), fixed=(fixed(mark="202103#9"),))
    for keys in (frozenset(), frozenset({KEY})):
        told = verdict(held(slips=[strange, made_up, slip()], packs=[pack()], keys=keys), today="2021-03-07")
        assert [code for code in said(told) if code != "held.key-new"] == ["held.unsigned-other"] * 3
        assert (told.counting.number, [one.held for one in told.draws]) == (1, [Held.IN_TIME])


def test_unsigned_pack_does_not_count_beside_signed_ones_however_long_its_log_is():
    strange = pack(digest="b" * 64, key="", number=99, at="2021-01-05 08:00", lines=tuple("123456789"))
    told = verdict(held(packs=[strange, pack()]))
    assert (told.counting.number, said(told)) == (1, ["held.key-new"])


def test_desk_of_an_older_version_goes_on_with_signatures():
    older = pack(digest="b" * 64, key="", at="2021-02-05 08:00", made="2021-02-05 08:00", lines=("1", "2"), draws=())
    told = verdict(held(packs=[older, pack(number=2)]))
    assert (told.counting.number, said(told)) == (2, ["held.key-new"])


def test_second_history_after_the_first_signed_one_is_found_though_an_unsigned_one_was_before():
    bare, other = pack(digest="b" * 64, key="", at="2021-03-05 10:00"), pack(digest="d" * 64, lines=tuple("12345x"))
    told = verdict(held(packs=[bare, pack(), replace(other, at="2021-04-01 09:00")]))
    assert said(told) == ["held.key-new"]
    forked = replace(other, facts=replace(other.facts, lines=tuple("12x456")), at="2021-04-01 09:00")
    assert "held.log-forked" in said(verdict(held(packs=[bare, pack(), forked])))


def test_copy_without_its_signature_or_lists_accuses_nobody():
    bare = [slip(key="", at="2021-01-06 09:00"), pack(key="", at="2021-03-07 09:00", faults=("没有文件摘要",))]
    told = verdict(held(slips=[slip(), bare[0]], packs=[pack(), bare[1]]))
    assert (said(told), told.refused, told.counting.key) == (["held.key-new"], (), KEY)


def test_what_was_decided_upon_counts_though_its_log_is_shorter_and_so_does_what_goes_on_from_it():
    again = pack(
        digest="d" * 64, number=2, at="2021-04-02 09:00", lines=tuple("12x"), draws=(draw(fixed(frame="9" * 64)),)
    )
    later = pack(digest="e" * 64, number=3, at="2021-05-02 09:00", lines=tuple("12xy"), draws=again.facts.draws)
    decided = (Acceptance("d" * 12, "磁盘损坏，重新做过", "2021-04-03 09:00"),)
    code = HeldCode("示例局", "X", "2021-01-05 16:00")
    told = verdict(held(slips=[slip()], packs=[pack(), again], accepted=decided))
    assert (told.counting.number, told.refused) == (2, ())
    told = verdict(held(slips=[slip()], packs=[again, later], codes=(code,), accepted=decided))
    assert (told.counting.number, told.refused) == (3, ())


def test_pack_said_to_be_older_than_its_draws_is_not_believed():
    code = HeldCode("示例局", "X", "2021-01-05 16:00")
    assert "held.code-gone" in said(verdict(held(packs=[pack(made="2021-01-01 09:00")], codes=(code,))))


@pytest.mark.parametrize(("drawn_at", "expected"), [("", ["held.no-result"]), ("2021-01-08 09:00", [])])
def test_lodged_draw_that_the_last_pack_tells_of_is_waited_for(drawn_at, expected):
    early = pack(made="2021-01-06 09:00", draws=(draw(drawn_at=drawn_at, numbers=""),))
    told = verdict(held(slips=[slip()], packs=[early]), today="2021-06-01")
    assert [code for code in said(told) if code != "held.key-new"] == expected


def test_slip_of_a_bureau_that_is_not_listed_gets_no_receipt():
    told = verdict(held(slips=[slip()], listed=False))
    assert (told.standing, "held.unlisted" in said(told)) == ((), True)


def test_slip_that_the_log_does_not_have_is_found_though_the_fingerprints_agree():
    """Lodged without its log; what moved, or the log before the freeze, was written anew since."""
    bare = slip(lines=())
    told = verdict(held(slips=[bare], packs=[pack(slips=(LoggedSlip("D", ("202103#1",)),))]))
    assert "held.slip-gone" in said(told)
    assert told.counting is None
    assert "held.slip-gone" not in said(verdict(held(slips=[bare], packs=[pack()])))
