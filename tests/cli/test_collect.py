"""`collect` on the screen: the counts first, then what was refused and why, then where everything is."""

import pytest

from tests.draws.lodging.slips import slip
from tests.steps.collect.packs import pack, zipped
from xlcheck.draws.lodging.code import lodging_code


def test_whole_and_broken_packs_are_told(tmp_path, xlcheck):
    inbox = tmp_path / "收件"
    zipped(pack(tmp_path / "1"), inbox / "好.zip")
    zipped(pack(tmp_path / "2", "140602", rows=2), inbox / "坏.zip", without="台账")
    code, out, _ = xlcheck("collect", inbox)
    assert code == 1
    assert "！ 2021 年度：1 个单位，退回 1 份，已报送 1 个。" in out
    assert "× 示例区140602交通运输局：缺少上报单列出的 1 个文件：台账摘要.xlsx" in out
    for name in ("全市汇总.xlsx", "报送单位.xlsx", "01－示例区140602交通运输局.txt"):
        assert name in out


def test_all_whole__ok(tmp_path, xlcheck):
    zipped(pack(tmp_path / "1"), tmp_path / "收件" / "好.zip")
    code, out, _ = xlcheck("collect", tmp_path / "收件", "--into", tmp_path / "汇总")
    assert (code, "×" in out) == (0, False)
    assert (tmp_path / "汇总" / "全市汇总.xlsx").exists()


def test_folder_that_is_not_there__error(tmp_path, xlcheck):
    code, _, err = xlcheck("collect", tmp_path / "没有")
    assert code == 2
    assert "请核对" in err


def test_code_and_numbers_are_typed_and_noted(tmp_path, xlcheck):
    zipped(pack(tmp_path / "1"), tmp_path / "收件" / "好.zip")
    code = lodging_code(slip())
    told = ("--code", f"示例区140603交通运输局={code.lower()}", "--numbers", "双色球2021003期=6 1 2 3 4 5 + 7")
    assert xlcheck("collect", tmp_path / "收件", *told)[0] == 0  # the pack was made before, and need not have the code
    log = (tmp_path / "全市汇总" / "存档" / "汇总日志.jsonl").read_text("utf-8")
    assert code in log
    assert '"numbers":"1.2.3.4.5.6./7./"' in log


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--code", "示例区"), "中间没有“=”"),
        (("--code", "示例区=12"), "收存码是25个字"),
        (("--numbers", "双色球2021003期=1 1"), "双色球"),
        (("--accept", "0123456789ab=已问过"), "没有编号以“0123456789ab”开头的"),
    ],
)
def test_what_is_typed_wrong_is_told__error(tmp_path, xlcheck, option, words):
    zipped(pack(tmp_path / "1"), tmp_path / "收件" / "好.zip")
    code, _, err = xlcheck("collect", tmp_path / "收件", *option)
    assert code == 2
    assert words in err
    assert not (tmp_path / "全市汇总" / "全市汇总.xlsx").exists()


def test_what_many_bureaus_share_is_said_once(tmp_path, xlcheck):
    for number in range(1, 6):
        zipped(pack(tmp_path / f"{number}", f"14060{number}"), tmp_path / "收件" / f"{number}.zip")
    _, out, _ = xlcheck("collect", tmp_path / "收件")
    assert out.count("都没有签名的 5 个单位，见“退回和说明”") == 1
    assert "都未签名，不能认定" not in out


def test_errors_are_named_one_by_one_before_what_many_share(tmp_path, xlcheck):
    for number in range(1, 6):
        zipped(pack(tmp_path / f"{number}", f"14060{number}"), tmp_path / "收件" / f"{number}.zip")
        broken = pack(tmp_path / f"坏{number}", f"14062{number}")
        zipped(broken, tmp_path / "收件" / f"坏{number}.zip", without="台账")
    _, out, _ = xlcheck("collect", tmp_path / "收件")
    lines = out.splitlines()
    signs = [line.strip()[0] for line in lines if line.strip().startswith(("×", "！ 没", "－"))]
    assert (signs.count("×"), sorted(signs, key="×！－".index)) == (5, signs)
