"""抽查事项 of a plan: which items of 随机抽查事项清单 it means, by name, number, alias or abridged wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from xlcheck.model import Category, ItemDoubt, ItemMatch, ListedItem
from xlcheck.reading.folding import fold_title
from xlcheck.reading.numerals import counted

_APART = "、,;/。"
_JOINED = "和及与"
_BETWEEN = re.compile(rf"[{_APART}]+")
_JOINTS = re.compile("以及|及其|[和及与]")
"""What may stand between two items, and within the name of one."""
_BEGINNING = re.compile("^(?:对|开展|进行|依法|以及|及其|[和及与其的])+")
_END = re.compile(
    "的?(?:进行|开展|实施)?(?:的)?(?:(?:随机|监督|专项|日常|执法|行政|联合|双随机)*(?:检查|抽查|监管|督查|核查))(?:工作|情况|事项)?$"
)
_AREA = r"(?:全|我|本)(?:区|县|市|旗|辖区)|辖区"
_WITHIN = "(?:(?:管辖|行政)?(?:范围|区域|辖区|境)?(?:以?内))?的?"
_WHO = re.compile(
    "(?:市场主体|经营主体|经营活动|经营行为|经营业户|营业户|经营者|经营户|经营单位|企业|业户|单位|机构|市场|行业|领域|户)$"
)
"""Words behind a subject that say no more than that those are meant who deal with it."""
_EXCEPTING = re.compile("不含|不包括|除外|^除|以外|之外")
_MARKS = re.compile(r"[^\w]")
_BRACKETS = re.compile(r"\([^()]*\)")
_SPAN = re.compile(r"第?(\d{1,4})[项号]?(?:[-—–~至到]+第?(\d{1,4})[项号]?)?")
_NUMBERS = re.compile(rf"(?:序号|编号|事项)?:?(?P<numbers>{_SPAN.pattern}(?:[、,;]+{_SPAN.pattern})*)")
"""第1项、3-5: numbers, and from which to which; between them what may stand between two items."""
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_COUNTING = re.compile(rf"\(?({_COUNT})\)?\.?")
_COUNTED = re.compile(rf"^\(?{_COUNT}[).]")
_CIRCLED = re.compile(r"[①-⑳](?=[^\W\d])")
"""①甲②乙: such a sign counts what is listed, and stands between two of them."""
_SHORTEST, _LONGEST, _SHOWN = 2, 120, 30
"""Signs of words that may abridge a name, and those of a longer text that are shown."""
_ALIKE = 0.6
_NEAREST = 4


def match_items(
    cell: str, category: Category, own: Sequence[ListedItem], every: Sequence[ListedItem], places: Collection[str] = ()
) -> ItemMatch:
    """Return the items that a cell of 抽查事项 means, and the words of it that mean none for sure.

    ``own`` are those which a task of this category can inspect: an abridged wording is looked for among them alone. A
    name or number in full means the item that has it among ``every`` item. Words that say the category and nothing else
    mean all of its own; an alias means each that has it. What two may be meant by is never chosen.
    """
    return _Matcher(category, own, every, places).match(cell)


def has_numbers_alone(cell: str, codes: Iterable[str]) -> bool:
    """Say whether a cell names its items by 序号 and 清单编码 alone, which tell nobody without the list anything."""
    text = fold_title("、".join(cell.split())).strip(_APART)
    known = {fold_title(code).upper() for code in codes}
    parts = _BETWEEN.split(text)
    return _NUMBERS.fullmatch(text) is not None or all(part.upper() in known or _SPAN.fullmatch(part) for part in parts)


class _Matcher:
    """The names of a list, as a category's tasks may write them."""

    def __init__(
        self, category: Category, own: Sequence[ListedItem], every: Sequence[ListedItem], places: Collection[str]
    ) -> None:
        area = "|".join([*map(re.escape, map(fold_title, places)), _AREA])
        self._place = re.compile(f"^(?:{area}){_WITHIN}")
        self._own, self._every = tuple(own), tuple(every)
        self._category = fold_title(category.name)
        self._subjects = {self._subject(fold_title(name)) for name in category.names} - {""}
        self._forms = {item: tuple(_forms(item)) for item in self._own}
        self._cores = _by(self._own, lambda item: {self._core(name) for name in _written(item)} - {""})
        self._full = {
            **_by(self._every, lambda item: {fold_title(item.name)}),
            **_by(self._own, lambda item: {fold_title(item.duty)} - {""}),
            **_by(self._own, lambda item: set(map(fold_title, item.aliases))),
            **_by(self._own, lambda item: {fold_title(item.name)}),
        }
        self._numbers = _by(self._every, lambda item: {str(item.no)} - {"None"})
        self._codes = _by(self._every, lambda item: {fold_title(item.code).upper()} - {""})

    def match(self, cell: str) -> ItemMatch:
        """Read a cell without its blanks; where these stand between items, as line breaks do, by what they part."""
        cell = _CIRCLED.sub("、", cell)
        parted = "、".join(cell.split())
        if parted == cell:
            return self._read(fold_title(cell))
        numbers = self._numbered(fold_title(parted))  # else 1 and 2 on two lines would be 12
        if numbers is not None:
            return numbers
        whole = self._read(fold_title(cell))
        if not whole.doubts:
            return whole
        apart = self._read(fold_title(parted))
        return apart if not apart.doubts or any(map(self._is_named, map(fold_title, cell.split()))) else whole

    def _read(self, folded: str) -> ItemMatch:
        text = folded.strip(_APART)
        if (listed := self._numbered(text)) is not None:
            return listed
        if len(text) <= _LONGEST and not self._is_named(text) and self._is_category(text):
            return ItemMatch(self._own) if self._is_whole_category(text) else ItemMatch((), (self._either(text),))
        items: list[ListedItem] = []
        doubts: list[ItemDoubt] = []
        either: list[str] = []
        for part in self._parts(text):
            meant = self._part(part)
            if isinstance(meant, ItemDoubt):
                doubts.append(meant)
                continue
            items.extend(meant)
            if not self._is_named(part) and self._is_category(part):  # it abridges one name, or says the category
                either.append(part)
        if set(items) != set(self._own):  # else the list is whole in either reading
            doubts += map(self._either, either)
        if not (items or doubts):  # signs and numbers alone
            doubts.append(ItemDoubt(text))
        order = {item: n for n, item in enumerate(self._every)}
        return ItemMatch(tuple(sorted(set(items), key=order.__getitem__)), tuple(doubts))

    def _is_named(self, part: str) -> bool:
        """Say whether words are a name or code in full, but for what says that it is inspected."""
        return part in self._full or part.upper() in self._codes or self._core(part) in self._cores

    def _is_whole_category(self, text: str) -> bool:
        """Say whether words of the category mean all of it: not 客运站, where it has more names and one item has this.

        The name of the category itself always does.
        """
        subject = self._subject(text)
        if subject == self._subject(self._category) or len(self._own) == 1:
            return True
        return sum(any(subject in form for form in self._forms[item]) for item in self._own) != 1

    def _either(self, part: str) -> ItemDoubt:
        return ItemDoubt(part, self._own)

    def _numbered(self, text: str) -> ItemMatch | None:
        """Read a cell of numbers alone by 序号, one or from which to which; what is 清单编码 of an item is that."""
        match = _NUMBERS.fullmatch(text)
        if match is None or text.upper() in self._codes:
            return None
        items: list[ListedItem] = []
        doubts: list[ItemDoubt] = []
        for part in _BETWEEN.split(match["numbers"]):
            meant = self._codes.get(part) or self._of_span(part)
            if isinstance(meant, ItemDoubt):
                doubts.append(meant)
            else:
                items += meant
        return ItemMatch(tuple(dict.fromkeys(items)), tuple(doubts))

    def _of_span(self, part: str) -> tuple[ListedItem, ...] | ItemDoubt:
        """Return the items that have these numbers; none where one of them stands nowhere, or twice."""
        span = _SPAN.fullmatch(part)
        assert span is not None
        first, last = int(span[1]), int(span[2] or span[1])
        of_numbers = [self._codes.get(f"{no}") or self._numbers.get(f"{no}", ()) for no in range(first, last + 1)]
        for meant in of_numbers:
            if len(meant) != 1:
                return ItemDoubt(part if span[2] else span[1], meant)
        return tuple(meant[0] for meant in of_numbers) or ItemDoubt(part)

    def _parts(self, text: str) -> Iterator[str]:
        """Cut a text into what it lists: names in full first, whatever stands in them, then at 、 and the like.

        Of ``1、甲；2、乙`` and ``一、甲；二、乙`` the numbers only count what is listed.
        """
        names = sorted(filter(None, self._full), key=len, reverse=True)
        between = re.escape(_APART + _JOINED)
        whole = re.compile(rf"(?<![^{between}])({'|'.join(map(re.escape, names))})(?![^{between}])") if names else None
        pieces = whole.split(text) if whole else [text]
        parts = []
        for n, piece in enumerate(pieces):
            parts += [piece] if n % 2 else [part for part in _BETWEEN.split(piece) if part.strip(_JOINED)]
        counting = [part for part in parts if _counts(part)]
        run_on = [_count(part) for part in counting] == list(range(1, len(counting) + 1))
        yield from (part for part in parts if not (run_on and _counts(part)))

    def _part(self, part: str) -> tuple[ListedItem, ...] | ItemDoubt:
        found = self._full.get(part) or self._codes.get(part.upper())
        if found is None and len(part) > _LONGEST:  # a sentence, or somebody's joke: nothing to look for
            return ItemDoubt(f"{part[:_SHOWN]}…")
        if found is None:
            part = _COUNTED.sub("", part)
            found = self._full.get(part)
        return found or self._abridged(part)

    def _abridged(self, part: str) -> tuple[ListedItem, ...] | ItemDoubt:
        core = self._core(part)
        if _EXCEPTING.search(core):
            return ItemDoubt(part)
        exact = self._cores.get(core, ())
        if len(exact) == 1:
            return exact
        if not exact:
            for words in dict.fromkeys(self._shorter(core)):
                held = tuple(item for item in self._own if any(words in form for form in self._forms[item]))
                if len(held) == 1:
                    return held
                if self._is_category(core):
                    return self._own
                if held:
                    return ItemDoubt(part, held)
        if self._is_category(core):
            return self._own
        return self._of_several(core) or ItemDoubt(part, exact or self._near(core))

    def _of_several(self, core: str) -> tuple[ListedItem, ...]:
        """Return the items of words that 和 or 及 joins, where each of them means some; else none."""
        parts = [part for part in _JOINTS.split(core) if part]
        meant = [self._abridged(part) for part in parts] if len(parts) > 1 else []
        known = [items for items in meant if not isinstance(items, ItemDoubt)]
        return tuple(item for items in known for item in items) if len(known) == len(meant) else ()

    def _near(self, core: str) -> tuple[ListedItem, ...]:
        close = get_close_matches(core, list(self._cores), _NEAREST, _ALIKE)
        return tuple(dict.fromkeys(item for name in close for item in self._cores[name]))

    def _core(self, text: str) -> str:
        """Return the words of a text without its place, and without saying that they are inspected."""
        text, before = _BEGINNING.sub("", text), ""
        while text != before:
            text, before = _BEGINNING.sub("", self._place.sub("", _END.sub("", text))), text
        return text

    def _shorter(self, core: str) -> Iterator[str]:
        """Yield words and what is left of them: without 企业 and the like, without what only says the category."""
        bare = _without_end(core)
        for words in (core, bare, self._behind_category(core), self._behind_category(bare)):
            if len(plain := _MARKS.sub("", words)) >= _SHORTEST:
                yield plain

    def _behind_category(self, words: str) -> str:
        """Return words without the longest beginning that abridges the category: 道路运输 of 道路旅客运输."""
        signs, at = iter(self._category), 0
        while at < len(words) and words[at] in signs:  # each sign is looked for behind the one before
            at += 1
        return words[at:] if at >= _SHORTEST else words

    def _subject(self, text: str) -> str:
        return _without_end(self._core(text))

    def _is_category(self, text: str) -> bool:
        return self._subject(text) in self._subjects


def _without_end(words: str) -> str:
    """Return words without 企业, 市场, 经营活动 and the like at their end; nothing else is left of none."""
    before = ""
    while words != before:
        words, before = _WHO.sub("", words), words
    return words


def _counts(part: str) -> bool:
    return _COUNTING.fullmatch(part) is not None


def _count(part: str) -> int | None:
    match = _COUNTING.fullmatch(part)
    return counted(match[1]) if match else None


def _names(item: ListedItem) -> Iterator[str]:
    yield from map(fold_title, (item.name, *item.aliases))


def _written(item: ListedItem) -> Iterator[str]:
    """Yield the names of an item, with and without what stands in brackets."""
    for name in _names(item):
        yield name
        yield _BRACKETS.sub("", name)


def _forms(item: ListedItem) -> Iterator[str]:
    """Yield the names of an item as they may be written, without signs."""
    yield from (_MARKS.sub("", name) for name in _written(item))


def _by(
    items: Sequence[ListedItem], names: Callable[[ListedItem], Collection[str]]
) -> Mapping[str, tuple[ListedItem, ...]]:
    """Return the items that have a name, by each of their names."""
    found: dict[str, list[ListedItem]] = {}
    for item in items:
        for name in names(item):
            found.setdefault(name, []).append(item)
    return {name: tuple(of) for name, of in found.items()}
