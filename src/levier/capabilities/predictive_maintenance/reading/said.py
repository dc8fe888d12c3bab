"""What a request says beside machines: costs, a horizon, thresholds. What is not said clearly is left unsaid."""

import re
from dataclasses import dataclass

from levier.capabilities.predictive_maintenance.science.rules import Threshold
from levier.core.errors import BadInput
from levier.core.french.numbers import find_numbers, parse_number
from levier.core.french.text import flatten

_FAILURE = re.compile(r"(?<![a-z])(?:pannes?|casses?|defaillances?|avaries?|failures?)(?![a-z])")
_PLANNED = re.compile(
    r"(?<![a-z])(?:entretiens?|preventi(?:f|ve|fs|ves)|interventions?|revisions?|remplacements?|maintenances?)(?![a-z])"
)
_COST = re.compile(r"(?<![a-z])(?:cout\w*|revien\w*|factur\w*|prix|vaut|valent|a)(?![a-z])")
_LENGTHS = {"jour": 1.0, "semaine": 7.0, "mois": 30.0, "trimestre": 91.0, "an": 365.0}
_CYCLES = re.compile(r"(\d[\d\s\u00a0\u202f]*)\s*cycles?")
_NEAR = (
    ("cette semaine", 7.0),
    ("semaine prochaine", 14.0),
    ("ce trimestre", 91.0),
    ("trimestre", 91.0),
    ("cette annee", 365.0),
)
_NEXT = re.compile(r"(\d+)\s+prochaine?s?\s+(jour|semaine|mois|trimestre|an)")
_RULE = re.compile(
    r"^(?P<sensor>.+?)\s*(?P<sign>>=?|<=?|≥|≤)\s*(?P<limit>[-−]?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?)\s*(?P<unit>\S{0,8})$"
)


@dataclass(frozen=True)
class Said:
    """Euros and the horizon, None where the words do not say them."""

    failure_cost: float | None = None
    preventive_cost: float | None = None
    horizon: float | None = None


def read_words(words: str, clock: str) -> Said:
    """« une panne coûte 3 000 €, un entretien 400 €, dans les 60 jours »: an amount goes to the last thing named before it."""
    flat = flatten(words)
    named = [(match.start(), "failure") for match in _FAILURE.finditer(flat)]
    named += [(match.start(), "planned") for match in _PLANNED.finditer(flat)]
    costs: dict[str, float] = {}
    horizon = None
    for found in find_numbers(words):
        if found.unit == "€" and _COST.search(flat):
            before = [one for one in sorted(named) if one[0] < found.start]
            if before:
                costs.setdefault(before[-1][1], float(found.value))
        elif found.unit in _LENGTHS and horizon is None and clock == "days":
            horizon = float(found.value) * _LENGTHS[found.unit]
    if clock == "cycles" and (match := _CYCLES.search(flat)):
        horizon = float(re.sub(r"\D", "", match[1]))
    if horizon is None and clock == "days" and (match := _NEXT.search(flat)):
        horizon = float(match[1]) * _LENGTHS[match[2]]
    if horizon is None and clock == "days":
        horizon = next((days for told, days in _NEAR if told in flat), None)
    return Said(costs.get("failure"), costs.get("planned"), horizon if horizon and horizon > 0 else None)


def read_thresholds(lines: list[str], sensors: list[str]) -> list[Threshold]:
    """Each line a rule. Raises BadInput for a line that is no rule, or a sensor that no reading names."""
    known = {flatten(name).strip(): name for name in sensors}
    rules = []
    for line in (one.strip() for one in lines if one.strip()):
        match = _RULE.match(line)
        if match is None:
            raise BadInput(
                f"« {line} » n'est pas un seuil",
                where="champ Seuils",
                mend="Écrivez un capteur, > ou <, et un nombre : « TEMP_HUILE > 80 ».",
            )
        name = known.get(flatten(match["sensor"]).strip())
        if name is None:
            told = ", ".join(f"« {one} »" for one in sensors[:6])
            raise BadInput(
                f"Aucun relevé ne vient d'un capteur « {match['sensor']} »",
                where="champ Seuils",
                mend=f"Vos capteurs : {told}."
                if told
                else "Importez des relevés de capteurs : vous n'en avez aucun.",
            )
        rules.append(Threshold(name, match["sign"] in (">", ">=", "≥"), float(parse_number(match["limit"]))))
    return rules


__all__ = ["Said", "read_thresholds", "read_words"]
