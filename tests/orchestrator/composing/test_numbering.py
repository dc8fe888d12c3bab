"""Proof marks: one number by piece of evidence, in the order of the text."""

from hypothesis import given
from hypothesis import strategies as st

from levier.core.evidence import Computed, Evidence, Passage
from levier.orchestrator.composing.numbering import Numbering


def _passage(name: str, quote: str) -> Passage:
    return Passage(
        id=name, document=1, version=1, passage=1, title="Contrat", quote=quote, page=1, start=0, end=9
    )


def _value(name: str, value: float) -> Computed:
    return Computed(id=name, step=name.split(".", maxsplit=1)[0], path="v", title="V", value=value)


def test_numbers_follow_the_first_citation() -> None:
    numbering = Numbering([_value("s1.e1", 1), _value("s2.e1", 2)])
    assert numbering.marked("Deux.", ["s2.e1"]) == "Deux [1]."
    assert numbering.marked("Un et deux !", ["s1.e1", "s2.e1"]) == "Un et deux [1][2]\u00a0!"
    assert [(item["number"], item["id"]) for item in numbering.numbered()] == [(1, "s2.e1"), (2, "s1.e1")]


def test_the_same_words_found_by_two_steps_have_one_number() -> None:
    numbering = Numbering([_passage("s1.e1", "Trente jours"), _passage("s2.e4", "Trente jours")])
    assert numbering.marks(["s1.e1"]) == numbering.marks(["s2.e4"]) == "[1]"
    assert numbering.canonical(["s2.e4", "s1.e1"]) == ["s1.e1"]
    assert len(numbering.numbered()) == 1


def test_an_unknown_id_gets_no_mark() -> None:
    assert Numbering([]).marked("Rien ne le prouve.", ["s9.e9"]) == "Rien ne le prouve."


@given(st.lists(st.lists(st.integers(0, 6), max_size=4), max_size=12))
def test_every_cited_evidence_is_numbered_once_without_a_hole(cited: list[list[int]]) -> None:
    evidence: list[Evidence] = [_value(f"s{n}.e1", n // 2) for n in range(7)]
    numbering = Numbering(evidence)
    for ids in cited:
        numbering.marked("Dit.", [f"s{n}.e1" for n in ids])
    found = numbering.numbered()
    assert [item["number"] for item in found] == list(range(1, len(found) + 1))
    assert {item["id"] for item in found} == {f"s{n}.e1" for ids in cited for n in ids}
