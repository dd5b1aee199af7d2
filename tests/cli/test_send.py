"""上报 at the prompt: passwords typed twice and not shown, and the question about a mail of which nobody knows."""

import click.termui
import pytest

from tests.mail.servers import PASSWORD, USER, Post, serving
from tests.steps.helpers import set_unit
from xlcheck.cli.dialogues.send import new_password

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
TO = "bureau@example.com"


@pytest.fixture
def typing(monkeypatch):
    """Type these lines at hidden prompts."""

    def lines(*typed):
        left = iter(typed)
        monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda _: next(left))

    return lines


@pytest.fixture
def drawn_copy(sample_copy, xlcheck):
    assert (
        xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", "--kind", "不定向")[0] == 0
    )
    return sample_copy


def test_password_is_asked_for_until_it_is_long_enough_and_typed_twice_alike(typing, capsys):
    typing("短", "示例密码-2021", "示例密码-2022", "示例密码-2021", "示例密码-2021")
    assert new_password() == "示例密码-2021"
    out = capsys.readouterr().out
    assert ("太短" in out, "两次不一致" in out, "示例密码" in out) == (True, True, False)


def test_whole_ledgers_are_packed_under_a_password(drawn_copy, xlcheck, typing):
    typing("示例密码-2021", "示例密码-2021")
    code, out, _ = xlcheck("send", drawn_copy, "--password")
    assert (code, "√ 台账全文已加密" in out) == (0, True)


def test_mail_of_which_nobody_knows_is_asked_about_first(drawn_copy, xlcheck, typing):
    post = Post(drops="before it is taken")
    with serving(post) as port:
        server = {"mail_server": "127.0.0.1", "mail_port": str(port), "mail_security": "无", "mail_sender": USER}
        set_unit(drawn_copy, superior_mail=TO, **server)
        assert xlcheck("send", drawn_copy)[0] == 0
        typing(PASSWORD, PASSWORD)
        code, out, _ = xlcheck("send", drawn_copy, "--mail")
        assert (code, "× 第1次第1封：结果不明" in out, "核实以前不会重发" in out) == (1, True, True)
        post.drops = ""
        code, out, _ = xlcheck("send", drawn_copy, "--mail", typed="否\n")
        assert (code, "√ 第1次第1封：已发送" in out) == (0, True)
    assert len(post.taken) == 1


def test_pack_that_is_sent_by_hand_is_noted(drawn_copy, xlcheck):
    assert xlcheck("send", drawn_copy)[0] == 0
    code, _, err = xlcheck("send", drawn_copy, "--mail")
    assert (code, "没有填写“发件服务器”、“发件邮箱”、“上级邮箱”" in err) == (2, True)
    assert xlcheck("send", drawn_copy, "--done", "下次")[0] == 2
    assert "√ 已登记人工发送 1 封" in xlcheck("send", drawn_copy, "--done", "第1次")[1]
    code, out, _ = xlcheck("send", drawn_copy, "--mail")
    assert (code, "√ 第1次第1封：已人工发送" in out) == (0, True)
