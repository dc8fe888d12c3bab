"""The class of a company's own idea under the AI Act, by the rules of the registers: from the common use that it is.

The questionnaire of the register of systems refines it later; here the usual answers of the use decide, articles cited.
"""

from levier.core.errors import BadInput
from levier.governance.legal.ai_act import Classified, UseCase, book, classify, use_case
from levier.method.roadmap.ordering.filters import Barrier

_RISK = {
    "prohibited": "high",
    "high": "high",
    "transparency": "limited",
    "gpai": "limited",
    "minimal": "minimal",
}


def usages() -> tuple[UseCase, ...]:
    """The common uses one may choose from."""
    return book().use_cases


def classed(usage: str) -> Classified:
    """The class of a common use, with its reasons. Raises BadInput."""
    known = use_case(usage)
    if known is None:
        raise BadInput(
            "Cet usage type n'existe pas",
            where="usage type",
            mend="Choisissez-en un dans la liste, ou aucun.",
        )
    return classify(known.answers)


def risk_of(usage: str) -> str:
    """The roadmap's risk that follows. Raises BadInput."""
    return _RISK[classed(usage).risk]


def told(found: Classified) -> str:
    """« haut risque (art. 6 et annexe III, 4. a) : … »."""
    first = next((one for one in found.reasons if one.holds), None)
    if first is None:
        aside = found.reasons[0]
        return f"{found.words} au sens du règlement sur l'IA ({aside.article} écarté) : {aside.says}"
    return f"{found.words} au sens du règlement sur l'IA ({first.article}) : {first.says}"


def forbidden(usage: str) -> Barrier | None:
    """The hard filter of a prohibited use, with its article."""
    found = classed(usage)
    if found.risk != "prohibited":
        return None
    first = next(one for one in found.reasons if one.holds)
    return Barrier(
        "prohibited", f"Pratique interdite ({first.article} du règlement (UE) 2024/1689) : {first.says}"
    )
