"""The logs of a desk, each read once and folded; what is added goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from xlcheck.journal import draw_events, draw_log, mail_events, publication_events
from xlcheck.journal.chain import Chain, Event, Repair, line_digest, repair_event
from xlcheck.journal.desk_events import DeskEvent
from xlcheck.journal.disk import read_chain, write_chain
from xlcheck.journal.draw_events import DrawEvent
from xlcheck.journal.draw_state import DrawState, draw_state
from xlcheck.journal.mail_events import MailEvent, MailState, mail_state
from xlcheck.journal.publication_events import PublicationEvent, PublicationState, Retraction, publication_state
from xlcheck.model import XlcheckError

State = TypeVar("State")
_Stamp = tuple[int, int, int] | None


@dataclass
class _Log(Generic[State]):
    """A log on the disk with the state that follows from it; it is read again only where its file has changed."""

    path: Path
    fold: Callable[[Path, Chain], State]
    check: Callable[[], None]
    damaged: bool = True
    """Whether bytes that are no text are for ``fold`` to tell, by their line."""
    _stamp: _Stamp = None
    _read: tuple[Chain, State] | None = None

    def state(self) -> State:
        return self._current()[1]

    def chain(self) -> Chain:
        return self._current()[0]

    def _current(self) -> tuple[Chain, State]:
        stamp = _stamp_of(self.path)
        if self._read is None or stamp != self._stamp:
            chain = read_chain(self.path, damaged=self.damaged)
            self._read, self._stamp = (chain, self.fold(self.path, chain)), stamp
        return self._read

    def append(self, events: Iterable[Event]) -> Chain:
        return self.write(self.chain().followed_by(events))

    def write(self, chain: Chain) -> Chain:
        state = self.fold(self.path, chain)
        self.check()
        write_chain(self.path, chain)
        self._read, self._stamp = (chain, state), _stamp_of(self.path)
        return chain


def _stamp_of(path: Path) -> _Stamp:
    if not path.exists():
        return None
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


@dataclass(frozen=True)
class Journal:
    """抽取日志, 公示日志 and 发件日志 in the archive of a desk.

    ``check`` raises where nothing may be written, since the folder is not that of the desk any more.
    """

    folder: Path
    check: Callable[[], None] = field(default=lambda: None, repr=False, compare=False)
    _draws: _Log[DrawState] = field(init=False, repr=False, compare=False)
    _publications: _Log[PublicationState] = field(init=False, repr=False, compare=False)
    _mails: _Log[MailState] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # a frozen class lets no method set its attributes in the usual way
        object.__setattr__(self, "_draws", _Log(self.draw_log, _draw_state, self.check, damaged=False))
        object.__setattr__(self, "_publications", _Log(self.publication_log, _publication_state, self.check))
        object.__setattr__(self, "_mails", _Log(self.mail_log, _mail_state, self.check))

    @property
    def draw_log(self) -> Path:
        """抽取日志."""
        return self.folder / draw_log.LOG_NAME

    @property
    def publication_log(self) -> Path:
        """公示日志."""
        return self.folder / publication_events.LOG_NAME

    @property
    def mail_log(self) -> Path:
        """发件日志."""
        return self.folder / mail_events.LOG_NAME

    def draws(self) -> DrawState:
        """Return how the draws stand.

        Raises :class:`XlcheckError` ``log.broken`` where the chain does not hold: nothing is drawn on top of a log
        that was tampered with; ``log.unreadable``.
        """
        return self._draws.state()

    def publications(self) -> PublicationState:
        """Return what was published; raises :class:`XlcheckError` ``publish.log-broken``."""
        return self._publications.state()

    def mails(self) -> MailState:
        """Return how the mails stand; raises :class:`XlcheckError` ``send.log-broken``."""
        return self._mails.state()

    def mail_chain(self) -> Chain:
        """Return the lines of 发件日志; raises as :meth:`mails`."""
        return self._mails.chain()

    def add_draw_event(self, event: DrawEvent | DeskEvent) -> str:
        """Log an event of a draw; it is on the disk when this returns. Returns the hash of its line."""
        return line_digest(self._draws.append([draw_events.to_json(event)]).lines[-1])

    def restore_draws(self, chain: Chain, events: Iterable[DeskEvent]) -> None:
        """Put a longer log in the place of the one that is its beginning, and log that it was so restored."""
        self._draws.write(chain.followed_by(map(draw_events.to_json, events)))

    def add_publications(self, events: Iterable[PublicationEvent]) -> None:
        """Log the rows of a batch, all of them or none."""
        self._publications.append(map(publication_events.to_json, events))

    def add_retraction(self, retraction: Retraction) -> None:
        """Log that a batch was taken back whole; it is on the disk when this returns."""
        self._publications.append([publication_events.retraction_json(retraction)])

    def add_mail_events(self, events: Iterable[MailEvent]) -> None:
        """Log the mails of a new pack, or what happened to mails; it is on the disk when this returns."""
        self._mails.append(map(mail_events.to_json, events))


def repair_log(log: Path, repair: Repair) -> None:
    """Vouch for a log with a line after all that it has; nothing is taken from it."""
    chain = read_chain(log, damaged=True)
    write_chain(log, chain.followed_by([repair_event(repair, chain.lines)]))


def _draw_state(path: Path, chain: Chain) -> DrawState:
    if broken := draw_log.check_chain(chain.lines):
        raise XlcheckError("log.broken", where=broken.where, file=path)
    return draw_state(chain, chain.void)


def _publication_state(path: Path, chain: Chain) -> PublicationState:
    if broken := publication_events.first_break(chain):
        raise XlcheckError("publish.log-broken", line=broken.number, file=path)
    return publication_state(chain)


def _mail_state(path: Path, chain: Chain) -> MailState:
    if broken := mail_events.first_break(chain):
        raise XlcheckError("send.log-broken", line=broken.number, file=path)
    return mail_state(chain)
