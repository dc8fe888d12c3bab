"""The class of an AI system under Regulation (EU) 2024/1689: documented rules over a questionnaire, nothing hidden.

The rules are data (``ai_act.json``): each names its article, the questions it reads and the facts that source it. A system of
annex III leaves the high-risk class only by one of the exceptions of article 6(3), which profiling closes. Silence is never
taken for a « no » without being said: what is not answered and could raise the class is listed.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).with_name("ai_act.json")
RiskClass = Literal["prohibited", "high", "transparency", "gpai", "minimal"]
ORDER: tuple[RiskClass, ...] = ("prohibited", "high", "gpai", "transparency", "minimal")
IN_FRENCH: dict[str, str] = {
    "prohibited": "interdit",
    "high": "haut risque",
    "gpai": "modèle à usage général",
    "transparency": "transparence",
    "minimal": "risque minimal",
}
Answers = Mapping[str, bool | None]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Question(_Frozen):
    """One question; ``group`` is the part of the form where it stands."""

    id: str
    group: str
    text: str
    help: str = ""


class Rule(_Frozen):
    """When ``when`` holds, the system is of class ``risk`` by ``article``; ``excepted``: article 6(3) may set it aside."""

    id: str
    risk: RiskClass = Field(alias="class")
    article: str
    says: str
    when: dict[str, Any]
    facts: tuple[str, ...] = ()
    excepted: bool = Field(default=False, alias="exception_6_3")


class Exception63(_Frozen):
    """One of the four conditions of article 6(3)."""

    id: str
    question: str
    article: str
    says: str


class UseCase(_Frozen):
    """A common use with the answers it usually has, offered to begin a questionnaire."""

    id: str
    title: str
    capabilities: tuple[str, ...] = ()
    answers: dict[str, bool]
    open: tuple[str, ...] = ()
    """What only the company can answer, for a capability of Levier's; the others are « non » by its design."""

    def starting(self) -> dict[str, bool | None]:
        """The answers of a capability of Levier's before the company says anything."""
        said: dict[str, bool | None] = {one.id: False for one in book().questions if one.id not in self.open}
        return {**said, **self.answers}


class Reason(_Frozen):
    """Why: the article, what it says, and whether it holds (False: set aside, as ``says`` tells)."""

    article: str
    says: str
    holds: bool = True


class Classified(_Frozen):
    """The outcome. ``also``: other classes that hold beside; ``could_change``: questions not answered that would raise it."""

    risk: RiskClass
    also: tuple[RiskClass, ...]
    reasons: tuple[Reason, ...]
    duties: tuple[str, ...]
    facts: tuple[str, ...]
    could_change: tuple[Question, ...]

    @property
    def words(self) -> str:
        """« haut risque »."""
        return IN_FRENCH[self.risk]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that decide: those that hold, or where none does those that set the stricter class aside."""
        holding = tuple(one.article for one in self.reasons if one.holds)
        return holding or tuple(dict.fromkeys(one.article for one in self.reasons))


class RuleBook(_Frozen):
    """The whole file."""

    law: str
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    exceptions: tuple[Exception63, ...]
    profiling: dict[str, str]
    duties: dict[str, tuple[str, ...]]
    provider_duties: tuple[str, ...]
    use_cases: tuple[UseCase, ...]


@cache
def book() -> RuleBook:
    """The rules, questions and common uses."""
    return RuleBook.model_validate(json.loads(_FILE.read_text(encoding="utf-8")))


def use_case(name: str) -> UseCase | None:
    """The common use called ``name``."""
    return next((one for one in book().use_cases if one.id == name), None)


def use_case_of(capability: str) -> UseCase | None:
    """The common use that a capability is."""
    return next((one for one in book().use_cases if capability in one.capabilities), None)


def classify(answers: Answers, role: str = "deployer") -> Classified:
    """The class that the answers lead to, with its reasons and duties. ``role``: "deployer" or "provider"."""
    said = _decide(answers)
    classes = [risk for risk in ORDER if risk in {rule.risk for rule in said.holding}]
    risk: RiskClass = classes[0] if classes else "minimal"
    reasons = [Reason(article=rule.article, says=rule.says) for rule in said.holding]
    reasons += [Reason(article=article, says=says, holds=False) for article, says in said.aside]
    if not reasons:
        reasons.append(
            Reason(
                article="art. 4",
                says="Aucune règle des articles 5, 6 et 50 ne s'applique aux réponses données.",
            )
        )
    rules = book()
    duties = [duty for one in [risk, *classes[1:]] for duty in rules.duties[one]]
    if risk == "high" and role == "provider":
        duties += rules.provider_duties
    if risk not in {"minimal", "prohibited"}:
        duties += rules.duties["minimal"]
    facts = dict.fromkeys(name for rule in said.holding for name in rule.facts)
    return Classified(
        risk=risk,
        also=tuple(classes[1:]),
        reasons=tuple(reasons),
        duties=tuple(duties),
        facts=tuple(facts or ["ia-literacy"]),
        could_change=tuple(_would_raise(answers, risk)),
    )


def strictest(first: RiskClass, second: RiskClass) -> RiskClass:
    """The more demanding of two classes."""
    return min(first, second, key=ORDER.index)


class _Decided(BaseModel):
    holding: list[Rule]
    aside: list[tuple[str, str]]


def _decide(answers: Answers) -> _Decided:
    rules = book()
    profiling = bool(answers.get(rules.profiling["question"]))
    claimed = [one for one in rules.exceptions if answers.get(one.question)]
    holding, aside = [], []
    for rule in rules.rules:
        if not _holds(rule.when, answers):
            continue
        if rule.excepted and claimed and not profiling:
            why = f"{rule.says.rstrip('.')} ({rule.article}) : écarté, {claimed[0].says}."
            aside.append((claimed[0].article, why))
            continue
        holding.append(rule)
        if rule.excepted and claimed:
            words = f"L'exception « {claimed[0].says} » ({claimed[0].article}) ne joue pas : le système profile des personnes."
            aside.append((rules.profiling["article"], words))
    return _Decided(holding=holding, aside=aside)


def _holds(when: Mapping[str, Any], answers: Answers) -> bool:
    [(word, inner)] = when.items()
    if word == "yes":
        return answers.get(inner) is True
    if word == "not":
        return not _holds(inner, answers)
    found = [_holds(one, answers) for one in inner]
    return all(found) if word == "all" else any(found)


def _would_raise(answers: Answers, risk: RiskClass) -> list[Question]:
    """The questions left without an answer whose « oui » alone would make the class stricter."""
    found = []
    for question in book().questions:
        if answers.get(question.id) is not None:
            continue
        classes = {rule.risk for rule in _decide({**answers, question.id: True}).holding}
        if any(ORDER.index(one) < ORDER.index(risk) for one in classes):
            found.append(question)
    return found
