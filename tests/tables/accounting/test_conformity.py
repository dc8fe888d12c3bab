"""Each broken rule is found where it was broken; a clean file is clean; the report survives being kept."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from levier.tables.accounting.conformity import ConformityReport, check, rule_book
from levier.tables.accounting.fec_format import read
from levier.tables.accounting.reading import read_fec
from tests.tables.accounting import writing
from tests.tables.accounting.writing import Line, Variant, company, write

NAME = "732829320FEC20231231.txt"


def report(lines: list[Line], how: Variant = Variant(), name: str = NAME) -> ConformityReport:
    return check(read_fec(write(lines, how), name))


def codes(found: ConformityReport) -> set[str]:
    return {finding.code for finding in found.findings}


def broken(place: int, **changes: object) -> ConformityReport:
    lines = company()
    lines[place] = replace(lines[place], **changes)  # type: ignore[arg-type]
    return report(lines)


def test_a_clean_file_is_conform() -> None:
    found = report(company())
    assert codes(found) == set(), found.findings
    assert found.verdict == "conforme"
    assert len(found.passed) > 45


@pytest.mark.parametrize(
    ("place", "changes", "code"),
    [
        (8, {"credit": Decimal("1")}, "equilibre-ecriture"),
        (8, {"credit": Decimal("1")}, "equilibre"),
        (8, {"credit": Decimal("1")}, "equilibre-journal"),
        (8, {"account": ""}, "compte-vide"),
        (8, {"label": ""}, "libelle-vide"),
        (8, {"piece": ""}, "piece-vide"),
        (8, {"validated": None}, "validation-vide"),
        (8, {"validated": date(2022, 1, 1)}, "validation-avant"),
        (8, {"day": date(2025, 6, 1)}, "hors-exercice"),
        (8, {"journal": ""}, "journal-vide"),
        (8, {"entry": ""}, "numero-vide"),
        (5, {"lettering": "ZZ"}, "lettrage-solde"),
        (8, {"debit": Decimal("-5"), "credit": Decimal("-5")}, "negatifs"),
        (8, {"debit": Decimal("5"), "credit": Decimal("5")}, "deux-sens"),
        (6, {"debit": Decimal(0), "credit": Decimal(0)}, "lignes-nulles"),
    ],
)  # fmt: skip
def test_a_fault_is_found_on_its_line(
    place: int, changes: dict[str, object], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(writing.ACCOUNTS, "", "Sans compte")
    monkeypatch.setitem(writing.LABELS, "", "Sans journal")
    found = broken(place, **changes)
    finding = next((one for one in found.findings if one.code == code), None)
    assert finding is not None, codes(found)
    if code.startswith("equilibre"):
        return
    assert place + 2 in [example.line for example in finding.examples]


def test_missing_numbers_are_counted_and_named() -> None:
    lines = [line for line in company() if line.entry not in ("7", "8", "20")]
    found = report(lines)
    finding = next(one for one in found.findings if one.code == "numero-trous")
    assert finding.count == 3
    assert "7 à 8" in finding.examples[0].text


def test_a_file_without_numbers_is_said_and_still_balanced_by_day() -> None:
    found = report([replace(line, entry="0") for line in company()])
    assert "numero-unique" in codes(found)
    assert "equilibre-ecriture" not in codes(found)


@pytest.mark.parametrize("account", ["4", "AB1", "900000", "0001"])
def test_an_account_that_is_none_of_the_chart_is_refused(
    account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(writing.ACCOUNTS, account, "Divers")
    assert "compte-forme" in codes(broken(8, account=account))


def test_an_unknown_root_is_named_with_the_nearest_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(writing.ACCOUNTS, "709100", "Remises")
    monkeypatch.setitem(writing.ACCOUNTS, "697900", "Impôt")
    monkeypatch.setitem(writing.ACCOUNTS, "679000", "Divers")
    assert "compte-racine" not in codes(broken(7, account="709100"))
    assert "compte-racine" in codes(broken(7, account="679000"))


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (Variant(separator=";"), "separateur"), (Variant(encoding="utf-8"), "encodage"), (Variant(decimal="."), "virgule"),
        (Variant(names="upper"), None), (Variant(names="accented"), "colonnes-nom"), (Variant(dates="%d/%m/%Y"), "dates-format"),
        (Variant(quoted=True), "guillemets"), (Variant(amounts="side-letters"), None), (Variant(separator="|"), None),
    ],
)  # fmt: skip
def test_the_form_is_judged_by_the_article(how: Variant, code: str | None) -> None:
    lines = [replace(line, label="Écriture é") for line in company()]
    assert codes(report(lines, how)) - {"doublons"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("journal.txt", "nom"),
        ("123456789FEC20231231.txt", "siren"),
        ("732829320FEC20211231.txt", "cloture"),
        ("732829320FEC20231231 (1).txt", "nom"),
    ],
)
def test_the_name_is_checked(name: str, code: str) -> None:
    assert code in codes(report(company(), name=name))


def test_a_report_is_kept_as_json_and_read_back() -> None:
    found = broken(8, credit=Decimal("1"))
    assert ConformityReport.from_json(json.loads(json.dumps(found.as_json()))) == found
    assert all(rule.source and rule.mend for rule in rule_book().rules.values())


def test_the_import_room_gets_typed_lines_and_the_report() -> None:
    raw = read(write(company()), NAME)[0]
    assert raw.kind == "journal_entries"
    assert raw.certain
    assert raw.report["fec"]["verdict"] == "conforme"
    assert raw.mapping["account"] == "CompteNum"
    assert raw.frame["clôture de l'exercice"].unique().to_list() == [date(2023, 12, 31)]
