"""Questions of accounting: the subject is heard, the sentences are proved, the proofs open on entries."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from levier.capabilities.accounting_review import (
    TOPIC_LABELS,
    AccountingReview,
    AccountingReviewInput,
    AccountingReviewOutput,
)
from levier.capabilities.accounting_review.topics_said import topic_of
from levier.capabilities.output_check import named
from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotEnoughData, NotFound
from levier.core.period import Period
from levier.tables.accounting.fec_format import read
from levier.validation.judging import Judge
from levier.validation.verdict import Verdict
from tests.tables.accounting.writing import company, write


class Tables:
    def __init__(self, frame: pl.DataFrame | None) -> None:
        self._frame = frame

    def facts(self, kind: str) -> DatasetFacts | None:
        return (
            None
            if self._frame is None
            else DatasetFacts(7, 1, kind, "Écritures", self._frame.height, None, None, {})
        )

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        return self._frame


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    raw = read(write(company(closed=True)), "732829320FEC20231231.txt")[0]
    return raw.frame.rename({column: field for field, column in raw.mapping.items()})


def ask(frame: pl.DataFrame | None, **given: Any) -> AccountingReviewOutput:
    context = Context(Actor(1, "Claire", 1, Role.OWNER), date(2026, 11, 23), Tables(frame), None)  # type: ignore[arg-type]
    made = named(
        AccountingReview().run(context, AccountingReviewInput(**given)), AccountingReviewOutput, "s1"
    )
    assert isinstance(made, AccountingReviewOutput)
    return made


@pytest.mark.parametrize("topic", list(TOPIC_LABELS))
def test_every_sentence_is_proved_by_what_it_cites(frame: pl.DataFrame, topic: str) -> None:
    made = ask(frame, topic=topic)
    assert made.sentences
    judge = Judge(made.evidence, (), date(2026, 11, 23))
    claims = [claim for sentence in made.sentences for claim in judge.judge(sentence)]
    assert [(claim.text, claim.reason) for claim in claims if claim.verdict != Verdict.SUPPORTED] == []


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Quel est notre résultat de l’exercice ?", "result"), ("on a gagné combien cette année", "result"),
        ("Qui nous doit de l’argent depuis plus de 60 jours ?", "receivables"), ("quels clients ne nous ont pas payés", "receivables"),
        ("Combien devons-nous à nos fournisseurs ?", "payables"), ("Combien de TVA devons-nous pour mars ?", "vat"),
        ("Quel est le poids de la masse salariale dans le chiffre d’affaires ?", "payroll"),
        ("En combien de jours nos clients nous paient-ils ?", "working_capital"), ("Notre FEC est-il conforme ?", "conformity"),
        ("Quels sont nos plus gros fournisseurs en montant d’achats ?", "purchases"), ("Combien avons-nous en banque ?", "cash"),
        ("Quelle est notre marge commerciale ?", "margins"), ("Quelle heure est-il ?", None),
    ],
)  # fmt: skip
def test_the_subject_is_heard(question: str, topic: str | None) -> None:
    assert topic_of(question) == topic


def test_every_example_of_the_card_has_a_subject() -> None:
    assert [example for example in AccountingReview.examples if topic_of(example) is None] == []


def test_what_customers_owe_for_long_is_told_with_its_proof(frame: pl.DataFrame) -> None:
    made = ask(frame, question="Qui nous doit de l’argent depuis plus de 60 jours ?", older_than=60)
    assert made.figures["asked"] == 1150
    assert "1 client nous doit 1 150,00 € depuis plus de 60 jours".replace(" ", " ") in made.sentences[
        0
    ].text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_month_without_its_year_is_the_last_one_known_and_says_so(frame: pl.DataFrame) -> None:
    march = Period(start=date(2026, 3, 1), end=date(2026, 3, 31))
    made = ask(frame, question="Combien de TVA devons-nous pour mars ?", period=march)
    assert (made.start, made.figures["due"]) == (date(2023, 3, 1), 160)
    assert "31/12/2023" in made.sentences[-1].text


def test_a_year_that_is_not_there_is_refused(frame: pl.DataFrame) -> None:
    year = Period(start=date(2019, 1, 1), end=date(2019, 12, 31))
    with pytest.raises(NotEnoughData, match="31/12/2023"):
        ask(frame, question="Résultat 2019 ?", period=year)


def test_without_entries_the_answer_says_what_to_import() -> None:
    with pytest.raises(NotFound, match="FEC"):
        ask(None)
