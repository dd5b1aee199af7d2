"""The trades are declared in one place, and all that is told of one is read as it says."""

import csv
from collections import Counter
from importlib import resources

import pytest

from xlcheck.reading.folding import fold_title
from xlcheck.reading.vocabulary import synonyms, vocabulary
from xlcheck.samples.categories import trades, usual_categories
from xlcheck.samples.usual_items import usual_items
from xlcheck.schema.trades import (
    COMMON_WORDS,
    OPERATING_STATUSES,
    OTHER_TRADE,
    STATUSES,
    TRADE_DATA,
    TradeData,
    status_words,
    trade_data,
)
from xlcheck.schema.vocabularies import OPERATING

WORDS = [(t.name, word, code) for t in TRADE_DATA for code, words in t.statuses.items() for word in words]
COMMON = [("", word, code) for code, words in COMMON_WORDS.items() for word in words]


def test_rows_of_categories_are_of_trades_that_are_declared_and_each_has_some():
    text = resources.files("xlcheck.samples").joinpath("categories.csv").read_text("utf-8")
    assert list(dict.fromkeys(row["行业"] for row in csv.DictReader(text.splitlines()))) == list(trades())


@pytest.mark.parametrize(("trade", "word", "code"), [*WORDS, *COMMON])
def test_word_of_a_register_is_read_as_the_status_that_is_declared(trade, word, code):
    assert code in vocabulary("经营状态")
    assert synonyms("经营状态")[word] == code
    assert fold_title(word) == word, "as it is looked up"


def test_no_word_stands_for_two_statuses_or_is_one_itself():
    words = [word for _, word, _ in (*WORDS, *COMMON)]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert set(words) & set(STATUSES) == set()


def test_what_counts_as_operating_is_what_is_declared():
    assert OPERATING == OPERATING_STATUSES == ("营业",)
    assert {word for word, code in status_words().items() if code in OPERATING} >= {"存续", "营运", "正常"}
    assert {status_words()[word] for word in ("吊销", "吊销,未注销", "撤销")}.isdisjoint(OPERATING)


@pytest.mark.parametrize("trade", TRADE_DATA, ids=lambda trade: trade.name)
def test_draft_has_categories_only(trade: TradeData):
    assert usual_categories(trade.name)
    assert bool(usual_items(trade.name, "示例局")) == bool(trade.items) == (not trade.draft)


def test_first_trade_is_meant_where_none_is_named_and_none_by_another_word():
    assert trade_data() == TRADE_DATA[0]
    assert trade_data(OTHER_TRADE) is None
