"""`sample` and `templates` write into folders of their own."""


def test_sample_and_templates(tmp_path, xlcheck):
    code, out, _ = xlcheck("sample", tmp_path / "示例")
    assert (code, "√ 已生成" in out) == (0, True)
    code, _, err = xlcheck("sample", tmp_path / "示例")
    assert code == 2
    assert "已经存在" in err
    assert xlcheck("templates", tmp_path / "模板")[0] == 0
    assert {p.name for p in (tmp_path / "模板").iterdir()} == {"空白表", "表单"}
