"""After a removal and the purge that follows, the words are nowhere in the database's files."""

from pathlib import Path

import pytest
from django.db import connection

from levier.core.french.text import index_terms
from levier.knowledge.adding import add_text
from levier.knowledge.lifecycle.purging import purge
from levier.knowledge.removing import remove
from tests.cast import Person

pytestmark = [pytest.mark.usefixtures("embedding_model"), pytest.mark.django_db(transaction=True)]
SECRET = "Le zorglub violet dort derrière la quincaillerie numéro quarante-deux."


def _on_disk(word: str) -> bool:
    database = Path(str(connection.settings_dict["NAME"]))
    files = [database, *database.parent.glob(f"{database.name}-*")]
    return any(word.encode() in file.read_bytes().lower() for file in files if file.is_file())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL vacuums by its own clock")
def test_no_word_of_a_removed_document_stays_in_the_database_files(owner: Person) -> None:
    kept = add_text(owner.actor, "Gardé", "Le magasin ouvre à neuf heures, du lundi au samedi.")
    secret = add_text(owner.actor, "Secret", SECRET * 5)
    assert _on_disk("zorglub")
    remove(owner.actor, secret.document_id)
    assert purge()
    assert not [word for word in ("zorglub", "violet", *index_terms("quincaillerie")) if _on_disk(word)]
    assert _on_disk("magasin")
    assert kept.document_id
