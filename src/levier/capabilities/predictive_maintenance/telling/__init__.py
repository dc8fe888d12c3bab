"""What a maintenance study says: French sentences bound to computed evidence, tables, and charts whose titles are findings."""

from levier.capabilities.predictive_maintenance import PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.assembling import Basis
from levier.capabilities.predictive_maintenance.drawing import charts
from levier.capabilities.predictive_maintenance.papers import downloads
from levier.capabilities.predictive_maintenance.signalling import signals
from levier.capabilities.predictive_maintenance.telling.evidence import evidence
from levier.capabilities.predictive_maintenance.telling.sentences import (
    judged,
    law,
    learned,
    lives,
    machines,
    notices,
    whole,
)
from levier.capabilities.predictive_maintenance.telling.tables import tables
from levier.core.french.numbers import format_percent
from levier.core.result import Unanswered


def tell(output: PredictiveMaintenanceOutput, basis: Basis) -> PredictiveMaintenanceOutput:
    """``output`` with its sentences, evidence, tables, charts, signals and files."""
    output.signals = signals(output, basis)
    output.evidence = [*evidence(output)]
    output.sentences = [
        *judged(output), *lives(output), *whole(output), *machines(output), *learned(output), *law(output), *notices(output),
    ]  # fmt: skip
    output.unanswered = _unanswered(output)
    output.tables = tables(output)
    output.charts = charts(output, basis)
    output.downloads = downloads(output)
    return output


def _unanswered(output: PredictiveMaintenanceOutput) -> list[Unanswered]:
    told = []
    if output.engine == "rules":
        reason = f"Trop peu de données : voici ce qu'il manque : {' ; '.join(output.missing)}."
        told.append(Unanswered(question="Probabilité de panne et durée de vie restante", reason=reason))
    elif output.failure_cost is None and output.machines and not output.instant:
        told.append(Unanswered(
            question="Date d'intervention la moins chère",
            reason="Les coûts ne sont pas connus : donnez celui d'une panne et celui d'une intervention préventive (champs de la demande, ou "
            f"colonne « Coût » de vos interventions). En attendant, l'échéance est celle où le risque atteint {format_percent(output.risk_limit, 0)}.",
        ))  # fmt: skip
    silent = [one.name for one in output.machines if one.state == "unseen"]
    if silent:
        more = f" et {len(silent) - 5} autres" if len(silent) > 5 else ""
        told.append(
            Unanswered(
                question=f"État de {', '.join(silent[:5])}{more}",
                reason="Aucun relevé depuis la remise en marche.",
            )
        )
    return told


__all__ = ["tell"]
