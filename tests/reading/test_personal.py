"""Identity and telephone numbers: seen as people write them, and told apart from every other number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.reading.codes import organisation_check_digit, uscc_check_digit
from xlcheck.reading.personal import IDENTITY, TELEPHONE, number_in_file, personal_data, personal_number
from xlcheck.samples import plan_2021
from xlcheck.samples.entities import entities
from xlcheck.schema.inputs import ENTITIES


@pytest.mark.parametrize(
    "text",
    [
        "身份证号140603199001011234",
        "身份证１４０６０３１９９００１０１１２３Ｘ",
        "140603 19900101 123x",
        "ID140603199001011234",
        "140603900101123",
        "手机13812345678",
        "138-1234-5678",
        "138 1234 5678",
        "138.1234.5678",
        "+8613812345678",
        "Tel13812345678",
        "微信同号１３８１２３４５６７８",
        "0349-6072345",
        "0349 6072345",
        "（0349）6072345",
        "0349－6072345",
        "0349—6072345",
        "03496072345",
        "010-12345678",
        "110101-19900307-425X",
        "ID110101900307425",
        "110101 1990 0307 4258",
        "110101-1990-03-07-425X",
        "1101 0119 9003 07425x",
        "911030198503074256",
        "1381-234-5678",
        "138-123-45678",
        "(138)12345678",
        "〔138〕1234〔5678〕",
        "138 - 1234 - 5678",
        "1 3 8 1 2 3 4 5 6 7 8",
        "13 81 23 45 67 8",
        "008613812345678",
        "+86 138 1234 5678",
        "（+86）138-12345678",
        "86-138-1234-5678",
        "+86 (0)349 555 0373",
        "86-349-5550373",
        "0349-555-0373",
        "TEL03495550373",
        "张三13812345678李四",
        "A13812345678B",
        "13812345678/13912345678",
        "138\n12345678",
        "١٣٨١٢٣٤٥٦٧٨",
        "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
        "①③⑧①②③④⑤⑥⑦⑧",
        "⑴⑶⑻⑴⑵⑶⑷⑸⑹⑺⑻",
        "⒈⒊⒏⒈⒉⒊⒋⒌⒍⒎⒏",
        "➀➂➇➀➁➂➃➄➅➆➇",
        "❶❸❽❶❷❸❹❺❻❼❽",
        "㈠㈢㈧㈠㈡㈢㈣㈤㈥㈦㈧",
        "㊀㊂㊇㊀㊁㊂㊃㊄㊅㊆㊇",
        "〡〣〨〡〢〣〤〥〦〧〨",
        "🄂🄄🄉🄂🄃🄄🄅🄆🄇🄈🄉",
        "一三八 一二三四 五六七八",
        "一三八-一二三四-五六七八",
        "示例员1 壹叁捌 壹贰叁肆 伍陆柒捌",
        "一三八、一二三四、五六七八",
        "壹叁捌 壹贰叁肆 伍陆柒捌",
        "一 三 八 一 二 三 四 五 六 七 八",
        "138 一二三四 5678",
        "138      1234      5678",
        "138......1234………5678",
        "138——————1234——————5678",
        "138<1234>5678",
        "138点1234点5678",
        "138横杠1234横杠5678",
        "1795113812345678",
        "11010119900307425Χ",
        "138123456781398765432113712345678",
        "一三八一二三四五六七八",
        "6222021234567890128",
        "6222 0212 3456 7890 128",
        "卡号4000-1234-5678-9017",
        "6２２２０２1234567894",
        *(f"138{sign}1234{sign}5678" for sign in "，、；：,;:!！?？&@#※♥丶·・／/＿_～~|｜"),
        *(f"138{sign} 1234 {sign}{sign} 5678" for sign in "，、；"),
        "1、3、8、1、2、3、4、5、6、7、8",
        "1381，2345678",
        "0349，5550373",
        "110101，19900307，425X",
        "110101、19900307、4258",
        "6222，0212，3456，7890，128",
        "l38l2345678",
        "138O2345678",
        "13812345678@139.com",
        "1381234567813987654321",
        "110101199003074258110101199003074258",
        "13812345678110101199003074258",
        "一三八1234五六七八",
        "壹叁捌壹贰叁肆伍陆柒捌",
        *(f"138{dash}1234{dash}5678" for dash in "‐‑‒–—―−﹣－⁃─~_·•・．。"),
        *(f"138{blank}1234{blank}5678" for blank in "\xa0\u2002\u2009\u202f\u3000\t"),
        *("13812345678".replace("8", f"8{unseen}") for unseen in "\xad\u200b\u2060\ufeff\u202e\ufe0f\u3164\U000e0001"),
    ],
)
def test_personal_number_is_seen(text):
    assert personal_data(text)
    assert personal_data(f"经核对，{text}，属实。")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "未发现问题",
        "91140603MA0K00001K",
        "统一社会信用代码91140603MA0K00001K，许可证晋交运管许可货字140603000123号",
        "202101",
        "202101-001",
        "2021年3月1日至2021年4月30日",
        "2021-03-01 2021-04-30",
        "晋F12345、晋F·A1234",
        "抽查 50%，共 210 户",
        "平交字〔2020〕94号",
        "SL140603-0001",
        "罚款 10000 元",
        "2021-03-11 2021-04-20",
        "2021.03.11-2021.03.20",
        "20210311-20210320",
        "2026/12/20-2019/11/06-2022/05/21",
        "2021/3/11 12:30",
        "14060312345",
        "14 0603 12345",
        "140603000123",
        "JT03495550373",
        "03495550373A",
        "0000-1234567",
        "370102202103050001",
        "6222021234567890127",
        "双色球 01 08 13 19 26 33 + 07",
        "xlcheck-draw/2|202101#1|ssq-2024003=1.8.13.19.26.33./7./",
        "xlcheck-draw/2|202101#1|dice=1.3.8.1.2.3.4.5.6.7.8.0./",
        "0.13812345678138123456781381234567813812345678",
        "抽查 138、1234、567 户",
        "金额 138+1234+5678 元",
        "13,812,345,678 元",
        "双色球 01，08，13，19，26，33，07",
        "3，0，7，1，9，4，2，8，6，5，0，3",
        "2021，03，11；2021，04，20",
        "SL140603O0001",
        "IlOo00112233",
        "1381234567813",
        "2021000000000000000012",
        "二〇二一年三月一日",
        "一、二、三、四、五、六、七、八、九、一、二",
        "第一、三、八、一二三、四五六七、八九一二项",
        "20210101          1234",
        "1<2<3<4<5<6<7<8<9<10<11",
    ],
)
def test_other_numbers_are_not_taken_for_personal_ones(text):
    assert not personal_data(text)


def test_no_code_or_licence_of_the_sample_is_taken_for_a_personal_number():
    rows_of_all = entities()
    assert len(rows_of_all) == 582
    for row in rows_of_all:
        name, code, phone = row[ENTITIES.name], row[ENTITIES.code], row[ENTITIES.phone]
        assert not personal_data(str(code)), code
        assert not personal_data(f"{name}（{code}），{row[ENTITIES.licence]}，{row[ENTITIES.address]}"), row
        assert personal_data(str(phone)) == bool(phone), phone


def test_no_number_of_the_plan_is_taken_for_a_personal_one():
    for row in plan_2021.corrected_rows():
        assert not personal_data("、".join(map(str, row.values())))


@given(st.sampled_from(["110119", "310120", "120119"]), st.integers(0, 99_999_999))
def test_code_in_digits_whose_region_looks_like_a_birth_year__ok(region, number):
    body = f"{number:08d}"
    first17 = f"91{region}{body}{organisation_check_digit(body)}"
    try:
        code = first17 + uscc_check_digit(first17)
    except KeyError:
        return
    assert not personal_data(code)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证140603199001011234", IDENTITY),
        ("140603900101123", IDENTITY),
        ("电话138-1234-5678", TELEPHONE),
        ("0349-6072345", TELEPHONE),
        ("未发现问题", ""),
    ],
)
def test_kind_of_number_is_told(text, kind):
    assert personal_number(text) == number_in_file(text) == kind


def test_code_that_is_meant_to_be_there_is_no_identity_number():
    code = "140603900101123"  # an old registration number may look like an old identity number
    assert personal_number(f"{code}，示例维修部") == IDENTITY
    assert personal_number(f"{code}，示例维修部", {code}) == ""
    assert personal_number(f"{code}，138 1234 5678", {code}) == TELEPHONE


@pytest.mark.parametrize("cell", ["13812345678", "1.3812345678E10", "1.3812345678e+10", "1.40603199001011E+17"])
def test_number_that_a_program_has_shortened_is_seen(cell):
    assert number_in_file(cell)


@pytest.mark.parametrize(
    "text",
    [
        "13.8123456789",
        "138.12345678",
        "0.13812345678",
        "{00000000-0001-0000-0000-000000000000}",
        "b4c13812345678aa0e3b4c13812345678aa0e3ffb4c13812345678aa0e313812",
        "2021-03-05T09:00:00Z",
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ],
)
def test_sizes_digests_and_identifiers_are_nobodys_number(text):
    assert number_in_file(text) == ""
