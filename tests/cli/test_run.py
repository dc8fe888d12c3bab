import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from levier.capabilities import registry
from levier.cli.run import app
from levier.core.errors import BadInput, LevierError, NotFound
from levier.tables.importing import import_file
from tests.api.conftest import sales_file  # noqa: F401
from tests.capabilities.conftest import install  # noqa: F401
from tests.capabilities.toys import Install, source
from tests.cast import Person

pytestmark = pytest.mark.django_db


def levier_run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def shop(owner: Person, sales_file: Path) -> Person:  # noqa: F811
    import_file(owner.actor, sales_file)
    return owner


def test_every_capability_is_a_command_with_its_french_help() -> None:
    listed = levier_run("--help").output
    for name, capability in registry.catalogue().items():
        assert name in listed
        shown = levier_run(name, "--help").output
        assert shown.strip()
        for field in capability.Input.model_fields:
            assert f"--{field.replace('_', '-')}" in shown


def test_options_say_their_label_choices_and_default() -> None:
    shown = " ".join(levier_run("sales-forecast", "--help").output.split())
    assert "Horizon" in shown
    assert "week (semaine)" in shown
    assert "Par défaut" in shown
    assert "Afficher cette aide" in shown


def test_json_prints_one_object_and_nothing_else(shop: Person) -> None:
    ran = levier_run(
        "sales-forecast", "--horizon", "4", "--by", "product", "--items", "A1", "--items", "A2", "--json"
    )
    assert ran.exit_code == 0, ran.exception
    found = json.loads(ran.stdout)
    assert set(found) == {"output", "evidence", "sentences", "seconds", "cost"}
    assert found["output"]["keys"] == ["Produit 1", "Produit 2"]


def test_the_terminal_shows_sentences_and_tables(shop: Person) -> None:
    ran = levier_run("sales-forecast", "--level", "95")
    assert ran.exit_code == 0, ran.exception
    assert "prévoyons" in ran.stdout
    assert "\u00a0preuves" in ran.stdout
    assert "95" in ran.stdout


def test_a_refusal_names_the_options_and_not_the_fields_behind_them(shop: Person) -> None:
    ran = levier_run("table-query", "--kind", "sales", "--having", "x")
    assert isinstance(ran.exception, BadInput)
    assert ran.exception.where == "option --having"
    assert "reçu" not in ran.exception.what
    ran = levier_run("sales-forecast", "--horizon", "0", "--level", "abc")
    assert isinstance(ran.exception, BadInput)
    assert ran.exception.where == "option --horizon, --level"
    ran = levier_run("table-query", "--period-start", "32/13/2031")
    assert isinstance(ran.exception, BadInput)
    assert ran.exception.where == "option --period-start, --period-end"
    assert ran.exception.what.count("Période") == 1


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["sales-forecast", "--horizon", "0"], BadInput),
        (["sales-forecast", "--horizon", "quatre"], BadInput),
        (["sales-forecast", "--grain", "siècle"], BadInput),
        (["sales-forecast", "--by", "product", "--items", "inconnu"], BadInput),
        (["sales-forecast", "--company", "ailleurs"], NotFound),
        (["sale-forcast"], NotFound),
    ],
)
def test_a_refusal_has_its_reason_and_the_exit_status_2(
    shop: Person, words: list[str], error: type[LevierError]
) -> None:
    ran = levier_run(*words)
    assert isinstance(ran.exception, error)
    assert ran.exception.exit_status == 2


def test_too_little_data_exits_with_3(owner: Person, tmp_path: Path) -> None:
    lines = "\n".join(f"{day:02d}/03/2025;A;Mug;3;2,5" for day in range(1, 29))
    path = tmp_path / "ventes.csv"
    path.write_text(f"date;code article;désignation;quantité;prix unitaire\n{lines}", encoding="utf-8")
    import_file(owner.actor, path)
    ran = levier_run("sales-forecast")
    assert isinstance(ran.exception, LevierError)
    assert ran.exception.exit_status == 3


def test_a_capability_that_says_nothing_exits_with_3(owner: Person, install: Install) -> None:  # noqa: F811
    install(source(body="return Counted(total=0)"))
    assert levier_run("count-things", "--what", "mugs").exit_code == 3


def test_one_acts_as_a_person_of_the_company(shop: Person, employee: Person, install: Install) -> None:  # noqa: F811
    install(source(body="given.times = 1; from levier.core.result import Result; self.who = ctx.actor.name"))
    ran = levier_run("count-things", "--what", "mugs", "--as", employee.user.email)
    assert ran.exit_code == 0, ran.exception
    assert isinstance(levier_run("count-things", "--what", "x", "--as", "a@b.example").exception, NotFound)
