"""The pages as a person meets them, in Debian's Chromium over a real server, a real worker and the demo company."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.served import served
from tests.demo_home import DemoHome

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seen(demo: DemoHome) -> dict[str, Any]:
    """What the browser saw on one walk through the site; skips where it or its driver is absent."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"needs Chromium at {CHROMIUM} (apt install chromium)")
    if shutil.which("node") is None:
        pytest.skip("needs node (apt install nodejs)")
    if not (HERE / "node_modules" / "playwright-core").is_dir():
        pytest.skip("needs the browser driver: run « npm ci » in tests/browser")
    with served(demo) as site:
        walk = subprocess.run(
            ["node", str(HERE / "browse.mjs"), site.address, site.email, site.password],
            capture_output=True, text=True, timeout=280, check=False,
        )  # fmt: skip
    assert walk.returncode == 0, walk.stderr[-3000:]
    result: dict[str, Any] = json.loads(walk.stdout.splitlines()[-1])
    return result


def test_no_page_asks_another_host_for_anything(seen: dict[str, Any]) -> None:
    assert seen["outside"] == []


def test_no_page_raises_a_script_error_or_breaks_its_own_security_policy(seen: dict[str, Any]) -> None:
    expected = [fault for fault in seen["faults"] if "status of 422" not in fault]
    assert expected == []


def test_every_page_has_no_serious_accessibility_fault(seen: dict[str, Any]) -> None:
    assert seen["violations"] == []
    assert len(seen["pages"]) >= 12


def test_no_page_scrolls_sideways_down_to_320_pixels(seen: dict[str, Any]) -> None:
    assert seen["wide"] == []


def test_one_can_ask_with_the_keyboard_alone(seen: dict[str, Any]) -> None:
    assert seen["boxFocused"]
    assert seen["skipLinkFirst"]
    assert seen["slashFocuses"]
    assert seen["shiftEnterStays"]


def test_the_plan_unfolds_and_the_answer_arrives_without_reloading(seen: dict[str, Any]) -> None:
    assert seen["liveShown"]
    assert "Royaume-Uni" in seen["answer"]
    assert "calculé sur votre machine" in seen["tools"]


def test_a_proof_opens_highlighted_beside_the_answer_and_gives_the_focus_back(seen: dict[str, Any]) -> None:
    passages = [proof for proof in seen["proofs"] if proof["marked"]]
    assert any("pénalité" in proof["marked"] for proof in passages)
    assert all(proof["inView"] for proof in passages)
    rows = [proof for proof in seen["proofs"] if "lignes d'un tableau" in proof["text"].lower()]
    assert any("Chiffre d'affaires" in proof["text"] for proof in rows)
    assert seen["focusBack"]


def test_the_why_page_shows_steps_costs_and_verdicts(seen: dict[str, Any]) -> None:
    for words in ("étape par étape", "Savoir-faire", "Affirmation", "prouvé"):
        assert words in seen["why"]


def test_a_follow_up_stays_in_its_conversation(seen: dict[str, Any]) -> None:
    assert seen["turns"] == 2


def test_a_refused_request_keeps_what_was_typed(seen: dict[str, Any]) -> None:
    assert seen["kept"].startswith("Wie hoch war unser Umsatz im Mai")


def test_a_refused_field_says_why_and_keeps_its_value(seen: dict[str, Any]) -> None:
    assert "104" in seen["fieldError"]
    assert seen["fieldKept"] == "1000"


def test_a_capability_run_from_its_form_draws_its_chart(seen: dict[str, Any]) -> None:
    assert seen["charts"] >= 1
