"""An idea as plain JSON."""

from typing import Any

from levier.method.ideas.models import Idea, Trial


def told(idea: Idea) -> dict[str, Any]:
    """What everyone in the company may know of an idea. ``voices``: how many, never whose."""
    trial = Trial.objects.filter(idea=idea.pk).first()
    return {
        "id": idea.pk, "title": idea.title, "problem": idea.problem, "by": str(idea.author) if idea.author else None,
        "proposed_on": idea.proposed_on.isoformat(), "due": idea.due.isoformat(), "voices": getattr(idea, "voices", 0),
        "answer": str(idea.answer) or None, "why": idea.why, "answered_on": idea.answered_on.isoformat() if idea.answered_on else None,
        "revision": idea.revision, "trial": _trial(trial) if trial else None,
    }  # fmt: skip


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "question": trial.question, "sign": trial.sign, "start": trial.start.isoformat(), "end": trial.end.isoformat(),
        "days": float(trial.days), "money": float(trial.money), "outcome": str(trial.outcome) or None, "lesson": trial.lesson,
        "spent_days": None if trial.spent_days is None else float(trial.spent_days),
        "spent_money": None if trial.spent_money is None else float(trial.spent_money), "document": trial.document,
    }  # fmt: skip
