"""Whose packs are: by region, and in one region by the list, by key or name."""

from xlcheck.model import Unit
from xlcheck.results.collect.owners import NOBODY, SentPack, owners_of

TRANSPORT, MARKETS = Unit("甲局", "140603"), Unit("乙局", "140603")


def sent(digest, bureau, region="140603", key=""):
    return SentPack(digest, bureau, region, key)


def owners(*packs):
    return list(owners_of(packs).values())


def test_other_name_and_other_key_are_another_bureau():
    assert owners(sent("1", "甲局", key="a"), sent("2", "乙局", key="b")) == ["甲局", "乙局"]


def test_other_name_with_the_same_key_or_the_same_name_with_another_key_is_the_same_bureau():
    assert owners(sent("1", "甲局", key="a"), sent("2", "乙局", key="a")) == ["甲局", "甲局"]
    assert owners(sent("1", "甲局", key="a"), sent("2", "甲 局", key="b")) == ["甲局", "甲局"]


def test_packs_of_one_region_without_keys_are_of_one_bureau():
    assert owners(sent("1", "甲局"), sent("2", "乙局"), sent("3", "丙局", key="c")) == ["甲局"] * 3


def test_two_regions_whose_bureaus_have_one_name_are_told_apart():
    assert owners(sent("1", "交通局"), sent("2", "交通局", "140605")) == ["交通局", "交通局（140605）"]


def listed(*packs, units=(TRANSPORT, MARKETS)):
    return list(owners_of(packs, units).values())


def test_two_listed_bureaus_of_one_region_have_each_what_bears_its_name():
    sentences = sent("1", "乙 局"), sent("2", "甲局"), sent("3", "乙局", key="b")
    assert listed(*sentences) == ["乙局", "甲局", "乙局"]


def test_other_name_in_a_shared_region_is_whose_key_it_is__ok():
    assert listed(sent("1", "甲局", key="a"), sent("2", "甲局新名", key="a")) == ["甲局", "甲局"]
    assert listed(sent("1", "新名", key="k"), units=(TRANSPORT, Unit("乙局", "140603", keys=("k",)))) == ["乙局"]


def test_other_name_in_a_shared_region_is_nobodys_without_a_known_key():
    assert listed(sent("1", "丙局"), sent("2", "丙局", key="c"), sent("3", "甲局", key="a")) == [NOBODY, NOBODY, "甲局"]


def test_stranger_who_came_first_takes_not_the_place_of_the_one_that_is_listed():
    first, own = sent("1", "丙局", key="c"), sent("2", "甲局", key="a")
    assert listed(first, own, units=(TRANSPORT,)) == [NOBODY, "甲局"]
    assert listed(first, units=(TRANSPORT,)) == ["甲局"]


def test_name_of_another_region_is_nobodys_in_this_one():
    assert listed(sent("1", "丁局"), units=(TRANSPORT, Unit("丁局", "140605"))) == [NOBODY]
