import subprocess
import sys

import pytest

from levier.capabilities import registry
from levier.core.errors import NotFound
from tests.capabilities.toys import Install, source


def test_the_built_in_capabilities_come_first_and_from_the_same_door_as_any_package() -> None:
    names = list(registry.catalogue())
    assert "sales-forecast" in names
    assert registry.package("sales-forecast").built_in


def test_a_third_partys_package_appears_by_itself(install: Install) -> None:
    install()
    assert registry.get("count-things").title == "Compter"
    assert not registry.package("count-things").built_in


def test_a_package_that_does_not_import_is_reported_and_takes_nothing_down(install: Install) -> None:
    install("import a_module_that_nobody_has\n")
    assert "sales-forecast" in registry.catalogue()
    (fault,) = [one for one in registry.broken() if one.name == "count-things"]
    assert "a_module_that_nobody_has" in fault.reason
    assert "count-things" not in registry.catalogue()


def test_a_package_that_exits_on_import_is_reported_too(install: Install) -> None:
    install("raise SystemExit(3)\n")
    assert "count-things" in [one.name for one in registry.broken()]


def test_a_package_cannot_take_the_name_of_a_built_in(install: Install) -> None:
    install(source("sales-forecast"), {"sales-forecast": "Count"})
    assert registry.package("sales-forecast").built_in
    assert any("déjà pris" in one.reason for one in registry.broken())


def test_two_packages_cannot_share_a_name(install: Install) -> None:
    install(name="alpha")
    install(name="beta")
    assert registry.package("count-things").name == "alpha"
    (fault,) = [one for one in registry.broken() if one.name == "count-things"]
    assert fault.package.name == "beta"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('name = "count-things"', 'name = "Count Things"'), "minuscules"),
        (('name = "count-things"', 'name = "count-other"'), "point d'entrée"),
        (('title = "Compter"', 'title = ""'), "title"),
        (('card = Card(purpose="Compter.")', "card = None"), "card"),
        (('Card(purpose="Compter.")', 'Card(purpose="Compter.", risk="high")'), "risk_reason"),
        (("Input = Given", "Input = dict"), "Input"),
        (("Output = Counted", "Output = Given"), "Output"),
        (('title="Chose comptée", ', ""), "libellé français"),
        (("def run(", "def walk("), "run"),
        (('examples = ("Compte mes choses",)', 'examples = "Compte"'), "examples"),
    ],
)
def test_an_incomplete_declaration_is_refused_with_its_reason(
    install: Install, change: tuple[str, str], why: str
) -> None:
    install(source().replace(*change))
    (fault,) = [one for one in registry.broken() if one.name == "count-things"]
    assert why in fault.reason


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(NotFound, match="sales-forecast"):
        registry.get("sale-forcast")


def test_listing_the_catalogue_loads_no_science() -> None:
    code = (
        "import sys, django; django.setup()\n"
        "from levier.capabilities import registry, feasibility, inputs\n"
        "assert registry.catalogue()\n"
        "heavy = {'statsforecast', 'onnxruntime', 'duckdb', 'pandas', 'sklearn'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    environment = {**__import__("os").environ, "DJANGO_SETTINGS_MODULE": "levier.server.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
