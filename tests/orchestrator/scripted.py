"""A planner and capabilities with a script, so that the way of a request is tested without any real capability."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import OperationalError

from levier.capabilities.running import Ran
from levier.core.actor import Actor
from levier.core.capability import ProgressReport
from levier.core.errors import BadInput, NotEnoughData
from levier.core.evidence import Computed, Passage, Rows
from levier.core.result import Column, Result, Sentence, Table, Unanswered
from levier.orchestrator.planning.plan import Clarification, Plan, Step, SubQuestion
from levier.orchestrator.running.machinery import Asked, Machinery, Planned
from levier.validation import validate

SALES = "Quel est le chiffre d'affaires de mars ?"
CONTRACT = "Quelles pénalités prévoit le contrat ?"
TWO = "Quel est le chiffre d'affaires de mars, et quelles pénalités prévoit le contrat ?"
HALF = "Quel est le chiffre d'affaires de mars, et combien d'étoiles dans le ciel ?"
UNKNOWN = "Quel est l'âge du capitaine ?"
REFERENCE = "Prévois les ventes de nos meilleures références."
UNCLEAR = "Et les ventes ?"
REFUSED = "Fais une chose interdite."
FULL_DISK = "Remplis le disque."
LIAR = "Mens-moi sur le chiffre d'affaires."
SLOW = "Prends ton temps, puis réponds."

_STEPS: dict[str, list[tuple[str, str, dict[str, Any], str]]] = {
    SALES: [("s1", "sales", {}, "q1")],
    CONTRACT: [("s1", "contract", {}, "q1")],
    TWO: [("s1", "sales", {}, "q1"), ("s2", "contract", {}, "q2")],
    HALF: [("s1", "sales", {}, "q1"), ("s2", "nothing", {}, "q2")],
    UNKNOWN: [("s1", "unanswered", {}, "q1")],
    REFERENCE: [
        ("s1", "best", {}, "q1"),
        ("s2", "forecast", {"products": {"from": {"step": "s1", "path": "keys"}}}, "q1"),
    ],
    UNCLEAR: [],
    FULL_DISK: [("s1", "full-disk", {}, "q1")],
    LIAR: [("s1", "liar", {}, "q1")],
    SLOW: [("s1", "sales", {}, "q1"), ("s2", "slow", {}, "q2")],
}


class Best(Result):
    keys: list[str] = []


def plan(actor: Actor, asked: Asked) -> Planned:
    if asked.text == REFUSED:
        raise BadInput("Levier ne fait pas de choses interdites", mend="Demandez autre chose.")
    texts = asked.text.split(", et ") if asked.text in (TWO, HALF) else [asked.text]
    if asked.text == SLOW:
        texts = ["Vite", "Lentement"]
    steps = [
        Step(id=step, capability=name, input=given, question=question, label=f"Étape {name}")
        for step, name, given, question in _STEPS[asked.text]
    ]
    questions = [SubQuestion(id=f"q{n}", text=text) for n, text in enumerate(texts, 1)]
    turns = " | ".join(turn.text for turn in asked.history)
    clarifications = (
        [Clarification(question="q1", text="De quelle période parlez-vous ?", choices=["Ventes de mars ?"])]
        if asked.text == UNCLEAR
        else []
    )
    made = Plan(
        rewritten=f"{asked.text} ({turns})" if turns else asked.text,
        questions=questions,
        steps=steps,
        clarifications=clarifications,
    )
    return Planned(made)


def run(
    name: str,
    given: Mapping[str, Any],
    actor: Actor,
    *,
    run: str,
    step: str,
    progress: ProgressReport,
    language: str,
    cancelled: Callable[[], bool],
) -> Ran:
    _mark(name)
    progress(1, 1, "fini")
    output = _CAPABILITIES[name](given, step)
    _mark(f"{name}-done")
    return Ran(output, 0.01, 0.0)


def _mark(what: str) -> None:
    with (Path(os.environ["LEVIER_HOME"]) / "effects").open("a") as file:
        file.write(f"{what} {os.getpid()}\n")


def _sales(given: Mapping[str, Any], step: str) -> Result:
    rows = Rows(
        id=f"{step}.e1", dataset=1, version=1, title="Ventes", query={"measures": ["revenue"]},
        columns=["country", "revenue"], values=[["France", 1200.5], ["Belgique", 300.0]], total_rows=2,
        units={"revenue": "€"},
    )  # fmt: skip
    total = Computed(id=f"{step}.e2", step=step, path="total", title="Total", value=1500.5, unit="€")
    table = Table(
        title="Chiffre d'affaires par pays",
        columns=[Column(key="country", label="Pays"), Column(key="revenue", label="CA", unit="€")],
        rows=[{"country": "France", "revenue": 1200.5}, {"country": "Belgique", "revenue": 300.0}],
        evidence=[f"{step}.e1"],
    )
    return Result(
        sentences=[Sentence(text="Le total est de 1\u202f500,50\u00a0€.", evidence=[f"{step}.e2"])],
        evidence=[rows, total],
        tables=[table],
        touched=["dataset:1@1"],
    )


def _contract(given: Mapping[str, Any], step: str) -> Result:
    quote = "Tout retard de livraison donne lieu à une pénalité de 2 % par semaine."
    passage = Passage(
        id=f"{step}.e1", document=7, version=1, passage=3, title="Contrat fournisseur", quote=quote, page=4,
        start=10, end=10 + len(quote),
    )  # fmt: skip
    return Result(
        sentences=[Sentence(text=quote, evidence=[f"{step}.e1"], kind="extract")],
        evidence=[passage],
        touched=["document:7@1"],
    )


def _unanswered(given: Mapping[str, Any], step: str) -> Result:
    return Result(unanswered=[Unanswered(question=UNKNOWN, reason="Aucun document n'en parle.")])


def _nothing(given: Mapping[str, Any], step: str) -> Result:
    raise NotEnoughData("Il n'y a pas de tableau d'étoiles")


def _best(given: Mapping[str, Any], step: str) -> Result:
    found = Computed(id=f"{step}.e1", step=step, path="keys", title="Références", value=["A1", "B2"])
    return Best(keys=["A1", "B2"], evidence=[found])


def _forecast(given: Mapping[str, Any], step: str) -> Result:
    value = len(given["products"])
    found = Computed(id=f"{step}.e1", step=step, path="n", title="Références prévues", value=value)
    return Result(
        sentences=[Sentence(text=f"Références prévues : {value}.", evidence=[f"{step}.e1"])], evidence=[found]
    )


def _full_disk(given: Mapping[str, Any], step: str) -> Result:
    raise OperationalError("database or disk is full")


def _liar(given: Mapping[str, Any], step: str) -> Result:
    total = Computed(id=f"{step}.e1", step=step, path="total", title="Total", value=1500.5, unit="€")
    return Result(
        sentences=[Sentence(text="Le total est de 9\u202f999\u00a0€.", evidence=[f"{step}.e1"])],
        evidence=[total],
    )


def let_go() -> None:
    """Let the slow capability end."""
    (Path(os.environ["LEVIER_HOME"]) / "let-it-go").touch()


def _slow(given: Mapping[str, Any], step: str) -> Result:
    gate = Path(os.environ["LEVIER_HOME"]) / "let-it-go"
    while not gate.exists():
        time.sleep(0.02)
    return _contract(given, step)


_CAPABILITIES: dict[str, Callable[[Mapping[str, Any], str], Result]] = {
    "sales": _sales, "contract": _contract, "unanswered": _unanswered, "nothing": _nothing, "best": _best,
    "forecast": _forecast, "full-disk": _full_disk, "liar": _liar, "slow": _slow,
}  # fmt: skip

MACHINERY = Machinery(plan=plan, run=run, validate=validate, title=lambda name: f"Savoir-faire {name}")
