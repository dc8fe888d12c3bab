"""What a hostile or unlucky person types: one French sentence on standard error, an exit status, nothing half-done."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from levier.accounts.models import Company
from levier.cli.main import status_of
from levier.core.machine import database_away, machine_fault
from levier.orchestrator.models import Request
from levier.tables.models import Dataset
from tests.cast import Person
from tests.demo_home import DemoHome

HEAD = "date;code article;désignation;quantité;prix unitaire\n"
GOOD = "".join(f"{day % 28 + 1:02d}/03/2025;A{day % 3};Mug;{day % 5 + 1};2,50\n" for day in range(100))
BAD = "".join(f"{'x' * (day % 3)};;;zz;??\n" for day in range(100))
SHAPE = {"answer", "claims", "evidence", "plan", "unanswered", "seconds", "cost"}
ENGLISH = ("should be", "invalid", "no such", "expected", "missing", "traceback")


def refused(capsys: pytest.CaptureFixture[str], *words: str, status: int = 2) -> str:
    """What standard error says; standard output says nothing."""
    assert status_of(list(words)) == status
    told = capsys.readouterr()
    assert told.err.startswith("✗ "), told.err
    assert not [word for word in ENGLISH if word in told.err.lower()], told.err
    return told.err


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        ("ask",),
        ("ask", "x", "--what"),
        ("ask", "x", "--conversation", "abc"),
        ("ask", "x", "y"),
        ("frobnicate",),
        ("import",),
        ("run",),
        ("run", "nope"),
        ("run", "table-query", "--horizont", "3"),
        ("run", "table-query", "--period-start"),
        ("journal", "nope"),
        ("serve", "--port", "abc"),
        ("serve", "--port", "99999"),
        ("token", "create", "x", "--days", "many"),
    ],
    ids=" ".join,
)
def test_a_mistyped_command_is_explained_in_french(
    owner: Person, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    refused(capsys, *words)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?????",
        "x" * 20_000,
        "¿Cuáles fueron las ventas del mes pasado en nuestra tienda principal?",
        "Wie hoch waren die Verkäufe im letzten Monat?",
        "ما هي مبيعات الشهر الماضي",
    ],
    ids=["empty", "blank", "marks", "20 000 characters", "spanish", "german", "arabic"],
)
def test_a_request_nobody_can_read_is_refused_and_leaves_nothing(
    owner: Person, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert status_of(["ask", text, "--json"]) == 2
    told = capsys.readouterr()
    assert told.err.startswith("✗ ")
    assert set(json.loads(told.out)) >= SHAPE
    assert not Request.objects.exists()


@pytest.mark.django_db
def test_an_unknown_company_or_person_is_named(owner: Person, capsys: pytest.CaptureFixture[str]) -> None:
    assert "« nulle »" in refused(capsys, "ask", "CA ?", "--company", "nulle")
    assert "« personne@x.fr »" in refused(capsys, "ask", "CA ?", "--as", "personne@x.fr")


@pytest.mark.django_db
def test_nobody_yet_is_told_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    Company.objects.all().delete()
    assert "levier init" in refused(capsys, "ask", "CA ?")


@pytest.mark.django_db(transaction=True)
def test_the_first_start_takes_a_first_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Company.objects.all().delete()
    file = tmp_path / "ventes.csv"
    file.write_text(HEAD + GOOD, encoding="utf-8")
    words = (
        "--name",
        "Ana",
        "--email",
        "ana@a.example",
        "--password",
        "un mot de passe 7 fois",
        "--siren",
        "",
    )
    assert status_of(["init", *words, "--company", "Atelier", "--file", str(file)]) == 0
    assert "Ventes, 100 lignes, 0 refusée" in capsys.readouterr().out
    assert Dataset.objects.get().versions.get().rows == 100


@pytest.mark.django_db
def test_an_employee_may_not_import(
    company: Company, owner: Person, employee: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Bonjour à tous.", encoding="utf-8")
    words = ("import", str(file), "--company", company.slug, "--as", employee.user.email)
    assert "ne permet pas d'importer" in refused(capsys, *words)


@pytest.mark.django_db(transaction=True)
def test_each_bad_file_says_why_and_the_good_ones_go_in(
    owner: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Good, half broken, and everything a drawer of files may hold."""
    lines = [line for pair in zip(GOOD.splitlines(), BAD.splitlines(), strict=True) for line in pair]
    contents: dict[str, bytes] = {
        "vide.csv": b"",
        "lignes-vides.csv": b"\n\n\n",
        "zeros.csv": b"\0" * 5000,
        "image.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10,
        "sans-ligne.csv": HEAD.encode(),
        "une-ligne.csv": b"date;quantite\n" + b"x" * 3_000_000,
        "colonnes.csv": (
            ";".join(f"c{i}" for i in range(3000)) + "\n" + ";".join("1" * 3000) + "\n"
        ).encode(),
        "inconnu.csv": b"foo;bar\n1;2\n",
        "abime.xlsx": b"PK\x03\x04" + bytes(range(256)),
        "abime.pdf": b"%PDF-1.4\n1 0 obj garbage",
        "photo.jpg": b"\xff\xd8\xff" + bytes(range(256)),
        "moitie.csv": (HEAD + "\n".join(lines)).encode(),
        "latin.csv": (HEAD + GOOD).encode("cp1252"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "dossier.csv").mkdir()
    names = [*list(contents)[:-2], "dossier.csv", "absent.csv", *list(contents)[-2:]]
    assert status_of(["import", *(str(tmp_path / name) for name in names), "--json"]) == 2
    told = capsys.readouterr()
    done = {Path(one["file"]).name: one for one in json.loads(told.out)}
    assert done["moitie.csv"]["accepted"] == done["moitie.csv"]["rejected"] == 100
    assert done["latin.csv"]["accepted"] == 100
    assert [name for name, one in done.items() if "error" not in one] == ["moitie.csv", "latin.csv"]
    errors = told.err.splitlines()
    assert len(errors) == len(names) - 2
    for line in errors:
        assert line.startswith("✗ ")
        assert "imprévue" not in line


def test_a_folder_that_was_never_prepared_is_told_how_to_begin(tmp_path: Path) -> None:
    done = DemoHome(tmp_path).levier("ask", "Quel est le chiffre d'affaires d'avril ?")
    assert done.returncode == 2
    assert "levier init" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    home = DemoHome(tmp_path / "home")
    home.folder.mkdir()
    (home.folder / "levier.sqlite3").write_bytes(b"not a database " * 1000)
    done = home.levier("ask", "Quel est le chiffre d'affaires d'avril ?")
    assert done.returncode == 1
    assert "abîmé" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_ends_the_command_without_a_word(demo: DemoHome) -> None:
    command = [sys.executable, "-m", "levier", "ask", "Quel est le chiffre d'affaires d'avril ?"]
    process = subprocess.Popen(
        command, env=demo.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_only_failures_of_the_machine_are_called_so() -> None:
    operational = type("OperationalError", (type("DatabaseError", (Exception,), {}),), {})
    assert database_away(operational("connection refused"))
    assert not database_away(operational("database or disk is full"))
    assert machine_fault(operational("database or disk is full")) is not None
    assert machine_fault(ValueError("whatever")) is None
    integrity = type("IntegrityError", (type("DatabaseError", (Exception,), {}),), {})
    assert machine_fault(integrity("duplicate key")) is None


def test_a_negative_amount_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Un nombre négatif n'est pas attendu ici" in refused(capsys, "gains", "spend", "Serveur", "-5")
    assert "Un nombre négatif" in refused(capsys, "pilot", "time", "1", "-12,5", "--without")
