"""Every sentence of the dashboard, its remarks included, holds against the figures it cites."""

from datetime import date
from pathlib import Path

import pytest

from levier.capabilities.live_dashboard import LiveDashboard, LiveDashboardInput, LiveDashboardOutput
from levier.capabilities.output_check import named
from levier.core.capability import Context
from levier.tables.access import CompanyTables
from levier.tables.importing import import_file
from levier.validation import validate
from tests.cast import Person

TODAY = date(2026, 11, 12)
_HEAD = "N° de facture;Date de facture;Code article;Désignation;Quantité vendue;Prix unitaire HT;Client"
_SOLD = [
    ("05/10/2026", "CH1;Chaise", 4, "50,00"), ("07/10/2026", "TA1;Table", 3, "80,25"), ("09/10/2026", "BA1;Banc", 2, "72,00"),
    ("03/11/2026", "CH1;Chaise", 7, "55,00"), ("10/11/2026", "CH1;Chaise", 6, "58,25"), ("11/11/2026", "LA1;Lampe", 2, "31,50"),
]  # fmt: skip


@pytest.mark.parametrize("about", [{}, {"focus": "change"}])
def test_nothing_that_the_dashboard_says_is_taken_back(
    owner: Person, tmp_path: Path, about: dict[str, object]
) -> None:
    lines = [f"F{n};{day};{what};{many};{price};C1" for n, (day, what, many, price) in enumerate(_SOLD)]
    (tmp_path / "ventes.csv").write_text("\n".join([_HEAD, *lines]) + "\n", encoding="utf-8")
    import_file(owner.actor, tmp_path / "ventes.csv", name="Ventes", readers=("all",))
    tables = CompanyTables(owner.actor)
    ctx = Context(owner.actor, TODAY, tables, knowledge=None)  # type: ignore[arg-type]
    output = named(
        LiveDashboard().run(ctx, LiveDashboardInput.model_validate(about)), LiveDashboardOutput, "s1"
    )
    said = " ".join(one.text for one in output.sentences)
    assert "jours sur 7, comparé à autant de jours" in said
    assert "Moins de deux ans d'historique" in said
    assert not about or "quantités (au prix moyen)" in said
    assert [(one.text, one.reason) for one in validate(output.sentences, output.evidence).removed] == []
