"""`new`: a year from the last, or blank."""

import pytest

from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_settings


def test_new_year_from_the_last(sample_copy, xlcheck):
    code, out, _ = xlcheck("new", "2022", "--from", sample_copy)
    assert code == 0
    assert str(sample_copy.parent / "2022") in out
    for heading in ("由上年度结转：", "没有结转：", "接下来，请填写或核对："):
        assert heading in out
    assert "　2022-01-01 至 2022-04-30，共120天" in out.partition("2022 年度的计划读作如下")[2]
    assert xlcheck("check", sample_copy.parent / "2022")[0] == 0
    code, _, err = xlcheck("new", "2022", "--from", sample_copy)
    assert code == 2
    assert "没有改动" in err


def test_new_year_stands_beside_the_last_wherever_that_was_found(sample_copy, xlcheck):
    assert xlcheck("new", "2022", "--from", sample_copy.parent)[0] == 0
    assert (sample_copy.parent / "2022" / "单位设置.xlsx").is_file()


def test_new_year_that_is_not_later__error(sample_copy, tmp_path, xlcheck):
    code, _, err = xlcheck("new", "2021", "--from", sample_copy, "--into", tmp_path / "又")
    assert code == 2
    assert "不能结转为 2021 年度" in err


def test_blank_year_beside_the_others(tmp_path, monkeypatch, xlcheck):
    monkeypatch.chdir(tmp_path)
    code, out, _ = xlcheck("new", "2030")
    assert code == 0
    assert "请填写或核对" in out
    assert (tmp_path / "workbooks" / "2030" / "单位设置.xlsx").is_file()


def test_blank_year_of_a_trade(tmp_path, xlcheck):
    code, out, _ = xlcheck("new", "2030", "--trade", "其他", "--into", tmp_path / "2030")
    assert (code, "填写对象类别" in out) == (0, True)
    code, out, _ = xlcheck("new", "2030", "--trade", "交通运输", "--into", tmp_path / "又")
    assert (code, "已按交通运输行业常用的填好" in out) == (0, True)


def test_trade_that_is_none_or_beside_an_earlier_year__error(sample_copy, tmp_path, xlcheck):
    code, _, err = xlcheck("new", "2030", "--trade", "卫生", "--into", tmp_path / "2030")
    assert (code, "没有“卫生”这个行业，应为交通运输、市场监管、" in err) == (2, True)
    code, _, err = xlcheck("new", "2030", "--trade", "其他", "--from", sample_copy, "--into", tmp_path / "2030")
    assert (code, "对象类别由上年度结转" in err) == (2, True)
    assert not (tmp_path / "2030").exists()


def test_blank_year_of_a_named_bureau(tmp_path, xlcheck):
    folder, name = tmp_path / "2030", "示例市示例县市场监督管理局"
    assert xlcheck("new", "2030", "--bureau", name, "--trade", "市场监管", "--into", folder)[0] == 0
    settings, _, _ = load_settings(Desk(folder))
    assert (settings.bureau, settings.short_name, settings.region) == (name, name, "")
    assert xlcheck("check", folder)[0] == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--short", "县局"), "--short 和 --region 要与 --bureau 一起写"),
        (("--region", "140622"), "--short 和 --region 要与 --bureau 一起写"),
        (("--bureau", "示例县交通运输局", "--region", "1406"), "行政区划代码“1406”应为六位数字"),
        (("--bureau", "示例县交通运输局", "--from", "."), "单位名称由上年度结转"),
    ],
)
def test_names_that_cannot_be_those_of_a_new_bureau__error(tmp_path, xlcheck, options, said):
    code, _, err = xlcheck("new", "2030", *options, "--into", tmp_path / "2030")
    assert (code, said in err) == (2, True)
    assert not (tmp_path / "2030").exists()
