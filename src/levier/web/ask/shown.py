"""An answer as the page shows it: safe text with its proof marks, charts, tables, what is missing, what is proposed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from levier.core.result import Signal
from levier.web import formats
from levier.web.ask.blocks import Block, blocks

_OLD_AFTER_DAYS = 2 * 365
STATUS: dict[str, tuple[str, str, str]] = {
    "answered": ("Répondu, preuves à l'appui", "good", "circle-check"),
    "partial": ("Répondu en partie", "warn", "circle-dotted"),
    "unanswered": ("Sans réponse", "none", "help-circle"),
    "clarify": ("À préciser", "info", "message-question"),
    "failed": ("N'a pas abouti", "bad", "alert-circle"),
    "cancelled": ("Annulé", "none", "circle-x"),
    "queued": ("En attente", "info", "hourglass"),
    "running": ("En cours", "info", "loader"),
}
"""Word, tone and icon of each status."""

_KINDS = {
    "passage": ("passage de document", "file-text"),
    "rows": ("lignes d'un tableau", "table"),
    "computed": ("résultat calculé", "calculator"),
    "webpage": ("page publique", "world"),
}
_APPROVALS = {"person": "à valider par vous", "manager": "à valider par un responsable"}


@dataclass(frozen=True)
class ProofLine:
    """A proof in the list under an answer."""

    id: str
    number: int
    address: str
    title: str
    detail: str
    icon: str
    kind_word: str
    old: bool


@dataclass(frozen=True)
class ProposedAction:
    """Something Levier proposes to do next."""

    label: str
    address: str
    approval: str


@dataclass(frozen=True)
class OfferedFile:
    """A file to download."""

    label: str
    address: str
    name: str


@dataclass(frozen=True)
class ShownSignal:
    """A sign of how far the result may be trusted; ``raised`` when its limit is passed."""

    label: str
    value: str
    limit: str
    raised: bool
    means: str


@dataclass(frozen=True)
class ShownAnswer:
    """Everything the answer card needs."""

    text: str
    blocks: list[Block]
    word: str
    tone: str
    icon: str
    steps: int
    seconds: float
    cost: float
    evidence: list[ProofLine]
    unanswered: list[dict[str, str]]
    clarifications: list[dict[str, Any]]
    removed: int
    actions: list[ProposedAction] = field(default_factory=list)
    files: list[OfferedFile] = field(default_factory=list)
    signals: list[ShownSignal] = field(default_factory=list)
    generated: bool = False

    @property
    def raised(self) -> list[ShownSignal]:
        """The signals whose limit is passed."""
        return [one for one in self.signals if one.raised]


def answer(whole: Mapping[str, Any], request_id: Any, today: date) -> ShownAnswer:
    """``whole`` is the answer in its public JSON shape."""
    proofs = [proof_line(item, request_id, today) for item in whole.get("evidence", []) if item.get("number")]
    marks = {proof.number: (proof.address, proof.title) for proof in proofs}
    word, tone, icon = STATUS.get(whole.get("status", "answered"), STATUS["answered"])
    return ShownAnswer(
        text=whole.get("answer", ""),
        blocks=blocks({**whole, "answer": _without_choices(whole)}, marks.get),
        word=word,
        tone=tone,
        icon=icon,
        steps=len(whole.get("plan", {}).get("steps", [])),
        seconds=whole.get("seconds") or 0.0,
        cost=whole.get("cost") or 0.0,
        evidence=proofs,
        unanswered=whole.get("unanswered", []),
        clarifications=whole.get("clarifications", []),
        removed=len(whole.get("removed", [])),
        actions=[_action(one) for one in whole.get("actions", [])],
        files=[_file(one, request_id) for one in whole.get("downloads", [])],
        signals=[_signal(Signal.model_validate(one)) for one in whole.get("signals", [])],
        generated=bool(whole.get("rewritten_by_model") or whole.get("generated")),
    )


def _without_choices(whole: Mapping[str, Any]) -> str:
    """The text without the choices of a question asked back: on the page they are buttons below it."""
    choices = {f"- {choice}" for one in whole.get("clarifications", []) for choice in one["choices"]}
    text = whole.get("answer", "")
    return "\n".join(line for line in text.split("\n") if line not in choices) if choices else text


def proof_line(item: Mapping[str, Any], request_id: Any, today: date) -> ProofLine:
    """One proof of the list."""
    word, icon = _KINDS.get(item["kind"], _KINDS["computed"])
    number = int(item["number"])
    return ProofLine(
        id=item["id"],
        number=number,
        address=reverse("ask_evidence", args=[request_id, number]),
        title=item.get("title", ""),
        detail=_detail(item),
        icon=icon,
        kind_word=word,
        old=is_old(item.get("dated"), today),
    )


def is_old(dated: date | str | None, today: date) -> bool:
    """Whether a text is more than two years old at the company's date."""
    if isinstance(dated, str):
        dated = date.fromisoformat(dated[:10])
    return dated is not None and (today - dated).days > _OLD_AFTER_DAYS


def _detail(item: Mapping[str, Any]) -> str:
    if item["kind"] == "passage":
        parts = [item.get("source") or "", f"page {item['page']}" if item.get("page") else ""]
        parts.append(formats.day(item["dated"]) if item.get("dated") else "")
        return ", ".join(part for part in parts if part)
    if item["kind"] == "rows":
        return f"{formats.number(item['total_rows'])} ligne{'s' if item['total_rows'] > 1 else ''}"
    if item["kind"] == "computed" and formats.is_number(item.get("value")):
        return formats.value(item["value"], item.get("unit", ""))
    return ""


def _file(given: Mapping[str, Any], request_id: Any) -> OfferedFile:
    address = reverse("ask_file", args=[request_id, given["step"], given["name"]])
    return OfferedFile(given["label"], address, given["name"])


def _signal(given: Signal) -> ShownSignal:
    limit = f"{'au plus' if given.above else 'au moins'} {formats.value(given.limit, given.unit)}"
    return ShownSignal(given.label, formats.value(given.value, given.unit), limit, given.raised, given.means)


def _action(given: Mapping[str, Any]) -> ProposedAction:
    plain = {
        key: json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and any(isinstance(one, dict) for one in value)
        else value
        for key, value in given.get("input", {}).items()
        if isinstance(value, str | int | float | list)
    }
    try:
        address = reverse("capability", args=[given["capability"]])
    except NoReverseMatch:
        address = ""
    query = f"?{urlencode(plain, doseq=True)}" if plain else ""
    return ProposedAction(given["label"], address + query, _APPROVALS.get(given.get("approval", ""), ""))
