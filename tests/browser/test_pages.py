"""The pages as a person meets them, in Debian's Chromium over a real server, a real worker and the demo company."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.served import OWNER, password_of, served
from tests.demo_home import DemoHome

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seen(demo: DemoHome, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser saw on one walk through the site; skips where it or its driver is absent."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"needs Chromium at {CHROMIUM} (apt install chromium)")
    if shutil.which("node") is None:
        pytest.skip("needs node (apt install nodejs)")
    if not (HERE / "node_modules" / "playwright-core").is_dir():
        pytest.skip("needs the browser driver: run « npm ci » in tests/browser")
    new = DemoHome(tmp_path_factory.mktemp("new-home"))
    (new.folder / "models").symlink_to((demo.folder / "models").resolve(), target_is_directory=True)
    outbox = demo.folder / "outbox"
    with served(demo) as site, served(new) as fresh:
        walk = subprocess.run(
            ["node", str(HERE / "browse.mjs"), site.address, OWNER, password_of(demo), str(outbox), fresh.address],
            capture_output=True, text=True, timeout=280, check=False,
        )  # fmt: skip
    assert walk.returncode == 0, walk.stderr[-3000:]
    result: dict[str, Any] = json.loads(walk.stdout.splitlines()[-1])
    return result


def test_no_page_asks_another_host_for_anything(seen: dict[str, Any]) -> None:
    assert seen["outside"] == []


def test_no_page_raises_a_script_error_or_breaks_its_own_security_policy(seen: dict[str, Any]) -> None:
    expected = [fault for fault in seen["faults"] if not re.search(r"status of (?:422|403|404)", fault)]
    assert expected == []


def test_every_page_has_no_serious_accessibility_fault(seen: dict[str, Any]) -> None:
    assert seen["violations"] == []
    assert len(seen["pages"]) >= 50


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


def test_files_dropped_together_are_imported_one_by_one_and_a_broken_one_stops_no_other(
    seen: dict[str, Any],
) -> None:
    assert "Importé : 1 passage à citer" in _plain(seen["batch"])
    assert "Le fichier est abîmé" in seen["batch"]
    assert "Vérifier et importer" in seen["batch"]


def test_a_column_set_aside_on_the_check_page_is_not_imported(seen: dict[str, Any]) -> None:
    assert "Pays" in seen["ignored"]
    assert "3 lignes ; 1 écartée" in _plain(seen["table"])


def test_the_wizard_ends_on_a_first_question_to_ask(seen: dict[str, Any]) -> None:
    assert "Que dit “Procédure de garde” ?" in _plain(seen["firstFile"])


def test_a_passage_cited_is_highlighted_in_its_document(seen: dict[str, Any]) -> None:
    assert "retard" in seen["cited"]


def test_an_ambiguous_name_is_asked_back_with_choices(seen: dict[str, Any]) -> None:
    assert "HEART OF WICKER" in seen["unsure"]["a-preciser"]


def _plain(text: str) -> str:
    """The words, with ordinary spaces."""
    return re.sub(r"\s+", " ", text)
