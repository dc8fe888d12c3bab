"""Legal rates and ranges used when the company's own data says nothing: data with a source and a review date.

The employer's cost follows the single degressive reduction (art. L. 241-13 and D. 241-7 of the Code de la sécurité sociale):
coefficient = Tmin + Tdelta × (½ × (3 × SMIC ÷ gross − 1))^P below 3 SMIC, nothing above.
"""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

UNREAD = "à vérifier"
"""The rate was read where « read » says; the number of its article, written from memory, was not."""


@cache
def rules() -> dict[str, Any]:
    """The whole of ``data/rules.json``."""
    loaded: dict[str, Any] = json.loads(
        files("levier.capabilities.scenario_simulation")
        .joinpath("data/rules.json")
        .read_text(encoding="utf-8")
    )
    return loaded


def employer_rate(gross_year: float) -> float:
    """Employer's contributions as a share of a yearly gross wage (euros), after the degressive reduction."""
    data = rules()["employer"]
    full = sum(float(one["rate"]) for one in data["contributions"])
    cut = data["reduction"]
    floor = float(cut["smic_year"])
    ratio = cut["exit"] * floor / max(gross_year, floor)
    if ratio <= 1:
        return full
    inside = min(1.0, 0.5 * (ratio - 1))
    return float(full - (cut["t_min"] + cut["t_delta"] * inside ** cut["power"]))


def company_tax(profit: float, turnover: float) -> float:
    """Income tax of a company on a year's profit before tax (euros); nothing on a loss."""
    data = rules()["income_tax"]
    if profit <= 0:
        return 0.0
    small = profit if turnover <= data["largest_turnover"] else 0.0
    reduced = min(small, float(data["reduced_up_to"]))
    return float(reduced * data["reduced_rate"] + (profit - reduced) * data["rate"])


def source(part: str) -> str:
    """« … (revu le 23/11/2026, à relire avant le 01/01/2027, 6 articles à vérifier) »."""
    data = rules()[part]
    again = f", à relire avant le {_day(data['review'])}" if "review" in data else ""
    unread = sum(one.get("status") == UNREAD for one in data.get("contributions", ()))
    doubt = f", {unread} articles à vérifier dans le texte" if unread else ""
    return f"{data['source']} (revu le {_day(data['reviewed'])}{again}{doubt})"


def out_of_date(part: str, today: date) -> bool:
    """Whether the texts of a part were to be read again before ``today``."""
    review = rules()[part].get("review")
    return review is not None and today >= date.fromisoformat(review)


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


__all__ = ["UNREAD", "company_tax", "employer_rate", "out_of_date", "rules", "source"]
