"""How tables are declared: a class with its columns in the body, each known by the name that it has there."""

import pytest

from xlcheck.schema.table import SERIAL, Book, Column, Filler, Kind, OutputTable, Table
from xlcheck.steps.desk.rows import numbered


class _Visits(Table):
    no = Column("序号", Kind.INTEGER)
    name = Column("名称", required=True, aliases=("企业名称",))
    code = Column("代码", Kind.CODE, required=True, unique=True, filled_by=Filler.REGISTRY)
    due = Column("期限", Kind.DATE, filled_by=Filler.FORMULA)
    own = Column("自加列", offered=False)


VISITS = _Visits("visits", "走访")


class _LateVisits(_Visits):
    days = Column("逾期天数", Kind.INTEGER)
    name = Column("对象名称", required=True)


LATE = _LateVisits("late", "逾期")


def test_columns_stand_in_their_order_and_are_known_by_their_names():
    assert VISITS.keys == ("no", "name", "code", "due", "own")
    assert VISITS.titles == ("序号", "名称", "代码", "期限", "自加列")
    assert VISITS.columns == tuple(VISITS)
    assert VISITS.name is VISITS.column("name")


def test_aliases_are_declared_titles_too():
    assert VISITS.declared_titles == ("序号", "名称", "企业名称", "代码", "期限", "自加列")
    assert VISITS.name.titles == ("名称", "企业名称")


def test_foreign_key_is_told_with_the_table():
    with pytest.raises(KeyError, match="table visits has no column days"):
        VISITS.column("days")


def test_foreign_table_is_told_with_the_book():
    book = Book("round", "走访.xlsx", (VISITS, LATE))
    assert book.table("late") is LATE
    with pytest.raises(KeyError, match="book round has no table early"):
        book.table("early")


def test_columns_of_one_key_are_equal_whatever_else_they_say():
    assert VISITS.name == LATE.name
    assert hash(VISITS.name) == hash(LATE.name)
    assert VISITS.name != VISITS.code
    assert VISITS.name != "name"
    assert {VISITS.name: "示例"}[LATE.name] == "示例"


def test_columns_of_a_subclass_follow_and_a_redeclared_one_stands_where_the_subclass_has_it():
    assert LATE.keys == ("no", "code", "due", "own", "days", "name")
    assert LATE.column("name").title == "对象名称"
    assert VISITS.keys == ("no", "name", "code", "due", "own")
    assert VISITS.column("name").title == "名称"


def test_table_may_have_no_columns():
    assert VISITS.with_columns([]).columns == ()
    assert list(VISITS.with_columns([])) == []


def test_key_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="table visits: key name stands twice"):
        VISITS.with_columns([*VISITS, Column("别的", key="name")])


@pytest.mark.parametrize(
    ("again", "title"),
    [
        (Column("名称"), "名称"),
        (Column("企业名称"), "企业名称"),
        (Column("其他", aliases=("代码",)), "代码"),
    ],
)
def test_title_that_is_declared_twice_is_refused(again, title):
    class Doubled(_Visits):
        other = again

    with pytest.raises(ValueError, match=f"table doubled: title {title} stands twice"):
        Doubled("doubled", "表")


def test_column_that_staff_have_added_may_bear_a_title_that_is_declared():
    more = VISITS.with_columns([*VISITS, Column("企业名称", key="added")])
    assert more.keys == ("no", "name", "code", "due", "own", "added")
    assert more.titles[-1] == "企业名称"


def test_other_columns_leave_the_table_as_it_is():
    short = VISITS.with_columns([VISITS.code, VISITS.name])
    assert short.keys == ("code", "name")
    assert (short.key, short.sheet, type(short)) == ("visits", "走访", _Visits)
    assert short.name == VISITS.name
    assert VISITS.keys == ("no", "name", "code", "due", "own")


def test_offered_columns_and_those_that_hold_data():
    assert VISITS.as_offered.keys == ("no", "name", "code", "due")
    assert VISITS.data == (VISITS.no, VISITS.name, VISITS.code, VISITS.own)


def test_row_is_named_by_the_unique_column_else_the_first_required_else_the_first():
    assert VISITS.row_name == VISITS.code
    assert VISITS.with_columns([VISITS.no, VISITS.name]).row_name == VISITS.name
    assert VISITS.with_columns([VISITS.no, VISITS.due]).row_name == VISITS.no


def test_columns_by_who_fills_them():
    assert VISITS.filled_by(Filler.STAFF) == (VISITS.no, VISITS.name, VISITS.own)
    assert VISITS.filled_by(Filler.FORMULA, Filler.REGISTRY) == (VISITS.code, VISITS.due)
    assert VISITS.filled_by(Filler.TOOL) == ()


def test_formulas_are_computed_and_nothing_else():
    assert [column.key for column in VISITS if column.computed] == ["due"]


def test_tool_fills_what_it_writes_where_nobody_else_does():
    class Counted(OutputTable):
        count = Column("户次", Kind.INTEGER)
        rate = Column("比例", Kind.RATIO, filled_by=Filler.FORMULA)

    counted = Counted("counted", "统计")
    assert [column.filled_by for column in counted] == [Filler.TOOL, Filler.FORMULA]
    assert counted.filled_by(Filler.TOOL) == (counted.count,)
    assert counted.count is counted.column("count")
    assert (counted.count.title, counted.count.kind) == ("户次", Kind.INTEGER)


def test_column_of_another_table_is_not_changed_where_a_written_one_takes_it():
    class Taken(OutputTable):
        name = VISITS.name

    assert Taken("taken", "表").column("name").filled_by is Filler.TOOL
    assert VISITS.name.filled_by is Filler.STAFF


def test_column_that_names_its_filler_keeps_it_in_a_table_that_the_tool_writes():
    class Handed(OutputTable):
        count = Column("户次", Kind.INTEGER)
        remark = Column("备注", filled_by=Filler.STAFF)

    handed = Handed("handed", "发放")
    assert handed.filled_by(Filler.STAFF) == (handed.remark,)
    assert handed.filled_by(Filler.TOOL) == (handed.count,)


def test_columns_that_are_given_to_a_table_have_its_usual_filler():
    given = (Column("名称", key="name"), Column("备注", key="remark", filled_by=Filler.HAND))
    assert Table("listed", "名单", given).filled_by(Filler.STAFF) == given[:1]
    assert OutputTable("written", "名单", given).filled_by(Filler.TOOL, Filler.HAND) == given


def test_rows_are_numbered_from_one_whatever_number_they_had():
    rows = [{VISITS.name: "甲"}, {VISITS.name: "乙", VISITS.no: 7}]
    assert numbered(rows) == [{VISITS.name: "甲", SERIAL: 1}, {VISITS.name: "乙", VISITS.no: 2}]
    assert rows[1][VISITS.no] == 7
    assert numbered([]) == []


@pytest.mark.parametrize("more", [{"condition": True}, {"published": True}])
def test_private_column_stands_in_no_condition_and_in_nothing_public__error(more):
    Column("联系电话", private=True)
    with pytest.raises(AssertionError):
        Column("联系电话", private=True, **more)
