"""The life of documents, on real documents in a real database."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from levier.core.errors import BadInput, NotAllowed
from levier.knowledge import removing
from levier.knowledge.adding import add_file, add_text
from levier.knowledge.lifecycle import comparing, duplicates, retention, validity
from levier.knowledge.lifecycle.arriving import stated_expiry
from levier.knowledge.lifecycle.fingerprints import likeness, minhash, text_digest
from levier.knowledge.models import Document, DocumentVersion, Passage, Source
from levier.knowledge.reading import list_documents
from levier.policy import forgetting, journal
from tests.cast import Person
from tests.knowledge import files

pytestmark = pytest.mark.usefixtures("embedding_model")
TODAY = date(2026, 11, 23)
PROCEDURE = (
    "Toute marchandise retournée est d'abord déclarée au service clients, qui donne un numéro de retour valable quinze "
    "jours. Le transport est à la charge du client sauf erreur de notre part. À réception, le magasinier contrôle l'état "
    "des articles puis établit l'avoir sous cinq jours ouvrés. Un article utilisé ou sans emballage n'est pas repris. "
)


@given(
    st.lists(st.sampled_from("le la retour client avoir facture délai port stock prix".split()), min_size=30)
)
def test_a_fingerprint_depends_on_the_words_alone(words: list[str]) -> None:
    text = " ".join(words)
    shouted = "  ".join(words).upper() + " !"
    assert text_digest(text) == text_digest(shouted)
    assert likeness(minhash(text), minhash(shouted)) == 1.0


def test_likeness_estimates_the_share_of_common_runs_of_words() -> None:
    words = [f"mot{i}" for i in range(2000)]
    half = [*words[:1000], *(f"autre{i}" for i in range(1000))]
    one, other = minhash(" ".join(words)), minhash(" ".join(half))
    assert abs(likeness(one, other) - 996 / (1996 * 2 - 996)) < 0.2
    assert likeness(one, minhash(" ".join(f"x{i}" for i in range(2000)))) < 0.1


def test_the_same_text_in_two_places_is_found_and_so_is_one_with_a_small_change(owner: Person) -> None:
    long = PROCEDURE * 3 + "Le présent document remplace le précédent."
    add_text(owner.actor, "Retours", long, source="Procédures")
    add_text(owner.actor, "Retours (copie)", long.upper(), source="Réseau")
    add_text(owner.actor, "Retours 2026", long + "Le standard répond de neuf heures à midi.", source="Réseau")
    add_text(
        owner.actor, "Congés", "Les congés payés se posent deux mois à l'avance auprès de l'atelier. " * 4
    )
    (found,) = duplicates.find(owner.actor)
    assert [document.title for document in found.documents] == ["Retours", "Retours (copie)", "Retours 2026"]
    assert not found.exact
    duplicates.keep_apart(
        owner.actor,
        [document.pk for document in found.documents if "2026" in document.title]
        + [found.documents[0].pk, found.documents[1].pk],
    )
    assert duplicates.find(owner.actor) == []


def test_a_duplicate_that_one_may_not_read_is_not_even_hinted_at(owner: Person, employee: Person) -> None:
    add_text(owner.actor, "Grille", PROCEDURE, readers=("managers",))
    add_text(owner.actor, "Grille bis", PROCEDURE, source="Réseau")
    assert len(duplicates.find(owner.actor)) == 1
    assert duplicates.find(employee.actor) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Attestation valable jusqu'au 31 décembre 2026.", date(2026, 12, 31)),
        ("Fin de validité : 01/02/2025", date(2025, 2, 1)),
        ("Le contrat prendra fin le 3 mars 2027 sans reconduction.", date(2027, 3, 3)),
        ("Valable jusqu'au prochain inventaire, soit avant le mois de mars 2027", None),
        ("Signé le 3 mars 2027.", None),
        ("Valable jusqu'au 31 février 2026", None),
    ],
)
def test_the_end_of_validity_is_read_in_the_text(text: str, day: date | None) -> None:
    assert stated_expiry(text) == day


def test_what_expired_or_grew_old_is_to_be_read_again_the_most_pressing_first(owner: Person) -> None:
    add_text(
        owner.actor, "Assurance", "Attestation d'assurance valable jusqu'au 30 octobre 2026. " + PROCEDURE
    )
    add_text(owner.actor, "Bail", "Le bail prend fin le 15 décembre 2026. " + PROCEDURE.upper())
    add_text(owner.actor, "Vieux", "Une règle ancienne sur les congés. " * 5, dated=date(2023, 1, 1))
    add_text(owner.actor, "Récent", "Une règle récente sur les primes. " * 5, dated=date(2026, 1, 1))
    found = validity.to_review(owner.actor, TODAY)
    assert [(one.document.title, one.words(TODAY)) for one in found] == [
        ("Assurance", "périmé depuis le 30/10/2026"),
        ("Bail", "expire le 15/12/2026"),
        ("Vieux", "ce texte a plus de 3 ans"),
    ]
    validity.confirm(owner.actor, found[2].document.pk, TODAY)
    with pytest.raises(BadInput, match="périmé"):
        validity.confirm(owner.actor, found[0].document.pk, TODAY)
    validity.set_expiry(owner.actor, found[0].document.pk, date(2027, 10, 30))
    assert [one.document.title for one in validity.to_review(owner.actor, TODAY)] == ["Bail"]


def test_a_rule_deletes_what_its_source_brought_too_long_ago_and_says_so(
    owner: Person, manager: Person
) -> None:
    old = add_text(owner.actor, "Vieux courriel", PROCEDURE, source="Boîte aux lettres")
    add_text(owner.actor, "Courriel récent", PROCEDURE + "Et voilà.", source="Boîte aux lettres")
    add_text(owner.actor, "Autre source", PROCEDURE + "Bonjour.", source="Procédures")
    DocumentVersion.objects.filter(document=old.document_id).update(
        added=timezone.now() - timedelta(days=400)
    )
    source = Source.objects.get(name="Boîte aux lettres")
    today = timezone.localdate()
    with pytest.raises(NotAllowed):
        retention.set_rule(manager.actor, source.pk, keep_days=365)
    with pytest.raises(BadInput):
        retention.set_rule(owner.actor, source.pk, keep_days=0)
    retention.set_rule(owner.actor, source.pk, keep_days=365)
    assert {rule.name: rule.due for rule in retention.rules(owner.actor, today)} == {
        "Boîte aux lettres": 1,
        "Procédures": 0,
    }
    assert retention.apply(owner.actor.company_id, today) == 1
    assert retention.apply(owner.actor.company_id, today) == 0
    assert {listed.title for listed in list_documents(owner.actor)} == {"Courriel récent", "Autre source"}
    told = journal.entries(owner.actor, action="document.removed").get()
    assert (told.actor, told.subject) == (None, "Vieux courriel")
    assert told.details["why"] == "durée de conservation dépassée (365 jours)"


def test_two_versions_are_compared_line_by_line(owner: Person) -> None:
    lines = [f"Article {i} : le délai est de {i} jours." for i in range(1, 21)]
    first = add_file(owner.actor, "\n\n".join(lines).encode(), "reglement.txt")
    lines[9] = "Article 10 : le délai est porté à trente jours."
    add_file(owner.actor, "\n\n".join(lines).encode(), "reglement.txt")
    found = comparing.compare(owner.actor, first.document_id, 1, 2)
    assert (found.added, found.removed, found.cut) == (1, 1, False)
    changed = [line.text for line in found.lines if line.state in ("added", "removed")]
    assert changed == [
        "Article 10 : le délai est de 10 jours.",
        "Article 10 : le délai est porté à trente jours.",
    ]
    assert [line.text for line in found.lines if line.state == "gap"] == ["7", "8"]


def test_removing_a_mail_removes_its_attachments_and_tells_the_floors_above(owner: Person) -> None:
    told: list[int] = []
    forgetting.forgets(lambda company, kind, document: told.append(document))
    try:
        mail = add_text(owner.actor, "Courriel", PROCEDURE)
        piece = add_file(owner.actor, files.TERMS, "cgv.pdf")
        Document.objects.filter(pk=piece.document_id).update(parent=mail.document_id)
        removing.remove(owner.actor, mail.document_id)
    finally:
        forgetting._forgetters.pop()
    assert told == [mail.document_id, piece.document_id]
    assert Document.objects.count() == 0
    assert Passage.objects.count() == 0
