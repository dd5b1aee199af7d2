"""Who is meant by a typed name: the operator in other clothes, somebody else, or nobody."""

import pytest

from xlcheck.reading.who import gives_reason, names_somebody, same_person


@pytest.mark.parametrize(
    "other",
    [
        "示例甲",
        "示 例 甲",
        "示例甲（局办）",
        "示例甲(监督)",
        "示例甲同志",
        "示例甲副局长",
        "示例甲大队长",
        "示例甲本人",
    ],
)
def test_one_person_in_several_spellings_is_one(other):
    assert same_person("示例甲", other)
    assert same_person(other, "示例甲")


@pytest.mark.parametrize(
    ("name", "other"),
    [("示例甲", "示例乙"), ("示例甲", "示例甲乙"), ("李局长", "李主任"), ("", ""), ("（局办）", "（局办）")],
)
def test_two_persons_and_nobody_are_not_one(name, other):
    assert not same_person(name, other)


@pytest.mark.parametrize("text", ["", "无", "没有", "张", "123", "……", "10.5", "监督人", "操 作 人", "本人", "无人"])
def test_what_is_typed_where_nobody_is_names_nobody(text):
    assert not names_somebody(text)


@pytest.mark.parametrize("text", ["示例甲", "示例市局", "示例市局执法科2室", "Li Na", "示例甲、示例乙"])
def test_people_and_offices_are_somebody(text):
    assert names_somebody(text)


@pytest.mark.parametrize("text", ["", "   ", "。", "-", "1", "......", "无", "没有", "暂 无", "x", "12"])
def test_a_full_stop_is_no_reason(text):
    assert not gives_reason(text)


@pytest.mark.parametrize("text", ["停电", "已注销", "示例：名录有误", "1户转产"])
def test_words_are_a_reason(text):
    assert gives_reason(text)
