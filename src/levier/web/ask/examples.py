"""What a person could ask now: the capabilities' own examples, those the company's data can answer first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from levier.capabilities import registry
from levier.capabilities.feasibility import assess
from levier.core.actor import Actor
from levier.knowledge.reading import readable_documents
from levier.tables.access import CompanyTables

_SHOWN = 5


@dataclass(frozen=True)
class Example:
    """A request to try, with the icon of the capability it comes from."""

    text: str
    icon: str


def suggested(actor: Actor) -> list[Example]:
    """Up to five examples, one of each ready capability in turn; none when nothing is ready."""
    tables, documents = CompanyTables(actor), readable_documents(actor).count()
    every = [one for one in registry.catalogue().values() if not one.about_method]
    ready = [one for one in every if assess(one, tables, documents).ready]
    in_turn = zip_longest(*([Example(text, one.icon) for text in one.examples] for one in ready))
    return list(_distinct(example for example in chain.from_iterable(in_turn) if example))[:_SHOWN]


def _distinct(examples: Iterator[Example]) -> Iterator[Example]:
    seen: set[str] = set()
    for example in examples:
        if example.text not in seen:
            seen.add(example.text)
            yield example
