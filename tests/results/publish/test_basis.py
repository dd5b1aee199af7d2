"""检查依据: each law once, no article lost, nothing that is not a law touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.results.publish.basis import merged_basis


@pytest.mark.parametrize(
    ("texts", "merged"),
    [
        ([], ""),
        (["《甲》"], "《甲》"),
        (["《甲》", "《甲》"], "《甲》"),
        (["《甲》；《乙》", "《乙》", "《丙》;《甲》"], "《甲》；《乙》；《丙》"),
        (["《甲》第三条", "《甲》第五条"], "《甲》第三条、第五条"),
        (["《甲》第三条", "《乙》", "《甲》第三条"], "《甲》第三条；《乙》"),
        (["《甲》", "《甲》第三条"], "《甲》第三条"),
        (["《甲》第三条", "《甲》"], "《甲》第三条"),
        (["《甲》第三条、《乙》第五条", "《甲》第六条和《乙》第五条"], "《甲》第三条、第六条；《乙》第五条"),
        (["《甲》第十条第一、二款", "《甲》第十一条第一、二款"], "《甲》第十条第一、二款、第十一条第一、二款"),
        (["《甲》及其实施条例"], "《甲》及其实施条例"),
        (["《甲》（国务院令第709号）第六十四条"], "《甲》（国务院令第709号）第六十四条"),
        (["《甲》\n《乙》。"], "《甲》；《乙》"),
        (["依据《甲》第三条", "《甲》"], "依据《甲》第三条；《甲》"),
        (["《关于印发《某办法》的通知》", "《关于印发《某办法》的通知》"], "《关于印发《某办法》的通知》"),
        (["三定方案；", ""], "三定方案"),
    ],
)
def test_laws_are_merged(texts, merged):
    assert merged_basis(texts) == merged


LAWS = st.sampled_from(["《甲法》", "《乙条例》", "《丙规定》"])
ARTICLES = st.sampled_from(["", "第三条", "第十条第二款", "（试行）"])


@given(st.lists(st.lists(st.tuples(LAWS, ARTICLES), min_size=1, max_size=3), max_size=5))
def test_each_law_once_and_every_article_kept(items):
    merged = merged_basis("；".join(law + article for law, article in item) for item in items)
    named = dict.fromkeys(pair for item in items for pair in item)
    assert all(merged.count(law) == 1 for law in {law for law, _ in named})
    parts = dict(part.split("》", 1) for part in filter(None, merged.split("；")))
    for law, article in named:
        assert article in parts[law[:-1]]
    assert merged_basis([merged]) == merged


@given(st.lists(st.text(alphabet="《》；;、及和 第三条甲\n", max_size=20)))
def test_no_text_stops_it_and_no_sign_of_meaning_is_lost(texts):
    merged = merged_basis(texts)
    assert set("甲第三条") & set("".join(texts)) <= set(merged)
