from datetime import date
from typing import Literal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from pydantic import BaseModel, Field, field_validator

from levier.capabilities import inputs
from levier.core.errors import BadInput
from levier.core.period import Period


class Order(BaseModel):
    horizon: int = Field(default=4, ge=1, le=104, title="Horizon", json_schema_extra={"unit": "semaines"})
    by: Literal["total", "product"] = Field(
        default="total", title="Découpage", json_schema_extra={"labels": {"total": "Total"}}
    )
    items: list[str] = Field(default=[], max_length=3, title="Articles")
    day: date | None = Field(default=None, title="Jour")
    period: Period | None = Field(default=None, title="Période")
    price: float = Field(default=1.0, title="Prix", gt=0)
    sure: bool = Field(default=False, title="Sûr")
    needed: str = Field(title="Nom")

    @field_validator("needed")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("écrivez un nom")
        return value


def told(**given: object) -> str:
    with pytest.raises(BadInput) as caught:
        inputs.read(Order, {"needed": "x", **given})
    return caught.value.message


def test_each_wrong_value_is_told_in_french_by_the_fields_label() -> None:
    assert "« Horizon » : il faut au plus 104 (reçu : 400)" in told(horizon=400)
    assert "« Horizon » : il faut un nombre entier" in told(horizon="quatre")
    assert "« Découpage » : choisissez parmi total ou product" in told(by="client")
    assert "« Articles » : il faut au plus 3 valeurs" in told(items=["a", "b", "c", "d"])
    assert "« Jour » : il faut une date" in told(day="demain")
    assert "« Prix » : il faut plus de 0" in told(price=-1)
    assert "« Nom » : écrivez un nom" in told(needed=" ")
    assert "« Sûr » : répondez par oui ou par non" in told(sure="peut-être")
    assert "finit avant de commencer" in told(period={"start": "2026-02-01", "end": "2026-01-01"})


def test_a_missing_field_and_an_unknown_one_are_told() -> None:
    with pytest.raises(BadInput, match="ce champ est obligatoire"):
        inputs.read(Order, {})
    assert "« colour » : ce champ n'existe pas" in told(colour="red")
    assert "horizon, by, items" in told(colour="red")


def test_fields_carry_what_a_form_and_a_command_need() -> None:
    found = {field.name: field for field in inputs.fields(Order)}
    assert (found["horizon"].kind, found["horizon"].minimum, found["horizon"].maximum) == ("integer", 1, 104)
    assert found["horizon"].unit == "semaines"
    assert found["by"].choices == (("total", "Total"), ("product", "product"))
    assert found["by"].shown_default == "Total"
    assert found["items"].many
    assert found["day"].kind == "date"
    assert found["period"].kind == "period"
    assert found["sure"].kind == "flag"
    assert found["needed"].required
    assert found["items"].option == "--items"


def test_what_was_typed_in_the_french_way_is_read() -> None:
    typed = {
        "horizon": ["8"],
        "items": ["MUG\nTASSE"],
        "day": ["23/11/2026"],
        "period_start": ["1/4/2026"],
        "period_end": ["30/04/2026"],
        "price": ["1 234,5"],
        "sure": ["oui"],
        "needed": ["Martin"],
    }
    order = inputs.read(Order, inputs.from_texts(Order, lambda name: typed.get(name, [])))
    assert order.items == ["MUG", "TASSE"]
    assert order.day == date(2026, 11, 23)
    assert order.period is not None
    assert order.period.end == date(2026, 4, 30)
    assert order.price == 1234.5
    assert order.sure


_VALUES = (
    st.none() | st.integers() | st.floats() | st.text(max_size=8) | st.lists(st.text(max_size=3), max_size=5)
)


class Levels(BaseModel):
    level: Literal[80, 95] = Field(default=80, title="Niveau")
    several: list[Literal[1, 2]] = Field(default=[], title="Plusieurs")


def test_a_choice_of_numbers_typed_as_text_is_read() -> None:
    typed = {"level": ["95"], "several": ["1", "2"]}
    found = inputs.read(Levels, inputs.from_texts(Levels, lambda name: typed.get(name, [])))
    assert found.level == 95
    assert found.several == [1, 2]


@examples(st.dictionaries(st.sampled_from([*Order.model_fields, "zzz"]), _VALUES))
def test_any_input_is_either_typed_or_refused_in_words(given: dict[str, object]) -> None:
    refused = ""
    try:
        inputs.read(Order, given)
    except BadInput as error:
        refused = error.message
    assert not refused or "«" in refused


class Leg(BaseModel):
    """A line of a form."""

    town: str = Field(title="Ville")
    mode: Literal["road", "rail"] = Field(default="road", title="Mode")
    hours: float = Field(default=1, ge=0, title="Durée")


class Trip(BaseModel):
    legs: list[Leg] = Field(default=[], title="Étapes")


def test_a_list_of_small_models_is_typed_line_by_line() -> None:
    (field,) = inputs.fields(Trip)
    assert (field.kind, field.many) == ("rows", False)
    assert [one.name for one in field.columns] == ["town", "mode", "hours"]
    typed = {
        "legs.town": ["Lyon", "", "Nice"],
        "legs.mode": ["rail", "road", "road"],
        "legs.hours": ["1,5", "", ""],
    }
    given = inputs.from_texts(Trip, lambda name: typed.get(name, []))
    assert given == {
        "legs": [{"town": "Lyon", "mode": "rail", "hours": "1.5"}, {"town": "Nice", "mode": "road"}]
    }
    assert inputs.read(Trip, given).legs[0].hours == 1.5


def test_lines_may_be_one_json_text_on_the_command_line() -> None:
    given = inputs.from_texts(Trip, lambda name: ['[{"town": "Lyon"}]'] if name == "legs" else [])
    assert inputs.read(Trip, given).legs == [Leg(town="Lyon")]
    with pytest.raises(BadInput):
        inputs.read(Trip, inputs.from_texts(Trip, lambda name: ["pas du JSON"] if name == "legs" else []))


def test_a_fault_in_a_line_names_the_line_and_the_column() -> None:
    with pytest.raises(BadInput) as refused:
        inputs.read(Trip, {"legs": [{"town": "Lyon"}, {"town": "Nice", "hours": -1}]})
    assert "« Étapes », ligne 2, « Durée »" in refused.value.what.replace("\u00a0", " ")
