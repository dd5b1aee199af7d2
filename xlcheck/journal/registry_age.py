"""How old each registry is, as 抽取日志 tells of its updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xlcheck.journal.desk_events import RegistryUpdate
from xlcheck.schema.inputs.registries import REGISTRIES


@dataclass(frozen=True, slots=True)
class RegistryAge:
    """The last update of a registry this year; ``None`` where none is logged."""

    name: str
    update: RegistryUpdate | None

    @property
    def day(self) -> date | None:
        """The day of the update."""
        return date.fromisoformat(self.update.time[:10]) if self.update else None


def registry_ages(updates: Sequence[RegistryUpdate]) -> Iterator[RegistryAge]:
    """Yield each registry with its last update."""
    for registry in REGISTRIES:
        stem = registry.book.filename.removesuffix(".xlsx")
        of_book = [update for update in updates if update.book.rpartition(".")[0] == stem]
        yield RegistryAge(stem, of_book[-1] if of_book else None)


def ages_at_freeze(updates: Sequence[RegistryUpdate], today: date) -> str:
    """Say on which day each registry was brought up to date, and by what, as the papers of a draw cite it."""
    return "；".join(_at_freeze(age, today) for age in registry_ages(updates))


def _at_freeze(age: RegistryAge, today: date) -> str:
    if age.update is None or age.day is None:
        return f"{age.name}本年没有登记过更新"
    return f"{age.name} {age.day} 按《{age.update.source}》更新，在冻结前 {(today - age.day).days} 天"


def ages_today(updates: Sequence[RegistryUpdate], today: date) -> str:
    """Say how many days ago each registry was brought up to date."""
    return "，".join(_today(age, today) for age in registry_ages(updates))


def _today(age: RegistryAge, today: date) -> str:
    if age.day is None:
        return f"{age.name}本年没有登记过"
    days = (today - age.day).days
    return f"{age.name} {f'{days} 天前' if days > 0 else '今天'}（{age.day}）"
