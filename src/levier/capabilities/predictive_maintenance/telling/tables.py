"""The machines and the judgement on the past as tables."""

from levier.capabilities.predictive_maintenance import PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.telling.phrases import left, margin, reasons, rival_name
from levier.core.evidence import Scalar
from levier.core.result import Column, Table

STATES = {
    "act": "à traiter maintenant", "plan": "à planifier", "watch": "à surveiller", "fine": "rien à faire", "unseen": "sans relevé",
}  # fmt: skip
SHOWN = 300


def tables(output: PredictiveMaintenanceOutput) -> list[Table]:
    tables = []
    dated = output.unit == "jours"
    if output.machines:
        columns = [
            Column(key="name", label="Machine"), Column(key="state", label="À faire"), Column(key="risk", label="Risque", unit="%"),
            Column(key="margin", label="Marge"), Column(key="left", label=f"Reste ({output.unit})"),
            Column(key="due", label="D'ici", unit="date" if dated else ""), Column(key="reasons", label="Pourquoi"),
            Column(key="exposed", label="Coût attendu", unit="€" if output.currency == "EUR" else output.currency),
        ]  # fmt: skip
        rows: list[dict[str, Scalar]] = [
            {
                "name": one.name, "state": STATES[one.state], "risk": one.risk, "margin": margin(one), "left": left(one),
                "due": one.due_on if dated else one.due, "reasons": reasons(one), "exposed": one.exposed,
            }
            for one in output.machines[:SHOWN]
        ]  # fmt: skip
        empty = {column.key for column in columns if all(row[column.key] in (None, "") for row in rows)}
        kept = [column for column in columns if column.key not in empty]
        tables.append(
            Table(
                title="Machines, les plus pressantes d'abord", columns=kept, rows=rows, evidence=["machines"]
            )
        )
    if output.backtests:
        tables.append(_backtests(output))
    return tables


def _backtests(output: PredictiveMaintenanceOutput) -> Table:
    rows = []
    for one in output.backtests:
        way = "dernières pannes" if one.way == "time" else "machines laissées de côté"
        for name, rival in (
            (rival_name(output), one.ours),
            ("L'âge seul (loi de Weibull)", one.age),
            ("Taux moyen de pannes", one.rate),
        ):
            rows.append({"way": way, "name": name, "failures": one.failures, "caught": rival.caught, "false": rival.false,
                         "auc": rival.auc, "brier": rival.brier})  # fmt: skip
    return Table(
        title="Jugement sur votre passé, au même nombre d'alertes",
        columns=[
            Column(key="way", label="Jugé sur"), Column(key="name", label="Méthode"), Column(key="failures", label="Pannes"),
            Column(key="caught", label="Annoncées"), Column(key="false", label="Fausses alertes"),
            Column(key="auc", label="Classement"), Column(key="brier", label="Erreur (Brier)"),
        ],
        rows=rows, evidence=[f"jugement{place + 1}" for place in range(len(output.backtests))],
    )  # fmt: skip
