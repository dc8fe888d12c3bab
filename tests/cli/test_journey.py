"""From an empty Levier to a measured gain by command alone: every answer is JSON, and says what the pages say."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import journey
from tests.demo_home import DemoHome, empty_home

pytestmark = pytest.mark.timeout(600)
Say = Any


@contextmanager
def commands(home: DemoHome) -> Iterator[Say]:
    """``say("pilot", "start", 1)``: the command with ``--json``, run in the home, its answer parsed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.cli.commands"], env={**home.environment, "LEVIER_INIT_PASSWORD": "une tisane de tilleul"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert process.stdin
    assert process.stdout

    def say(*words: object) -> Any:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps([*map(str, words), "--json"]) + "\n")
        process.stdin.flush()
        given = json.loads(process.stdout.readline())
        assert given["status"] == 0, (words, given["errors"][-2000:], given["out"][-500:])
        return json.loads(given["out"])

    try:
        yield say
    finally:
        process.stdin.close()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The whole journey; what each command said."""
    home, files = empty_home(tmp_path_factory.mktemp("walk")), tmp_path_factory.mktemp("files")
    seen: dict[str, Any] = {}
    with commands(home) as say:
        written = say("demo", "--files", files)
        sales = [one for one in written if one.endswith(".csv")]
        papers = [one for one in written if not one.endswith(".csv")]
        seen["init"] = say(
            "init", "--name", "Claire Martin", "--email", "claire@maison-tilleul.example", "--company", "Maison Tilleul",
            "--currency", "GBP", "--file", sales[0], *(word for paper in papers for word in ("--file", paper)),
        )  # fmt: skip
        seen["date"] = say("companies", "date")
        asked = [f"--answer={name}={level}" for name, level in _answers(say).items()]
        seen["assessment"] = say("assess", *asked, "--close")
        seen["objective"] = say("roadmap", "objective")
        for name in ("sales-forecast", "live-dashboard"):
            seen[name] = say(
                "roadmap", "take", name, "--sponsor", "claire@maison-tilleul.example", "--objective", seen["objective"]["id"]
            )  # fmt: skip
        seen["roadmap"] = say("roadmap")
        seen["pilot"] = say("pilot", "create", "--use-case", seen["sales-forecast"]["id"])
        number = seen["pilot"]["id"]
        say("pilot", "time", number, *journey.WITHOUT, "--without")
        seen["baseline"] = say("pilot", "measure", number)
        seen["criteria"] = say("pilot", "check", number)
        for week, monday in enumerate(journey.MONDAYS):
            if week == 4:
                say("import", sales[1], "--mode", "ajouter", "--name", "Lignes de vente")
            say("companies", "date", monday.isoformat())
            if week == 0:
                say("pilot", "start", number)
            seen[f"run-{week}"] = say("pilot", "run", number)
            work, checking = journey.WITH[week]
            say("pilot", "time", number, work, "--with", "--checking", checking)
        say("import", sales[2], "--mode", "ajouter", "--name", "Lignes de vente")
        say("companies", "date")
        seen["effect"] = say("pilot", "effect", number)
        seen["decided"] = say("pilot", "decide", number, "go")
        say("gains", "hour")
        say(
            "gains",
            "spend",
            "Prise en main",
            journey.TRAINING,
            "--kind",
            "training",
            "--since",
            "2011-07-04",
            "--task",
            "sales-forecast",
        )
        seen["gains"] = say("gains", "--since", "2011-07-04", "--until", "2011-08-28")
        seen["service"] = say("deployment", "add", "sales-forecast")
        seen["answer"] = say("ask", "Où en est notre pilote et combien a-t-il rapporté ?")
    return seen


def _answers(say: Say) -> dict[str, int]:
    """A level for each question that people answer."""
    return {one["name"]: 2 + place % 2 for place, one in enumerate(say("assess", "--questions"))}


def test_the_pilot_is_prefilled_from_what_is_measured(walked: dict[str, Any]) -> None:
    assert walked["date"] == {"company": "maison-tilleul", "today": "2011-07-01", "own": True}
    assert walked["objective"]["baseline"] == 0
    assert walked["objective"]["target"] > 0
    pilot = walked["pilot"]
    assert (pilot["design"], pilot["starts"], pilot["ends"]) == ("timed", "2011-07-04", "2011-08-28")
    assert all(one["met"] for one in walked["criteria"])


def test_the_effect_is_the_one_of_the_minutes_timed(walked: dict[str, Any]) -> None:
    effect = walked["effect"]
    assert [effect[name] for name in ("estimate", "low", "high")] == pytest.approx(
        [journey.EFFECT.estimate, journey.EFFECT.low, journey.EFFECT.high]
    )
    assert effect["good"]
    assert [walked[f"run-{week}"]["status"] for week in range(journey.RUNS)] == ["answered"] * journey.RUNS


def test_the_gain_is_hours_timed_times_real_runs_minus_costs(walked: dict[str, Any]) -> None:
    gains = walked["gains"]
    assert [gains[name] for name in ("hours", "hours_low", "hours_high")] == pytest.approx(
        [journey.HOURS, journey.LOW, journey.HIGH]
    )
    assert gains["net"] == pytest.approx(journey.NET)
    assert gains["currency"] == "GBP"
    assert gains["tasks"][0]["runs"] == journey.RUNS


def test_the_question_gives_the_same_figure(walked: dict[str, Any]) -> None:
    said = walked["answer"]["answer"].replace("\u202f", "").replace("\u00a0", " ")
    assert f"{journey.HOURS:.1f}".replace(".", ",") + " heures" in said
    assert f"{journey.NET:.2f}".replace(".", ",") + " £" in said
