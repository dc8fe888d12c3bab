"""The output being written: evidence that opens on lines of entries, sentences that cite it, tables and charts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from levier.capabilities.accounting_review import AccountingReviewOutput, Topic
from levier.core.capability import DatasetFacts
from levier.core.evidence import Computed, Rows, Scalar
from levier.core.french.numbers import format_number, format_percent
from levier.core.french.writing_dates import format_date
from levier.core.result import Chart, Column, Sentence, Series, Table
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.selection import Figure, Selection

MOST_ROWS = 500


def euros(amount: int) -> float:
    """Ten-thousandths as euros to the cent: the very value that is told and that the proof holds."""
    return round(amount / EURO, 2)


def money(amount: int) -> str:
    """« 1 234,56 € »."""
    return f"{format_number(euros(amount), 2)}\u00a0€"


def percent(ratio: float) -> str:
    return format_percent(ratio, 1)


class Story:
    """An output filled topic by topic."""

    def __init__(self, topic: Topic, facts: DatasetFacts, start: date, end: date, year: str) -> None:
        self.facts = facts
        self.output = AccountingReviewOutput(topic=topic, start=start, end=end, fiscal_year=year)
        self.output.touched.append(f"dataset:{facts.dataset}@{facts.version}")

    @property
    def span(self) -> str:
        """« du 01/01/2023 au 30/06/2023 »."""
        assert self.output.start
        assert self.output.end
        return f"du {format_date(self.output.start)} au {format_date(self.output.end)}"

    def prove(
        self, name: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Scalar]], selection: Selection,
        units: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        """Rows read from the entries; their lines open from ``selection``."""
        query = selection.model_dump(mode="json", exclude_none=True)
        if len(query.get("keys", ())) > 5000:
            query["keys"] = query["keys"][:5000]
        query.setdefault("start", self.output.start.isoformat() if self.output.start else None)
        query.setdefault("end", self.output.end.isoformat() if self.output.end else None)
        self.output.evidence.append(
            Rows(
                id=name, dataset=self.facts.dataset, version=self.facts.version, title=f"{title} — {self.facts.title}",
                query=query, columns=list(columns), values=[list(row) for row in rows[:MOST_ROWS]], total_rows=len(rows),
                units=dict(units or {}),
            )
        )  # fmt: skip
        return name

    def prove_figure(self, found: Figure) -> str:
        """A figure with the accounts that make it."""
        assert found.selection
        rows: list[list[Scalar]] = [
            [part.account, part.label, part.amount] for part in found.parts[:MOST_ROWS]
        ]
        rows.append(["total", found.label, found.value])
        return self.prove(
            found.key,
            f"{found.label} ({found.definition})",
            ("account", "label", "amount"),
            rows,
            found.selection,
            {"amount": "€"},
        )

    def compute(self, name: str, title: str, value: Any, method: str, unit: str = "") -> str:
        """A value computed from the figures of ``output.figures``."""
        self.output.evidence.append(
            Computed(id=name, path="figures", title=title, value=value, unit=unit, method=method)
        )
        return name

    def say(self, text: str, *evidence: str) -> None:
        self.output.sentences.append(Sentence(text=text, evidence=list(evidence)))

    def note(self, text: str, *evidence: str) -> None:
        """A limit or a caveat; ``evidence`` when it gives days or figures."""
        self.output.sentences.append(Sentence(text=text, evidence=list(evidence), kind="notice"))

    def table(
        self, title: str, columns: Sequence[Column], rows: list[dict[str, Scalar]], *evidence: str
    ) -> None:
        self.output.tables.append(
            Table(title=title, columns=list(columns), rows=rows, evidence=list(evidence))
        )
        self.output.rows = [dict(row) for row in rows]

    def chart(
        self,
        title: str,
        x: list[str],
        series: Sequence[Series],
        *evidence: str,
        unit: str = "€",
        y_label: str = "",
    ) -> None:
        self.output.charts.append(
            Chart(
                title=title,
                x=x,
                series=list(series),
                unit=unit,
                y_label=y_label or unit,
                evidence=list(evidence),
            )
        )
