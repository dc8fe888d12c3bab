"""An effect on sales is worth the margin it brings, by a rate that was measured or said with its source."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from levier.core.french.numbers import format_number
from levier.method.earning import earned
from levier.method.pilots import baseline, drafting, finding, starting
from levier.method.pilots.drafting import Draft
from levier.method.pilots.effect import effect_of
from levier.method.pilots.models import Pilot
from levier.method.pilots.worth import margin_of, worth_of
from levier.method.roadmap import editing
from levier.operations.gains import keeping
from levier.tables.importing import import_file
from tests.cast import Person
from tests.pilot_company import LIFT, STARTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(owner: Person, pilot_draft: Draft, weekly_sales: int) -> Pilot:
    pilot = drafting.create(owner.actor, pilot_draft)
    baseline.measure(owner.actor, pilot.pk)
    starting.start(owner.actor, pilot.pk)
    return finding.get(owner.actor, pilot.pk)


def test_without_a_margin_turnover_is_not_called_a_gain(owner: Person, running: Pilot) -> None:
    worth = worth_of(owner.actor, running, effect_of(owner.actor, running))
    assert worth is not None
    assert worth.gained is None
    assert "n'est pas un gain" in worth.said
    assert "Hypothèses" in worth.lacking


def test_a_margin_said_with_its_source_turns_sales_into_a_gain_with_both_doubts(
    owner: Person, running: Pilot
) -> None:
    editing.save_assumption(owner.actor, "gross-margin", "20", "30", "40", "Liasse 2025")
    keeping.add_cost(
        owner.actor,
        label="Licence",
        kind="licence",
        amount=Decimal(100),
        rhythm="once",
        start=STARTS,
        task="table-query",
    )
    measured = effect_of(owner.actor, running)
    worth = worth_of(owner.actor, running, measured)
    assert worth is not None
    assert worth.gained is not None
    weeks = sum(on for _, _, on in measured.points)
    assert worth.turnover == pytest.approx(weeks * measured.effect.estimate)
    assert worth.turnover == pytest.approx(weeks * LIFT, rel=0.35)
    assert worth.gained == pytest.approx(0.3 * worth.turnover)
    assert worth.low == pytest.approx(weeks * measured.effect.low * 0.2)
    assert worth.high == pytest.approx(weeks * measured.effect.high * 0.4)
    assert worth.ratio == pytest.approx((worth.gained - 100) / 100)
    assert "Liasse 2025" in worth.said


def test_a_margin_measured_on_the_sales_comes_before_any_other(
    owner: Person, running: Pilot, tmp_path: Path
) -> None:
    lines = ["N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Coût unitaire;Client"]
    lines += [f"M{n};15/{n:02d}/2026;B;Baguette;10;10,00;6,50;x" for n in range(1, 12)]
    path = tmp_path / "marges.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    made = import_file(owner.actor, path, name="Marges")
    running.dataset = made.dataset_id
    margin = margin_of(owner.actor, running)
    assert margin is not None
    assert margin.central == pytest.approx(0.35)
    assert "mesuré sur « Marges »" in margin.source


def test_only_those_who_steer_read_it_and_only_of_sales(
    owner: Person, employee: Person, running: Pilot
) -> None:
    measured = effect_of(owner.actor, running)
    assert worth_of(employee.actor, running, measured) is None
    running.measure = "orders"
    assert worth_of(owner.actor, running, measured) is None


def test_the_margin_of_a_pilot_joins_the_net_total_once_its_effect_is_certain(
    owner: Person, running: Pilot
) -> None:
    assert earned(owner.actor).margins == []
    editing.save_assumption(owner.actor, "gross-margin", "20", "30", "40", "Liasse 2025")
    found = earned(owner.actor)
    [margin] = found.margins
    assert margin.added
    assert margin.low < margin.gained < margin.high
    assert found.net == pytest.approx(margin.gained - (found.gains.spent or 0))
    assert earned(owner.actor, STARTS - timedelta(days=60), STARTS - timedelta(days=30)).margins == []
    assert "marge des pilotes comprise" in owner.client.get("/indicateurs/gains/").content.decode()


def test_the_printed_gains_add_the_margin_of_pilots_as_the_page_does(owner: Person, running: Pilot) -> None:
    editing.save_assumption(owner.actor, "gross-margin", "20", "30", "40", "Liasse 2025")
    net = earned(owner.actor).net
    assert net is not None
    paper = pypdfium2.PdfDocument(BytesIO(owner.client.get("/indicateurs/gains/gains.pdf").content))
    told = " ".join(page.get_textpage().get_text_range() for page in paper).replace("\u202f", " ")
    assert "Marge des pilotes" in told
    assert running.title in told
    assert format_number(net, 0).replace("\u202f", " ") in told.replace("\xa0", " ")
