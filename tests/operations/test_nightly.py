"""What the night does: people named in free texts are found by the model, once for each version."""

from pathlib import Path

from levier.operations.lifecycle.jobs import _one
from levier.tables.importing import import_file
from levier.tables.models import DatasetVersion
from tests.cast import Person


def test_people_named_in_free_texts_are_added_to_the_profile_half_hidden(
    owner: Person, tmp_path: Path
) -> None:
    names = ["Samia Lahlou", "Kofi Mensah", "Anaïs Quéré", "Tariq Benjelloun"]
    lines = "\n".join(
        f"{1 + i:02d}/03/2026;{1 + i % 5};Très bon accueil au magasin, {names[i % 4]} nous a bien conseillés hier matin n° {i}"
        for i in range(24)
    )
    (tmp_path / "avis.csv").write_text("Date;Note;Commentaire\n" + lines, encoding="utf-8")
    import_file(owner.actor, tmp_path / "avis.csv", kind="reviews")
    version = DatasetVersion.objects.get()
    version.profile["personal"] = []  # as if no list had reached them
    version.save()
    assert _one(owner.actor.company_id)["looked_for_people"] == 1
    version.refresh_from_db()
    (found,) = version.profile["personal"]
    assert (found["kind"], found["where"]) == ("PERSONNE", "inside")
    assert "Lahlou" not in str(version.profile["personal"])
    assert _one(owner.actor.company_id)["looked_for_people"] == 0
