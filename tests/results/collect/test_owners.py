"""Whose packs are where nobody listed the bureaus: by region, and in one region by key or name."""

from xlcheck.results.collect.owners import SentPack, owners_of


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
