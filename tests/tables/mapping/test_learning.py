"""What a person corrects is remembered for the company, said, forgettable, and never told to another company."""

from pathlib import Path

import pytest

from levier.core.errors import NotFound
from levier.policy.models import JournalEntry
from levier.tables.importing import import_file
from levier.tables.importing.learning import forget, lessons
from tests.cast import Person

pytestmark = pytest.mark.django_db

HEADERS = "Ticket;Le;Art;Nom;Combien;Zorglub\n"


def sales_file(folder: Path, name: str, headers: str = HEADERS, start: int = 1) -> Path:
    path = folder / name
    rows = "".join(
        f"{row};{row % 27 + 1:02d}/05/2026;CH-{1000 + row % 5};Gourde {row % 5};{row % 4 + 1};{10 + row},50\n"
        for row in range(start, start + 30)
    )
    path.write_text(headers + rows, encoding="utf-8")
    return path


CORRECTED = {"unit_price": "Zorglub", "date": "Le"}


def columns(report: object) -> dict[str, str]:
    return {match.field: match.column for match in report.mapping}  # type: ignore[attr-defined]


def test_a_correction_is_applied_to_the_next_file_and_said(owner: Person, tmp_path: Path) -> None:
    import_file(owner.actor, sales_file(tmp_path, "mai.csv"), kind="sales", mapping=CORRECTED)

    report = import_file(owner.actor, sales_file(tmp_path, "juin.csv", start=50), dry_run=True)

    assert report.kind == "sales"
    assert columns(report)["unit_price"] == "Zorglub"
    match = next(match for match in report.mapping if match.field == "unit_price")
    assert match.sure
    assert match.why.startswith("repris de votre import du ")


def test_one_header_corrected_serves_in_another_table(owner: Person, tmp_path: Path) -> None:
    import_file(owner.actor, sales_file(tmp_path, "mai.csv"), kind="sales", mapping=CORRECTED)
    other = sales_file(tmp_path, "autre.csv", "N° pièce;Date;Code article;Désignation;Qté;Zorglub\n")

    report = import_file(owner.actor, other, dry_run=True)

    match = next(match for match in report.mapping if match.field == "unit_price")
    assert (match.column, match.sure) == ("Zorglub", True)
    assert "vos corrections" in match.why


def test_a_field_left_empty_stays_empty_the_next_time(owner: Person, tmp_path: Path) -> None:
    headers = "Ticket;Date;Code article;Désignation;Qté;PU HT\n"
    import_file(owner.actor, sales_file(tmp_path, "mai.csv", headers), kind="sales", mapping={"invoice": ""})

    report = import_file(owner.actor, sales_file(tmp_path, "juin.csv", headers, 50), dry_run=True)

    assert "invoice" not in columns(report)
    assert "Ticket" in report.ignored


def test_what_is_forgotten_is_no_longer_applied_and_both_are_in_the_journal(
    owner: Person, tmp_path: Path
) -> None:
    import_file(owner.actor, sales_file(tmp_path, "mai.csv"), kind="sales", mapping=CORRECTED)
    forget(owner.actor, lessons(owner.actor).get().pk)

    report = import_file(owner.actor, sales_file(tmp_path, "juin.csv", start=50), kind="sales", dry_run=True)

    assert not any("repris" in match.why for match in report.mapping)
    actions = list(JournalEntry.objects.values_list("action", flat=True))
    assert actions.count("table.mapping.learned") == 1
    assert actions.count("table.mapping.forgotten") == 1
    with pytest.raises(NotFound):
        forget(owner.actor, 999_999)


def test_another_company_learns_nothing_of_it(owner: Person, stranger: Person, tmp_path: Path) -> None:
    import_file(owner.actor, sales_file(tmp_path, "mai.csv"), kind="sales", mapping=CORRECTED)

    report = import_file(
        stranger.actor, sales_file(tmp_path, "juin.csv", start=50), kind="sales", dry_run=True
    )

    assert not any("repris" in match.why for match in report.mapping)
    assert not lessons(stranger.actor).exists()


def test_an_import_that_needed_no_help_teaches_nothing(owner: Person, tmp_path: Path) -> None:
    headers = "N° facture;Date facture;Code article;Désignation;Qté;PU HT\n"
    path = sales_file(tmp_path, "mai.csv", headers)
    found = import_file(owner.actor, path, dry_run=True)
    import_file(owner.actor, path, kind=found.kind, mapping=columns(found))

    assert not lessons(owner.actor).exists()
