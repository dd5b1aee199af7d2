"""许可证号写法: which texts are forms, which numbers are written as a form is, and which are meant by it."""

import re

import pytest

from xlcheck.model import Trouble
from xlcheck.reading.licences import licence_forms, licence_mark, licence_pattern, licence_words


@pytest.mark.parametrize(
    ("text", "forms", "others"),
    [
        ("", (), ()),
        ("示许可*字##号", ("示许可*字##号",), ()),
        ("示许可＊字＃＃号", ("示许可*字##号",), ()),
        ("示卫证字[####]第##号；JY##########", ("示卫证字[####]第##号", "JY##########"), ()),
        ("####", ("####",), ()),
        ("示许可字号", (), ("示许可字号",)),
        ("示许可#？、示#", ("示许可#？", "示#"), ()),
        ("示许可#?、^示#", (), ("示许可#?", "^示#")),
    ],
)
def test_forms_and_what_is_none(text, forms, others):
    told = Trouble("settings.licence-form", (("part", "、".join(others)),), value=forms)
    assert licence_forms(text) == (told if others else forms)


@pytest.mark.parametrize(
    ("form", "number", "fits"),
    [
        ("示许可*字##号", "示许可货字12号", True),
        ("示许可*字##号", "示许可客货运输字12号", True),
        ("示许可*字##号", "示许可字12号", False),
        ("示许可*字##号", "示许可客货运输业字12号", False),
        ("示许可*字##号", "示许可货字1号", False),
        ("示许可*字##号", "示许可货字1a号", False),
        ("示许可*字##号", "示许可货字12号副本", False),
        ("示证(####)第#号", "示证(2021)第1号", True),
        ("示.#", "示x1", False),
    ],
)
def test_number_is_written_as_the_form_is(form, number, fits):
    assert bool(re.fullmatch(licence_pattern(form), number)) == fits


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("晋交运管许可*字############号", "交运管许可"),
        ("JY##########", "JY"),
        ("*字第####号", "字第"),
        ("####*", ""),
        ("*示许可字##号", "示许可字"),
        ("示许可#", "许可"),
    ],
)
def test_words_by_which_a_number_is_known(form, words):
    assert licence_words(form) == words


@pytest.mark.parametrize(
    ("form", "number", "meant"),
    [
        ("示许可*字##号", "例许可货字123号", True),
        ("示许可*字##号", "示卫证字12号", False),
        ("示证(####)第#号", "证(2021", True),
        ("######", "1234567", True),
        ("######", "示卫证字12号", False),
        ("####*", "示卫证字12号", False),
    ],
)
def test_number_is_meant_by_a_form(form, number, meant):
    assert bool(re.search(licence_mark(form), number)) == meant
