"""A pilot as programs read it."""

from typing import Any

from levier.method.pilots.models import Pilot


def described(pilot: Pilot) -> dict[str, Any]:
    """Plain values; dates stay dates."""
    return {
        "id": pilot.pk, "title": pilot.title, "use_case": pilot.use_case_id, "capability": pilot.capability, "state": str(pilot.state),
        "design": str(pilot.design), "measure": f"{pilot.kind}:{pilot.measure}" if pilot.kind else "", "grain": str(pilot.grain),
        "expected": pilot.expected, "starts": pilot.starts, "ends": pilot.ends, "sponsor": str(pilot.sponsor or ""),
        "team": [str(one) for one in pilot.team.all()], "baseline": pilot.baseline, "plan": pilot.plan,
        "decisions": [
            {"verdict": one.verdict, "reasons": one.reasons, "day": one.day.isoformat(), "effect": one.effect}
            for one in pilot.decisions.all()
        ],
        "revision": pilot.revision,
    }  # fmt: skip
