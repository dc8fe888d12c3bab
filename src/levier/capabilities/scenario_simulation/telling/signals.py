"""What is watched at each run."""

from datetime import date

from levier.capabilities.scenario_simulation import (
    ScenarioSimulationOutput,
)
from levier.capabilities.scenario_simulation.rules import out_of_date
from levier.capabilities.scenario_simulation.telling.sentences import YEAR
from levier.core.result import Signal
from levier.tables.accounting.ledger import months_between

_STALE_MONTHS = 3


def signals(output: ScenarioSimulationOutput, today: date) -> list[Signal]:
    found = [
        Signal(
            name="history", label="Mois d'historique", value=float(output.history_months), limit=float(YEAR), unit="mois", above=False,
            means="Moins d'un an : la saison n'est pas connue et le hasard d'un mois pèse ; importez les exercices précédents.",
        ),
        Signal(
            name="data-age", label="Âge du dernier mois connu", value=float(max(0, months_between(output.start, today) - 1)), limit=float(_STALE_MONTHS), unit="mois",
            means="La simulation part du dernier mois de vos tableaux : importez les suivants avant de décider.",
        ),
    ]  # fmt: skip
    if any(one.origin == "law" for one in output.assumptions) and any(
        out_of_date(part, today) for part in ("employer", "income_tax")
    ):
        found.append(
            Signal(
                name="law", label="Taux légaux à relire", value=1.0, limit=0.0,
                means="Les taux de cotisations et d'impôt de Levier datent d'une année passée : mettez Levier à jour, ou donnez vos taux dans les hypothèses.",
            )
        )  # fmt: skip
    one = output.replayed
    if one is not None and one.profit_usual > 0:
        found.append(
            Signal(
                name="replay", label="Erreur du modèle rejoué, rapportée à celle d'une prévision triviale",
                value=round(one.profit_error / one.profit_usual, 2), limit=1.0,
                means="Sur votre passé, une prévision triviale fait aussi bien : fiez-vous aux écarts entre scénarios plus qu'aux montants.",
            )
        )  # fmt: skip
    if one is not None and one.cash_error is not None and one.cash_usual:
        found.append(
            Signal(
                name="cash-replay", label="Erreur de trésorerie rejouée, rapportée à celle d'une prévision triviale",
                value=round(one.cash_error / one.cash_usual, 2), limit=1.0,
                means="Des mouvements hors activité (comptes d'associés, investissements, emprunts) ont dominé votre trésorerie passée : lisez les écarts, pas les soldes.",
            )
        )  # fmt: skip
    return found
