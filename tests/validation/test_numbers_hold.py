"""Any number changed beyond its rounding is caught; the same number written otherwise is accepted."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from levier.core.evidence import Computed, Passage, Rows
from levier.core.french.numbers import format_money, format_number
from levier.validation import Verdict
from levier.validation.judging import Judge
from tests.validation.material import said

AMOUNTS = st.decimals(min_value=Decimal("1"), max_value=Decimal("9999999"), places=2)


def amount_proofs(value: Decimal) -> list[Passage | Rows | Computed]:
    return [
        Passage(id="p", document=1, version=1, passage=1, title="Bail", quote=f"Le loyer annuel est de {format_money(value)}."),
        Rows(id="r", dataset=1, version=1, title="Loyer", columns=["site", "rent"], units={"rent": "€"}, query={},
             values=[["Lyon", float(value)], ["Nantes", float(value) * 7 + 3]], total_rows=9),
        Computed(id="c", path="rent", title="Loyer annuel", value=float(value), unit="€"),
    ]  # fmt: skip


def holds(text: str, proof: Passage | Rows | Computed) -> bool:
    return all(claim.verdict is Verdict.SUPPORTED for claim in Judge([proof]).judge(said(text, proof.id)))


def sentence(amount: str, proof: Passage | Rows | Computed) -> str:
    return f"Le loyer annuel est de {amount}." if proof.id != "r" else f"Le loyer de Lyon est de {amount}."


@pytest.mark.parametrize("kind", [0, 1, 2])
@given(
    value=AMOUNTS,
    change=st.decimals(min_value=Decimal("0.02"), max_value=Decimal("500000"), places=2),
    down=st.booleans(),
)
def test_a_changed_amount_is_caught(kind: int, value: Decimal, change: Decimal, down: bool) -> None:
    false = value - change if down else value + change
    assume(false > 0)
    proof = amount_proofs(value)[kind]
    assume(kind != 1 or abs(false - (value * 7 + 3)) > 1)
    assert not holds(sentence(format_money(false), proof), proof)


@pytest.mark.parametrize("kind", [0, 1, 2])
@given(value=AMOUNTS, form=st.sampled_from(["thin", "plain", "compact", "anglo", "euros", "rounded", "kilo"]))
def test_the_same_amount_written_otherwise_is_accepted(kind: int, value: Decimal, form: str) -> None:
    whole = value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    written = {
        "thin": format_money(value),
        "plain": f"{value:,.2f} €".replace(",", " ").replace(".", ","),
        "compact": f"{value} €".replace(".", ","),
        "anglo": f"{value:,.2f} €",
        "euros": f"{format_number(value, 2)} euros",
        "rounded": f"environ {format_number(whole)} €",
        "kilo": f"{format_number(value / 1000, 2)} k€",
    }[form]
    assume(form != "kilo" or value >= 10_000)
    proof = amount_proofs(value)[kind]
    assert holds(sentence(written, proof), proof)


WORDS = {
    2: "deux",
    4: "quatre",
    12: "douze",
    21: "vingt et un",
    30: "trente",
    45: "quarante-cinq",
    60: "soixante",
    90: "quatre-vingt-dix",
}


@example(days=21, other=3, unit="semaines")
@example(days=2, other=48, unit="heures")
@given(
    days=st.sampled_from(sorted(WORDS)),
    other=st.integers(2, 120),
    unit=st.sampled_from(["jours", "semaines", "mois", "ans", "heures"]),
)
def test_a_duration_holds_in_figures_and_in_words_and_in_no_other_unit(
    days: int, other: int, unit: str
) -> None:
    proof = Passage(
        id="p", document=1, version=1, passage=1, title="Bail", quote=f"Le préavis est de {days} jours."
    )
    assert holds(f"Le préavis est de {WORDS[days]} jours.", proof)
    same = other * {"jours": 24, "semaines": 168, "heures": 1}.get(unit, 0) == days * 24
    assert holds(f"Le préavis est de {other} {unit}.", proof) == same


@given(first=st.integers(10_000, 900_000), second=st.integers(10_000, 900_000), points=st.integers(-400, 400))
def test_a_growth_is_accepted_only_when_it_is_that_of_the_two_values(
    first: int, second: int, points: int
) -> None:
    growth = (Decimal(second) / Decimal(first) - 1) * 100
    assume(abs(growth) > 1 and abs(growth) < 900)
    backwards = (Decimal(first) / Decimal(second) - 1) * 100
    proof = Rows(
        id="r", dataset=1, version=1, title="Chiffre d'affaires par mois", columns=["month", "revenue"], units={"revenue": "€"},
        query={"period": {"start": "2011-04-01", "end": "2011-05-31"}}, values=[["2011-04-01", first], ["2011-05-01", second]], total_rows=2,
    )  # fmt: skip
    way = "hausse" if growth > 0 else "baisse"
    text = f"De {format_number(first)} € en avril 2011 à {format_number(second)} € en mai 2011, soit une {way} de "
    assert holds(f"{text}{format_number(abs(growth), 1)} %.", proof)
    false = abs(growth) + Decimal(points) / 10
    ratio = Decimal(min(first, second)) / Decimal(max(first, second)) * 100
    assume(all(abs(false - abs(true)) > Decimal("0.2") for true in (growth, backwards, ratio)) and false > 0)
    assert not holds(f"{text}{format_number(false, 1)} %.", proof)
