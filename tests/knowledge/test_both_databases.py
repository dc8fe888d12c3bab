"""Documents are indexed, searched within rights, and forgotten alike on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from levier.inference import embedding
from tests.durable.house import House, Talker, postgresql


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def library(request: pytest.FixtureRequest, tmp_path: Path, model_folder: Path) -> Iterator[Talker]:
    given = {"module": "tests.knowledge.process", "settings": "levier.server.settings"}
    home = tmp_path / "home"
    (home / "models").mkdir(parents=True)
    (home / "models" / "e5").symlink_to(embedding.model_folder(), target_is_directory=True)
    if request.param == "sqlite":
        house = House(home, **given)
        yield house.talker("library")
        house.leave()
        return
    with postgresql() as url:
        house = House(home, url, **given)
        talker = house.talker("library")
        assert talker.ask("vendor") == "postgresql"
        yield talker
        house.leave()


def test_documents_are_indexed_searched_within_rights_and_forgotten(library: Talker) -> None:
    open_to_all = library.ask(
        "add", "Retours", "Les retours sont acceptés sous 14 jours, à l'atelier.", ["all"]
    )
    library.ask("add", "Salaires", "Le salaire du directeur est de 5 000,50 € : c'est l'usage.", ["managers"])
    assert library.ask("search", "owner", "Quel est le salaire du directeur ?")[0] == "Salaires"
    assert library.ask("search", "employee", "Quel est le salaire du directeur ?") == ["Retours"]
    assert library.ask("search", "employee", "délai de retour")[0] == "Retours"
    # The full-text index alone, with what would be syntax in one database or the other.
    assert (
        library.ask("words", "owner", ["jour", "directeur", "NEAR", "l'us", "a & b | !c", "d:*", '"', "''"])
        == 2
    )
    assert library.ask("words", "employee", ["directeur"]) == 0
    assert library.ask("indexed") == 2
    library.ask("remove", open_to_all)
    assert library.ask("indexed") == 1
    assert library.ask("words", "owner", ["retour"]) == 0
