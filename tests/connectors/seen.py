"""Runs a connector without Levier around it: what it yields, and what the next run should be told."""

from dataclasses import dataclass, field
from typing import Any

from levier.connectors.contract import Connector, Fault, Item, Progress, Removed, Rows, State
from levier.connectors.outside.door import Door
from levier.connectors.running.budget import Budget, Spent


@dataclass
class Seen:
    """What a run yielded. ``state``: what it leaves for the next run, as ``levier.connectors.running`` would keep it."""

    items: dict[str, Item] = field(default_factory=dict)
    rows: list[Rows] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    state: State = field(default_factory=State)
    spent: str = ""

    def records(self, table: str) -> list[dict[str, Any]]:
        return [record for rows in self.rows if rows.table == table for record in rows.records]


def door(connector: type[Connector[Any]], settings: Any, *, internal: bool = True) -> Door:
    return Door(1, connector.places(settings), internal)


def run(
    connector: type[Connector[Any]],
    settings: Any,
    before: Seen | None = None,
    *,
    budget: Budget | None = None,
    internal: bool = True,
    most: int | None = None,
) -> Seen:
    """One run after ``before``, cut after ``most`` items."""
    state = before.state if before else State()
    known, cursor = dict(state.known), dict(state.cursor)
    seen = Seen()
    try:
        for change in connector(door(connector, settings, internal=internal)).changes(
            settings, state, budget or Budget()
        ):
            match change:
                case Item(content=Rows() as rows):
                    seen.rows.append(rows)
                case Item() if change.mark and known.get(change.key) == change.mark:
                    continue  # what is running would count as « same »
                case Item():
                    seen.items[change.key] = change
                    known[change.key] = change.mark
                case Removed():
                    seen.removed.append(change.key)
                    known.pop(change.key, None)
                case Fault():
                    seen.faults[change.key] = change
                    if change.mark:
                        known[change.key] = change.mark
                case Progress():
                    cursor = change.cursor if change.cursor is not None else cursor
            if most is not None and len(seen.items) + len(seen.rows) >= most:
                break
    except Spent as bound:
        seen.spent = str(bound)
    seen.state = State(known, cursor)
    return seen
