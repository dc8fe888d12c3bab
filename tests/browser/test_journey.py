"""From an empty Levier to a measured gain, page by page in a browser: each figure shown is the one its minutes and runs give."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from levier.core.french.numbers import format_money, format_number, format_percent
from tests import journey
from tests.browser.served import served
from tests.demo_home import empty_home

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
"""A minute on a quiet machine; ten times that on one that six people share."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the pages said on the walk; skips where the browser or its driver is absent. ``LEVIER_SHOTS`` keeps a picture of each step."""
    if (
        not Path(CHROMIUM).exists()
        or shutil.which("node") is None
        or not (HERE / "node_modules" / "playwright-core").is_dir()
    ):
        pytest.skip("needs chromium, node, and « npm ci » in tests/browser")
    home, files = empty_home(tmp_path_factory.mktemp("walk")), tmp_path_factory.mktemp("files")
    assert home.levier("demo", "--files", str(files)).returncode == 0
    played = {
        "mondays": [one.isoformat() for one in journey.MONDAYS],
        "without": journey.WITHOUT,
        "with": journey.WITH,
        "training": journey.TRAINING,
    }
    with served(home) as site:
        walk = subprocess.run(
            ["node", str(HERE / "journey.mjs"), site.address, str(files), json.dumps(played), os.environ.get("LEVIER_SHOTS", "")],
            capture_output=True, text=True, timeout=840, check=False,
        )  # fmt: skip
    assert walk.returncode == 0, walk.stderr[-3000:]
    found: dict[str, Any] = json.loads(walk.stdout.splitlines()[-1])
    return {key: _plain(value) if isinstance(value, str) else value for key, value in found.items()}


def test_the_walk_meets_no_script_error_no_outside_address_and_no_sideways_scroll(
    seen: dict[str, Any],
) -> None:
    assert (seen["faults"], seen["outside"], seen["wide"]) == ([], [], [])


def test_old_data_is_noticed_and_the_date_to_live_at_is_proposed(seen: dict[str, Any]) -> None:
    assert "Elles s'arrêtent au 30/06/2011" in seen["home"]
    assert seen["firstDay"] == "2011-07-01"


def test_the_data_is_measured_before_any_question(seen: dict[str, Any]) -> None:
    assert "vos données sont déjà mesurées" in seen["measured"]
    assert "Données" in seen["measured"]
    assert "Rien n'est encore connu" in seen["measured"]


def test_the_road_map_proposes_a_pilot_whose_form_needs_no_typing(seen: dict[str, Any]) -> None:
    assert "Commencer par « Prévision des ventes »" in seen["roadmap"]
    assert "5 critères sur 5 sont vérifiés" in seen["baseline"]
    assert f"{_figure(sum(journey.WITHOUT) / len(journey.WITHOUT))} minutes" in seen["baseline"]


def test_the_effect_stands_on_the_page_with_its_interval(seen: dict[str, Any]) -> None:
    without = journey.EFFECT.without
    change, low, high = (
        _plain(format_percent(abs(one / without), 0))
        for one in (journey.EFFECT.estimate, journey.EFFECT.low, journey.EFFECT.high)
    )
    assert (
        f"« Temps par dossier » a baissé de {change} pendant le pilote, entre −{low} et −{high}"
        in seen["effect"]
    )
    assert "L'effet voulu est établi" in seen["effect"]
    assert f"8 sans Levier, {journey.RUNS} avec" in seen["effect"]


def test_the_reasons_of_the_decision_are_already_written(seen: dict[str, Any]) -> None:
    assert "« Temps par dossier » a baissé" in seen["reasons"]
    assert f"{journey.RUNS} lancements sur nos données" in seen["reasons"]
    assert "À généraliser" in seen["decided"]


def test_the_gain_is_shown_net_with_its_interval_and_where_it_comes_from(seen: dict[str, Any]) -> None:
    hours = [_plain(format_number(one, 1)) for one in (journey.HOURS, journey.LOW, journey.HIGH)]
    assert "{} heures gagnées, entre {} et {}".format(*hours) in seen["gains"]
    assert f"Gain net {_plain(format_money(journey.NET, 'GBP'))}" in seen["gains"]
    saved = _plain(format_number(journey.SAVED, 1))
    assert (
        f"{journey.RUNS} dossiers × {saved} min gagnées, contrôle compris (8 dossiers chronométrés sans, 8 avec)"
        in seen["gains"]
    )


def test_what_was_decided_goes_into_service_and_is_watched(seen: dict[str, Any]) -> None:
    assert "Toutes les semaines, le lundi à 6 h. Claire Martin en répond." in seen["service"]
    assert "mise en service" in seen["service"]


def test_the_team_is_told_from_the_pilot_s_own_result(seen: dict[str, Any]) -> None:
    assert "a baissé de" in seen["draft"]


def test_the_question_about_the_pilot_gives_the_same_gain(seen: dict[str, Any]) -> None:
    assert f"{_plain(format_number(journey.HOURS, 1))} heures" in seen["answer"]
    assert _plain(format_money(journey.NET, "GBP")) in seen["answer"]


def _figure(value: float) -> str:
    return _plain(format_number(round(value, 2)))


def _plain(text: str) -> str:
    """The words, with ordinary spaces."""
    return re.sub(r"\s+", " ", text)
