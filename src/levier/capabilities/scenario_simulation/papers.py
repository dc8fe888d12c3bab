"""The simulation on paper (PDF) and for spreadsheets (CSV: assumptions, then months of each scenario)."""

from levier.capabilities.scenario_simulation import ScenarioSimulationOutput
from levier.core.french.calendar import MONTHS
from levier.core.french.numbers import format_money, format_percent
from levier.core.result import Download
from levier.core.spreadsheets import as_csv

REPORT, ASSUMPTIONS, MONTHLY = "simulation.pdf", "hypotheses.csv", "mois-par-mois.csv"


def downloads() -> list[Download]:
    """The files offered."""
    return [
        Download(name=REPORT, label="Rapport de simulation (PDF)", media_type="application/pdf"),
        Download(name=MONTHLY, label="Mois par mois (CSV)", media_type="text/csv"),
        Download(name=ASSUMPTIONS, label="Hypothèses (CSV)", media_type="text/csv"),
    ]


def paper(output: ScenarioSimulationOutput, name: str) -> bytes:
    """The file of that name. Raises NotImplementedError where there is none."""
    if name == REPORT:
        return _report(output)
    if name == ASSUMPTIONS:
        head: tuple[str, ...] = ("Hypothèse", "Bas", "Valeur", "Haut", "Unité", "Origine", "Source")
        return as_csv(
            head,
            [
                (one.label, one.low, one.value, one.high, _unit(one.unit), one.origin, one.source)
                for one in output.assumptions
            ],
            decimals=4,
        )  # fmt: skip
    if name == MONTHLY:
        head = ("Scénario", "Mois", "Chiffre d'affaires", "Résultat au moins", "Résultat", "Résultat au plus", "Trésorerie au moins", "Trésorerie", "Trésorerie au plus", "Risque de découvert")  # fmt: skip
        return as_csv(
            head,
            [
                (scenario.name, f"{month.month:%m/%Y}",
                 month.turnover, month.profit.low, month.profit.mid, month.profit.high, month.cash.low, month.cash.mid, month.cash.high, month.negative)
                for scenario in output.scenarios for month in scenario.months
            ],
            decimals=4,
        )  # fmt: skip
    raise NotImplementedError(name)


def _unit(unit: str) -> str:
    return "part (1 = 100 %)" if unit == "%" else unit


def _report(output: ScenarioSimulationOutput) -> bytes:
    from levier.printing import Column, Document  # noqa: PLC0415 - loads reportlab

    def money(value: float) -> str:
        return format_money(value, output.currency, 0)

    span = f"{MONTHS[output.start.month - 1]} {output.start.year} à {MONTHS[output.end.month - 1]} {output.end.year}"
    written = Document("Simulation de scénarios", "Notre entreprise", subtitle=f"{span}, {output.horizon} mois")  # fmt: skip
    main = output.scenarios[1]
    written.facts([("Simulé", " ; ".join(main.changes)), ("Mesure", output.measure), ("Historique", f"{output.history_months} mois")])  # fmt: skip
    written.heading("Ce que dit la simulation")
    for sentence in output.sentences:
        if sentence.kind == "statement":
            written.text(sentence.text)
    written.heading("Les scénarios")
    written.table(
        [
            Column("Scénario", share=2), Column("Résultat", numeric=True), Column("Au moins", numeric=True), Column("Au plus", numeric=True),
            Column("Trésorerie finale", numeric=True), Column("Découvert", numeric=True),
        ],
        [
            [one.name, money(one.profit.mid), money(one.profit.low), money(one.profit.high), money(one.cash_end.mid) if output.opening_cash is not None else "inconnue",
             "" if one.negative is None else format_percent(one.negative, 0)]
            for one in output.scenarios
        ],
    )  # fmt: skip
    written.note("« Au moins » et « au plus » : dépassés chacun une fois sur dix.")
    written.heading("Hypothèses")
    written.table(
        [Column("Hypothèse", share=2), Column("Bas", numeric=True), Column("Valeur", numeric=True), Column("Haut", numeric=True), Column("Source", share=4)],
        [[one.label, _words(one.low, one.unit), _words(one.value, one.unit), _words(one.high, one.unit), one.source] for one in output.assumptions],
    )  # fmt: skip
    written.heading(f"Mois par mois, « {main.name} »")
    written.table(
        [Column("Mois", share=1.4), Column("Chiffre d'affaires", numeric=True), Column("Résultat", numeric=True), Column("Trésorerie", numeric=True), Column("Au moins", numeric=True), Column("Au plus", numeric=True)],
        [
            [f"{MONTHS[one.month.month - 1]} {one.month.year}", money(one.turnover), money(one.profit.mid), money(one.cash.mid), money(one.cash.low), money(one.cash.high)]
            for one in main.months
        ],
    )  # fmt: skip
    for sentence in output.sentences:
        if sentence.kind == "notice":
            written.note(sentence.text)
    for missing in output.missing:
        written.note(f"Manque : {missing}.")
    return written.bytes()


def _words(value: float, unit: str) -> str:
    if unit == "%":
        return format_percent(value)
    shown = (
        f"{value:,.0f}".replace(",", "\u202f") if unit in ("€", "jours") else f"{value:g}".replace(".", ",")
    )
    return shown.replace("-", "−") if not unit else f"{shown.replace('-', '−')}\u00a0{unit}"


__all__ = ["downloads", "paper"]
