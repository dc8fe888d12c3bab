"""What a connector is: how it presents itself, what it must be told, how it is tried, and what changed at the source.

A connector never writes anything: it yields what it found, and :mod:`levier.connectors.running` puts documents and
tables where they belong, counts, keeps faults, deletes, and starts again where a killed process stopped.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, SecretStr

from levier.connectors.outside.door import Door, Place
from levier.connectors.running.budget import Budget

ENTRY_POINT_GROUP = "levier.connectors"
Gives = Literal["documents", "tables"]


class ConnectorSettings(BaseModel):
    """What a connection must be told. One field, one line of the form.

    ``title`` is the French label, ``description`` the hint; a ``SecretStr`` is never shown again and is kept encrypted.
    ``json_schema_extra``: ``labels`` (of the values of a ``Literal``), ``placeholder``, ``advanced`` (folded away),
    ``lines`` (a text area, one value a line).
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @classmethod
    def secret_names(cls) -> tuple[str, ...]:
        """The fields that are secrets."""
        return tuple(name for name, one in cls.model_fields.items() if _is_secret(one.annotation))

    def plain(self) -> dict[str, Any]:
        """The settings without their secrets, as plain JSON."""
        return self.model_dump(mode="json", exclude=set(self.secret_names()))

    def secrets(self) -> dict[str, str]:
        """The secrets that were given, in clear: to be encrypted at once."""
        given = {name: getattr(self, name) for name in self.secret_names()}
        return {
            name: one.get_secret_value()
            for name, one in given.items()
            if isinstance(one, SecretStr) and one.get_secret_value()
        }


def _is_secret(annotation: Any) -> bool:
    return annotation is SecretStr or SecretStr in getattr(annotation, "__args__", ())


@dataclass(frozen=True)
class Checked:
    """What a try of the settings found. ``message`` in French; ``details``: (label, value) lines shown below it.

    ``items`` and ``size`` (bytes): about how much there is, when it is cheap to know; the time is told from them.
    """

    ok: bool
    message: str
    details: tuple[tuple[str, str], ...] = ()
    items: int | None = None
    size: int | None = None


@dataclass(frozen=True)
class Rows:
    """Some lines of a table of the source, as dictionaries (column → value).

    ``table``: the name of the table within the source; ``title``: the name people read. ``kind``: a kind of
    ``tables.kinds``, guessed when empty; ``mapping``: field of the kind → column. ``key``: the column that tells a line
    from another: a line that comes again replaces the one before. ``first``: forget the lines of before;
    ``last``: nothing more of this table comes in this run, it can be imported. ``present``: the keys of all the lines
    of the source: others are forgotten. ``shaped``: what to make of all the lines (a polars frame) before the import.
    """

    table: str
    records: list[dict[str, Any]]
    title: str = ""
    kind: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    key: str = ""
    first: bool = False
    last: bool = False
    present: frozenset[str] | None = None
    shaped: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Item:
    """Something new or changed: a document (bytes of a file, or text) or lines of a table.

    ``key`` tells it from all others of the source, for ever; ``mark`` its state (etag, date and size …): the same mark
    means that nothing changed. ``name``: a file name with its ending. ``readers``: who may read it at the source, when
    the source says so (a hint: the connection's own readers are never widened by it).
    """

    key: str
    content: bytes | str | Rows
    mark: str = ""
    name: str = ""
    title: str = ""
    address: str = ""
    dated: date | None = None
    author: str = ""
    readers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Removed:
    """Something that was there before and is there no more."""

    key: str


@dataclass(frozen=True)
class Fault:
    """Something of the source that could not be read: kept in a list, while the others go on."""

    key: str
    what: str
    mend: str = ""
    mark: str = ""
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class Progress:
    """How far the run is. ``total``: how many things there are to bring in (0 when unknown).

    ``cursor``: what the connector wants to find again next time in ``State.cursor`` (plain JSON); it is kept once all
    that was yielded before it is written down. ``skipped``: how many things of the source were passed over because
    Levier cannot read their type.
    """

    done: int = 0
    total: int = 0
    note: str = ""
    cursor: dict[str, Any] | None = None
    skipped: int = 0


Change = Item | Removed | Fault | Progress


@dataclass(frozen=True)
class State:
    """What is already here. ``known``: key → mark of all that was brought in, or could not be read with that mark."""

    known: Mapping[str, str] = field(default_factory=dict)
    cursor: dict[str, Any] = field(default_factory=dict)

    def unchanged(self, key: str, mark: str) -> bool:
        """Whether what bears this key is here in this very state."""
        return bool(mark) and self.known.get(key) == mark


S = TypeVar("S", bound=ConnectorSettings)


class Connector(ABC, Generic[S]):
    """One kind of source. Made anew for each try and each run, with the door through which it may go out."""

    name: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str]
    icon: ClassVar[str] = "plug"
    gives: ClassVar[tuple[Gives, ...]] = ("documents",)
    help: ClassVar[str] = ""
    """What to prepare at the source before filling the form, in French."""
    network: ClassVar[bool] = True
    """Whether it goes to servers; a folder of this machine is no destination."""
    private: ClassVar[bool] = False
    """Whether what it brings is first for the one who adds it: the form proposes no wider readers."""
    Settings: ClassVar[type[ConnectorSettings]]

    def __init__(self, door: Door) -> None:
        self.door = door

    @classmethod
    @abstractmethod
    def places(cls, settings: S) -> tuple[Place, ...]:
        """Where it will go: addresses of servers, folders. An administrator allows each of them."""

    @abstractmethod
    def test(self, settings: S) -> Checked:
        """Try the settings in a few seconds. Raises a LevierError that says what is wrong and how to mend it."""

    @abstractmethod
    def changes(self, settings: S, state: State, budget: Budget) -> Iterator[Change]:
        """What changed since ``state``, in an order that can be cut anywhere: what was yielded is done.

        Raises a LevierError when the source cannot be read at all (see :mod:`levier.connectors.faults`).
        """
