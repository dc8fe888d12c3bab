"""Trust in the terminal: one JSON object, French refusals."""

import json
from pathlib import Path

import pytest

from levier.cli.main import status_of
from tests.cast import Person


def said(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    """What a command prints as JSON."""
    assert status_of(list(words)) == 0
    return json.loads(capsys.readouterr().out)


def test_each_register_prints_json(owner: Person, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert said(capsys, "registers", "processing", "--json", "--save", str(tmp_path / "r"))
    assert {one.suffix for one in (tmp_path / "r").iterdir()} == {".ods", ".pdf"}
    assert isinstance(said(capsys, "registers", "systems", "--json"), list)
    assert said(capsys, "approvals", "list", "--json") == []
    assert said(capsys, "legal", "--json")


def test_an_incident_is_declared_and_listed(owner: Person, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        status_of(["incidents", "declare", "Envoi", "--description", "Au mauvais client.", "--personal"]) == 0
    )
    assert "pour notifier la CNIL" in capsys.readouterr().out
    [one] = said(capsys, "incidents", "list", "--json")  # type: ignore[misc]
    assert one["deadline"]


def test_bias_prints_a_report_or_says_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "decisions.csv"
    lines = [f"{'F' if n % 2 else 'M'};{'oui' if n % 4 else 'non'}" for n in range(200)]
    file.write_text("sexe;accord\n" + "\n".join(lines), encoding="utf-8")
    report = said(capsys, "bias", str(file), "--decision", "accord", "--group", "sexe", "--json")
    assert report["people"] == 200  # type: ignore[index]
    assert status_of(["bias", str(file), "--decision", "absent", "--group", "sexe"]) == 2
    assert "n'existe pas" in capsys.readouterr().err
