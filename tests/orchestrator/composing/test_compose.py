"""From the outcomes of steps to the Markdown of an answer, its status, its gaps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from levier.core.actor import Actor, Role
from levier.core.evidence import Computed, Evidence, Passage, Rows
from levier.core.result import Chart, Column, Result, Sentence, Series, Table, Unanswered
from levier.orchestrator.composing.compose import Composed, compose
from levier.orchestrator.planning.plan import Plan, Step, SubQuestion
from levier.orchestrator.running.machinery import Machinery, Planned, Rewritten
from levier.validation import validate

ACTOR = Actor(1, "Claire", 1, Role.OWNER)
TODAY = date(2026, 11, 23)


def _plan(*questions: str, **more: Any) -> Plan:
    asked = [SubQuestion(id=f"q{n}", text=text) for n, text in enumerate(questions, 1)]
    steps = [
        Step(id=f"s{n}", capability="c", input={}, question=question.id, label="L")
        for n, question in enumerate(asked, 1)
    ]
    return Plan(rewritten=" ".join(questions), questions=asked, steps=steps, **more)


def _done(result: Result) -> dict[str, Any]:
    return {"status": "done", "output": result.model_dump(mode="json"), "reason": "", "exit_status": 0}


def _failed(reason: str, exit_status: int = 3) -> dict[str, Any]:
    return {"status": "failed", "output": {}, "reason": reason, "exit_status": exit_status}


def _machinery(rewrite: Any = None) -> Machinery:
    def nothing(*given: object, **named: object) -> Any:
        raise AssertionError("not used here")

    return Machinery(
        plan=lambda *given: Planned(_plan()), run=nothing, validate=validate, title=str, rewrite=rewrite
    )


def _compose(plan: Plan, *outcomes: dict[str, Any], rewrite: Any = None) -> Composed:
    named = {step.id: outcome for step, outcome in zip(plan.steps, outcomes, strict=True)}
    return compose(plan, named, _machinery(rewrite), ACTOR, today=TODAY)


def _values(step: str, *values: float) -> Result:
    evidence: list[Evidence] = [
        Computed(id=f"{step}.e{n}", step=step, path=f"v{n}", title="Valeur", value=value)
        for n, value in enumerate(values, 1)
    ]
    sentences = [
        Sentence(text=f"La valeur est de {value:g}.", evidence=[f"{step}.e{n}"])
        for n, value in enumerate(values, 1)
    ]
    return Result(sentences=sentences, evidence=evidence)


def test_one_question_needs_no_heading_and_two_have_one_each() -> None:
    one = _compose(_plan("combien ?"), _done(_values("s1", 12)))
    assert one.text == "La valeur est de 12 [1]."
    assert one.status == "answered"
    two = _compose(_plan("combien ?", "où ?"), _done(_values("s1", 12)), _done(_values("s2", 34)))
    assert (
        two.text
        == "### Combien\u00a0?\n\nLa valeur est de 12 [1].\n\n### Où\u00a0?\n\nLa valeur est de 34 [2]."
    )


def test_many_sentences_become_a_list_after_the_first() -> None:
    text = _compose(_plan("combien ?"), _done(_values("s1", 11, 12, 13, 14))).text
    assert text.splitlines()[0] == "La valeur est de 11 [1]."
    assert text.count("\n- ") == 3


def test_an_extract_is_quoted_with_its_document_and_page() -> None:
    quote = "Le vendeur rembourse sous trente jours."
    passage = Passage(
        id="s1.e1", document=1, version=1, passage=1, title="Procédure de retour", quote=quote, page=2,
        dated=date(2026, 3, 1),
    )  # fmt: skip
    given = Result(sentences=[Sentence(text=quote, evidence=["s1.e1"], kind="extract")], evidence=[passage])
    text = _compose(_plan("retour ?"), _done(given)).text
    assert text == f"> «\u00a0{quote}\u00a0» [1]\n>\n> — *Procédure de retour*, page\u00a02 (01/03/2026)"


def test_notices_stand_in_italics_after_the_facts_and_once() -> None:
    given = _values("s1", 12)
    given.sentences = [Sentence(text="Données arrêtées hier.", kind="notice"), *given.sentences] * 2
    given.sentences[2] = given.sentences[0]
    assert _compose(_plan("x ?"), _done(given)).text.endswith("12 [1].\n\n*Données arrêtées hier.*")


def _table(rows: int) -> Table:
    return Table(
        title="Ventes",
        columns=[Column(key="m", label="Mois", unit="date"), Column(key="v", label="CA", unit="€"),
                 Column(key="p", label="Part", unit="%")],
        rows=[{"m": "2026-03-01", "v": 1234.5, "p": 0.125} for _ in range(rows)],
        evidence=["s1.e1"],
    )  # fmt: skip


def test_a_short_table_is_written_in_french_with_its_proof() -> None:
    given = _values("s1", 12)
    given.tables = [_table(2)]
    made = _compose(_plan("x ?"), _done(given))
    assert "**Ventes** [1]" in made.text
    assert "| 01/03/2026 | 1\u202f234,50\u00a0€ | 12,5\u00a0% |" in made.text
    assert made.tables == []


def test_a_long_table_shows_ten_rows_and_is_handed_whole_to_the_page() -> None:
    given = _values("s1", 12)
    given.tables = [_table(14)]
    made = _compose(_plan("x ?"), _done(given))
    assert made.text.count("01/03/2026") == 10
    assert "*… et 4 autres lignes.*" in made.text
    assert [len(table.rows) for table in made.tables] == [14]


def test_the_evidence_of_a_chart_is_numbered_too() -> None:
    given = _values("s1", 12, 13)
    given.charts = [Chart(title="C", x=["a"], series=[Series(name="s", y=[1.0])], evidence=["s1.e2"])]
    given.sentences = given.sentences[:1]
    assert [item["id"] for item in _compose(_plan("x ?"), _done(given)).evidence] == ["s1.e1", "s1.e2"]


def test_each_gap_is_said_once_with_its_reason() -> None:
    gap = Unanswered(question="Où ?", reason="Aucun document n'en parle.")
    made = _compose(
        _plan("combien ?", "Où ?", refused=[gap]), _done(_values("s1", 12)), _done(Result(unanswered=[gap]))
    )
    assert made.status == "partial"
    assert made.text.count("Aucun document n'en parle.") == 1
    assert "### Ce que Levier n'a pas trouvé" in made.text


def test_a_question_whose_sentences_are_all_removed_is_said_unproved() -> None:
    lie = Result(
        sentences=[Sentence(text="La valeur est de 99.", evidence=["s1.e1"])],
        evidence=[Computed(id="s1.e1", step="s1", path="v", title="Valeur", value=12)],
    )
    made = _compose(_plan("combien ?"), _done(lie))
    assert made.status == "unanswered"
    assert "99" not in made.text
    assert [claim.verdict for claim in made.removed] == ["unsupported"]


def test_when_every_step_fell_on_a_fault_of_the_machine_the_answer_failed() -> None:
    made = _compose(
        _plan("a ?", "b ?"), _failed("Le disque est plein.", 1), _failed("Le disque est plein.", 1)
    )
    assert (made.status, made.text) == ("failed", "Le disque est plein.")
    assert _compose(_plan("a ?"), _failed("Données insuffisantes.")).status == "unanswered"


def test_a_rewriting_that_lies_shows_the_capability_s_own_words() -> None:
    def liar(actor: Actor, question: str, sentences: Sequence[Sentence], *given: object) -> Rewritten:
        return Rewritten([Sentence(text="La valeur est de 99.", evidence=["s1.e1"])], cost=0.01)

    made = _compose(_plan("combien ?"), _done(_values("s1", 12)), rewrite=liar)
    assert "99" not in made.text
    assert "La valeur est de 12 [1]." in made.text
    assert made.cost == 0.01


def test_a_step_that_only_feeds_another_is_told_in_half_a_sentence() -> None:
    plan = _plan("combien ?")
    first, second = plan.steps[0], plan.steps[0].model_copy(update={"id": "s2", "after": ["s1"]})
    plan = plan.model_copy(update={"steps": [first, second]})
    rows = Rows(
        id="s1.e9", dataset=1, version=1, title="Ventes par produit", query={}, columns=["product"], values=[["A"]],
        total_rows=1,
    )  # fmt: skip
    ranking = _values("s1", 12)
    ranking = ranking.model_copy(update={"evidence": [*ranking.evidence, rows]})
    done = _compose(plan, _done(ranking), _done(_values("s2", 34)))
    assert "12" not in done.text
    assert "La valeur est de 34" in done.text
    assert "Choix\u00a0:" in done.text
