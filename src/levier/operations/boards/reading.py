"""The tables as a board reads them: each source found once, each answer kept as long as its versions are in use.

Versions of tables never change, so that an answer about given versions on a given day is good for ever: an open board whose
data did not change asks nothing, and an import is read only by the tiles it touches. Sources are found for the person first,
in the query of rights; an answer is found only through them.
"""

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from levier.core.actor import Actor
from levier.core.capability import Answered, DatasetFacts
from levier.core.measures import MeasureQuery
from levier.tables.access import CompanyTables

_KEPT = 2000
_LINES = 2000
"""Answers longer than this are not kept."""
_lock = threading.Lock()
_answers: "OrderedDict[tuple[Any, ...], Answered]" = OrderedDict()


class BoardTables(CompanyTables):
    """The tables of one person, for the length of one page. ``asked``: questions that were computed rather than found again."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(actor)
        self.asked = 0
        self._sources: dict[tuple[str, int | None], Any] = {}
        self._facts: dict[tuple[str, int | None], DatasetFacts | None] = {}
        self._models: dict[str, Any] = {}

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        """As CompanyTables, once by kind."""
        if (kind, dataset) not in self._facts:
            self._facts[kind, dataset] = super().facts(kind, dataset)
        return self._facts[kind, dataset]

    def model(self, kind: str) -> Any:
        """As CompanyTables, once by kind."""
        if kind not in self._models:
            self._models[kind] = super().model(kind)
        return self._models[kind]

    def query(self, query: MeasureQuery) -> Answered:
        """As CompanyTables; raises the same."""
        from levier.tables.measures.asking import ask  # noqa: PLC0415 - loads DuckDB
        from levier.tables.measures.choosing import source_for, sources_read  # noqa: PLC0415
        from levier.tables.measures.members import resolve  # noqa: PLC0415

        model = self.model(query.kind)
        if query.today is None or query.sources:
            return super().query(query)
        place = (query.kind, query.dataset)
        if place not in self._sources:
            self._sources[place] = source_for(self.actor, model, query)
        source, why = self._sources[place]
        read = sources_read(source)
        own = tuple(
            (name, model.measure(name).sql, model.measure(name).parameters) for name in query.measures
        )
        key = (query.model_dump_json(), tuple(read), self.actor.company_id, own)
        with _lock:
            if key in _answers:
                _answers.move_to_end(key)
                return _answers[key]
        self.asked += 1
        found = ask(model, source, query, lambda part: resolve(model, source, part))
        told = replace(found, query=found.query.model_copy(update={"sources": read}), chosen=why)
        if len(told.rows) <= _LINES:
            with _lock:
                _answers[key] = told
                while len(_answers) > _KEPT:
                    _answers.popitem(last=False)
        return told


def forget() -> None:
    """Empty what is kept (tests)."""
    with _lock:
        _answers.clear()
