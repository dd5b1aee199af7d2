"""The chain: what binds lines, what a repair vouches for, and how unbound lines of version 0.1.0 are continued."""

import json
from hashlib import sha256

import pytest

from xlcheck.journal.chain import Chain, Repair, event_line, event_of, line_digest, lines_digest, repair_event

OLD = ('{"a":1}', '{"a": 2}')
"""Lines that are bound to nothing; the second is not written as the program writes."""


def sound(_):
    return None


def odd(event):
    return ("奇数", "偶数") if event.get("a", 0) % 2 else None


def chain(*events):
    return Chain(()).followed_by(events)


def repaired(broken, **parts):
    vouched = Repair(len(broken.lines) + 1, "2021-03-05 09:00", "断电", **parts)
    return broken.followed_by([repair_event(vouched, broken.lines)])


def test_each_line_holds_the_digest_of_the_one_before():
    lines = chain({"a": 1}, {"a": 2}).lines
    assert [json.loads(line)["previous"] for line in lines] == ["0" * 64, sha256(lines[0].encode()).hexdigest()]
    assert chain({"a": 1}, {"a": 2}).first_break(sound) is None


def test_unbound_lines_are_continued_by_one_that_binds_them_all():
    longer = Chain(OLD).followed_by([{"a": 3}, {"a": 4}])
    third, fourth = (json.loads(line) for line in longer.lines[2:])
    assert third["above"] == lines_digest(OLD) == sha256("".join(f"{line}\n" for line in OLD).encode()).hexdigest()
    assert "above" not in fourth
    assert longer.first_break(sound, unbound=True) is None


def test_a_change_above_the_first_bound_line_is_found():
    longer = Chain(OLD).followed_by([{"a": 3}])
    assert Chain(('{"a":7}', *longer.lines[1:])).first_break(sound, unbound=True).number == 3
    assert Chain(longer.lines[1:]).first_break(sound, unbound=True).number == 2


def test_an_unbound_line_after_a_bound_one__error():
    lines = (*chain({"a": 1}).lines, '{"a":2}')
    assert Chain(lines).first_break(sound, unbound=True).number == 2
    assert Chain(OLD).first_break(sound).number == 1


def test_a_repair_vouches_for_a_broken_bond():
    lines = chain({"a": 1}, {"a": 2}, {"a": 3}).lines
    broken = Chain((lines[0], lines[2]))
    assert broken.first_break(sound).number == 2
    whole = repaired(broken).followed_by([{"a": 5}])
    assert whole.first_break(sound) is None
    assert [(r.number, r.reason, r.time) for r in whole.repairs] == [(3, "断电", "2021-03-05 09:00")]


def test_what_is_unsound_must_be_void():
    broken = chain({"a": 1}, {"a": 2})
    assert repaired(broken).first_break(odd).number == 1
    whole = repaired(broken, void=(1,))
    assert whole.first_break(odd) is None
    assert [event["a"] for event in whole.counted()] == [2]
    assert whole.unsound(odd) == []


@pytest.mark.parametrize("change", ["above", "between", "reason"])
def test_a_repair_of_which_anything_was_changed_vouches_for_nothing(change):
    first, second, third = chain({"a": 1}, {"a": 2}, {"a": 3}).lines
    whole = repaired(Chain((first, third)))
    lines = {
        "above": (first.replace('"a":1', '"a":8'), *whole.lines[1:]),
        "between": (first, second, *whole.lines[1:]),
        "reason": (*whole.lines[:2], whole.lines[2].replace('"previous"', '"earlier"')),
    }[change]
    assert Chain(lines).repairs == ()
    assert Chain(lines).first_break(sound) is not None


def test_a_repair_with_another_reason_breaks_the_next_line():
    whole = repaired(chain({"a": 1})).followed_by([{"a": 2}])
    assert (
        Chain((whole.lines[0], whole.lines[1].replace("断电", "误删"), whole.lines[2])).first_break(sound).number == 3
    )


def test_lines_lost_and_files_unlogged_are_known_from_all_repairs():
    whole = repaired(repaired(chain({"a": 1}), lost=("f" * 64,)), unlogged=("抽取/抽取记录-01号.xlsx",))
    assert (whole.lost, whole.unlogged) == ({"f" * 64}, {"抽取/抽取记录-01号.xlsx"})


def test_bytes_of_no_character_are_kept_and_can_be_vouched_for():
    torn = b'{"a":"\xe6\x8a'.decode("utf-8", "surrogateescape")
    assert event_of(torn, lenient=True) is None
    whole = repaired(Chain((torn,)), void=(1,))
    assert whole.first_break(sound, unbound=True) is None
    assert json.loads(whole.lines[1])["previous"] == sha256(b'{"a":"\xe6\x8a').hexdigest()


def test_an_event_of_lists_and_numbers_is_no_repair():
    assert Chain((event_line(None, {"event": "repair", "above": 7}),)).repairs == ()
    assert line_digest(None) == "0" * 64
