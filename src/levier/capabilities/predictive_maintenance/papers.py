"""The maintenance plan on paper (PDF) and for spreadsheets (CSV)."""

from levier.capabilities.predictive_maintenance import Machine, PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.words import lasting, percent
from levier.core.french.dates import format_date, format_long_date
from levier.core.french.numbers import format_money, format_number
from levier.core.result import Download
from levier.core.spreadsheets import as_cell, as_csv

_PDF, _CSV = "plan-de-maintenance.pdf", "plan-de-maintenance.csv"
_SHOWN = 60
_STATES = {
    "act": "à traiter maintenant", "plan": "à planifier", "watch": "à surveiller", "fine": "rien à faire", "unseen": "sans relevé",
}  # fmt: skip


def downloads(output: PredictiveMaintenanceOutput) -> list[Download]:
    """Both files, when there are machines."""
    if not output.machines:
        return []
    return [
        Download(name=_PDF, label="Plan de maintenance (PDF)", media_type="application/pdf"),
        Download(name=_CSV, label="Plan de maintenance (CSV)", media_type="text/csv"),
    ]


def paper(output: PredictiveMaintenanceOutput, name: str) -> bytes:
    """The file of that name. Raises NotImplementedError where there is none."""
    if name == _CSV:
        return _table(output)
    if name == _PDF:
        return _document(output)
    raise NotImplementedError(name)


def _table(output: PredictiveMaintenanceOutput) -> bytes:
    unit = output.unit
    head = [
        "Machine", "À faire", "Intervenir d'ici", f"Risque à {format_number(output.horizon)} {unit} (%)", "Au moins (%)", "Au plus (%)",
        f"Durée restante ({unit})", "Au moins", "Au plus", f"Âge ({unit})", f"Coût attendu ({output.currency})", "Pourquoi", "Vue le",
    ]  # fmt: skip
    return as_csv(head, (
        [one.name, _STATES[one.state], _due(one), *(None if part is None else 100 * part for part in (one.risk, one.risk_low, one.risk_high)),
         one.remaining, one.remaining_low, one.remaining_high, one.age, one.exposed, _why(one), one.seen]
        for one in output.machines
    ), decimals=4)  # fmt: skip


def _due(one: Machine) -> str:
    if one.state == "act" and (one.due is None or one.due <= 0):
        return "maintenant"
    if one.due_on is not None:
        return format_date(one.due_on)
    return as_cell(one.due, decimals=4)


def _why(one: Machine) -> str:
    return " ; ".join([*one.rules, *(each.text for each in one.drivers)])


def _document(output: PredictiveMaintenanceOutput) -> bytes:
    from levier.printing import Column, Document  # noqa: PLC0415 - loads reportlab

    horizon = lasting(output.horizon, output.unit)
    written = Document(
        "Plan de maintenance", "", subtitle=f"Établi le {format_long_date(output.day)}" + ("" if output.instant else f", pour les {horizon} à venir"),
        footer=f"Plan du {format_date(output.day)}",
    )  # fmt: skip
    facts = [
        ("Machines suivies", format_number(output.machines_count)),
        ("À traiter ou planifier", format_number(output.at_risk)),
    ]
    if output.engine != "rules":
        facts.append(("Pannes attendues", format_number(output.expected, 1)))
    if output.failure_cost is not None and output.preventive_cost is not None:
        facts += [("Coût d'une panne", format_money(output.failure_cost, output.currency, 0)),
                  ("Coût d'une intervention", format_money(output.preventive_cost, output.currency, 0))]  # fmt: skip
    written.facts(facts)
    for one in output.backtests:
        way = "vos dernières pannes" if one.way == "time" else "des machines laissées de côté"
        written.text(
            f"Jugée sur {way}, la méthode aurait annoncé {format_number(one.ours.caught, 0)} pannes sur {format_number(one.failures)} avec "
            f"{format_number(one.ours.false, 0)} fausses alertes ; l'âge seul, {format_number(one.age.caught, 0)}."
        )
    todo = [one for one in output.machines if one.state in ("act", "plan", "watch")]
    if todo:
        written.heading("À faire")
        written.table(
            [Column("Machine", share=1.3), Column("À faire", share=1.2), Column("D'ici", share=0.9), Column("Risque", numeric=True, share=0.7),
             Column("Durée restante", share=1.3), Column("Pourquoi", share=3), Column("Fait le", share=0.8)],
            [[one.name, _STATES[one.state], _due(one), percent(one.risk) if one.risk is not None else "",
              one.why if one.risk is not None else "", _why(one), ""] for one in todo[:_SHOWN]],
        )  # fmt: skip
    else:
        written.text("Aucune machine n'est à traiter dans cet horizon.")
    if len(todo) > _SHOWN:
        written.note(f"{len(todo) - _SHOWN} autres machines sont dans le tableau CSV.")
    for lacking in output.missing:
        written.note(f"Il manque : {lacking}.")
    written.note(
        "Ce plan ne remplace ni les contrôles obligatoires ni les consignes du constructeur. Calculé par Levier à partir de vos relevés et pannes, "
        "à relire avant d'agir."
    )
    return written.bytes()


__all__ = ["downloads", "paper"]
