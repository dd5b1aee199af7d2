"""What is brought up to date from an export: registries and 其他检查; what names, bounds and ends an entry in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlcheck.schema.inputs.books import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, OTHER_BOOK
from xlcheck.schema.inputs.entities import ENTITIES
from xlcheck.schema.inputs.inspectors import INSPECTORS
from xlcheck.schema.inputs.items import ITEMS
from xlcheck.schema.inputs.others import OTHERS
from xlcheck.schema.table import Book, Column, Table

KEPT = "漏了"
"""What became of an entry that the export has no more, where it is the export that lacks it: it stays as it is."""


@dataclass(frozen=True)
class Registry:
    """A table that follows an export.

    ``word`` is how it is called on the command line, ``unit`` how its entries are counted. Entries are matched by
    ``key``, then by all of ``names``. An export that speaks of some values of ``bound`` only says nothing of the
    others' entries. ``ends`` says by the answer of a person what is written into an entry that the export has no more;
    one that ``is_over`` holds already need not be there, and where there are none an entry only stays.

    A ``day`` is in the key where entries are what happened on one: then several may have the same, and ``called`` is
    what a person calls whom it happened to.
    """

    word: str
    unit: str
    book: Book
    table: Table
    key: Column
    names: tuple[Column, ...]
    bound: Column
    ends: Mapping[str, tuple[Column, str]]
    day: Column | None = None
    called: Column | None = None

    @property
    def keys(self) -> tuple[Column, ...]:
        """All columns that name an entry together."""
        return (self.key,) if self.day is None else (self.key, self.day)

    @property
    def title(self) -> Column:
        """What a person calls an entry by."""
        return self.called or (self.names[0] if self.names else self.key)

    @property
    def answers(self) -> tuple[str, ...]:
        """What a person may answer of an entry that the export has no more."""
        return (*self.ends, KEPT)

    @property
    def over(self) -> frozenset[tuple[Column, str]]:
        """The cells that an entry has which came to its end before."""
        return frozenset(self.ends.values())


REGISTRIES = (
    Registry(
        "名录库",
        "户",
        ENTITY_BOOK,
        ENTITIES,
        ENTITIES.code,
        (ENTITIES.name,),
        ENTITIES.category,
        {"注销": (ENTITIES.status, "注销"), "迁出": (ENTITIES.status, "迁出")},
    ),
    Registry(
        "人员",
        "人",
        INSPECTOR_BOOK,
        INSPECTORS,
        INSPECTORS.cert,
        (INSPECTORS.name, INSPECTORS.employer),
        INSPECTORS.employer,
        {"调离": (INSPECTORS.status, "失效"), "退休": (INSPECTORS.status, "失效")},
    ),
    Registry(
        "事项",
        "项",
        ITEM_BOOK,
        ITEMS,
        ITEMS.name,
        (),
        ITEMS.category,
        {"停用": (ITEMS.random, "否")},
    ),
)
"""The registries of a draw."""

UPDATED = (
    *REGISTRIES,
    Registry(
        "其他检查",
        "次",
        OTHER_BOOK,
        OTHERS,
        OTHERS.code,
        (),
        OTHERS.inspection_type,
        {},
        day=OTHERS.inspected,
        called=OTHERS.name,
    ),
)
"""All that follows an export, in the order in which they are offered."""
