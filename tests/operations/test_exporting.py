"""The archive of everything: whole, in open formats, with what the person may read and nothing else."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from levier.core.errors import NotAllowed, Unavailable
from levier.knowledge.adding import add_file, add_text
from levier.operations.exporting.package import write_package
from levier.policy import journal
from levier.tables.importing import import_file
from tests.cast import Person
from tests.knowledge import files

pytestmark = pytest.mark.usefixtures("embedding_model")
SALES = "Date;Référence;Désignation;Quantité;Prix unitaire HT;Client\n" + "".join(
    f"{day:02d}/03/2026;B{day};=Pain {day};{day};1,30;Hôtel du Lac\n" for day in range(1, 20)
)


def test_the_archive_holds_what_the_person_may_read_with_its_fingerprints(
    owner: Person, tmp_path: Path
) -> None:
    add_file(owner.actor, files.TERMS, "cgv.pdf")
    add_text(owner.actor, "Paie", "La prime de juin est de deux cents euros.", readers=("person:999",))
    (tmp_path / "ventes.csv").write_text(SALES, encoding="utf-8")
    import_file(owner.actor, tmp_path / "ventes.csv")
    counts = write_package(owner.actor, tmp_path / "tout.zip")
    assert (counts["left_out"], list(tmp_path.glob(".*"))) == ({"documents": 1, "tables": 0}, [])
    with zipfile.ZipFile(tmp_path / "tout.zip") as archive:
        names = archive.namelist()
        contents = {name: archive.read(name) for name in names}
    sums = json.loads(contents["empreintes.json"])
    assert set(sums) == set(names) - {"empreintes.json"}
    assert all(hashlib.sha256(contents[name]).hexdigest() == sums[name] for name in sums)
    assert files.TERMS in contents.values()
    assert SALES.encode() in contents.values()
    written = next(contents[name].decode("utf-8-sig") for name in names if name.endswith("donnees.csv"))
    assert "'=Pain 3" in written
    assert "1,3" in written
    assert not [name for name, content in contents.items() if b"prime de juin" in content]
    assert "1 document(s)" in contents["LISEZMOI.txt"].decode()
    assert journal.entries(owner.actor, action="company.exported").count() == 1


def test_only_an_owner_takes_everything_away(manager: Person, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        write_package(manager.actor, tmp_path / "tout.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_leaves_no_half_archive(owner: Person, tmp_path: Path) -> None:
    target = tmp_path / "fichier"
    target.write_text("un fichier, pas un dossier")
    with pytest.raises(Unavailable, match="n'a pas pu être écrite"):
        write_package(owner.actor, target / "tout.zip")
    assert list(tmp_path.iterdir()) == [target]
