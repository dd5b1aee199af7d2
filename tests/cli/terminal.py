"""A terminal in memory, with rows that wrap and scroll as those of a console window."""

import unicodedata

import pyte
from pyte.screens import Char


class Terminal(pyte.Screen):
    """A window of some columns and rows that remembers the rows which have scrolled off.

    A sign of ``uncertain`` width takes two columns in the consoles of Chinese Windows, and one elsewhere.
    """

    def __init__(self, columns=80, rows=25, uncertain=2):
        self.uncertain = uncertain
        self.gone: list[list[Char]] = []
        self.continued: set[int] = set()  # rows, those that are gone too, of which the next one is a part
        super().__init__(columns, rows)
        self.stream = pyte.Stream(self)

    def feed(self, text: str) -> None:
        self.stream.feed(text)

    def draw(self, data: str) -> None:
        for sign in data:
            if self.cursor.x + self.columns_of(sign) > self.columns:
                self.continued.add(len(self.gone) + self.cursor.y)
                self.carriage_return()
                self.linefeed()
            self._place(sign)

    def columns_of(self, sign: str) -> int:
        kind = unicodedata.east_asian_width(sign)
        return 0 if unicodedata.combining(sign) else self.uncertain if kind == "A" else 2 if kind in "WF" else 1

    def _place(self, sign: str) -> None:
        row, columns = self.buffer[self.cursor.y], self.columns_of(sign)
        if not columns:
            if self.cursor.x:
                row[self.cursor.x - 1] = self._after(row[self.cursor.x - 1], sign)
            return
        for n in range(columns):  # the second of two columns is empty
            row[self.cursor.x + n] = self.cursor.attrs._replace(data="" if n else sign)
        self.cursor.x += columns

    @staticmethod
    def _after(char: Char, combining: str) -> Char:
        return char._replace(data=char.data + combining)

    def index(self) -> None:
        if self.cursor.y == self.lines - 1:
            self.gone.append(self._row(0))
        super().index()

    def _row(self, y: int) -> list[Char]:
        return [self.buffer[y][x] for x in range(self.columns)]

    @property
    def rows(self) -> list[list[Char]]:
        """Every row, those that are gone first; the last is the one where the cursor is."""
        return [*self.gone, *(self._row(y) for y in range(self.cursor.y + 1))]

    @property
    def seen(self) -> list[str]:
        """The text of each row of the window."""
        return [text_of(self._row(y)) for y in range(self.lines)]


def text_of(row: list[Char]) -> str:
    return "".join(char.data for char in row).rstrip()
