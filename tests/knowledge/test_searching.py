"""The search finds what answers, quotes it exactly, and knows when nothing does."""

import pytest

from levier.core.errors import NotFound
from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.adding import add_file, add_text
from levier.knowledge.models import Page
from tests.cast import Person
from tests.knowledge import files

pytestmark = pytest.mark.usefixtures("embedding_model")

QUESTIONS = [
    ("Quelles pénalités prévoit notre contrat en cas de retard de livraison ?", "1,5 %"),
    ("quel est le plafond de la penalité de retard", "10 %"),
    ("Combien coûtent les frais de port ?", "12 €"),
    ("Sous combien de jours faut-il payer les factures ?", "trente jours"),
    ("Quelle est notre procédure de retour ?", "numéro de retour"),
    ("les articles soldés sont-ils repris ?", "soldés"),
    ("Quelle remise pour 50 000 € d'achats ?", "5 %"),
    ("Combien de jours de congé pour un mariage ?", "Quatre jours"),
    ("Faut-il déclarer les caméras à la CNIL ?", "aucune déclaration"),
]
UNKNOWN = [
    "Quel est l'âge du capitaine ?",
    "Quelle est la capitale de l'Australie ?",
    "Quel est le code wifi du bureau ?",
    "Qui a gagné la coupe du monde en 1998 ?",
    "Quelle est la recette de la tarte aux pommes ?",
]


@pytest.fixture
def library(owner: Person) -> CompanyKnowledge:
    add_file(owner.actor, files.TERMS, "cgv.pdf")
    add_file(owner.actor, files.word(), "contrat.docx")
    add_file(owner.actor, files.RETURNS.encode("cp1252"), "retours.html")
    public = {
        "Congés pour événements familiaux": (
            "Le salarié a droit à un congé sans perte de salaire. Sa durée est de :Quatre jours pour son mariage ;"
            "Un jour pour le mariage d'un enfant ;Trois jours pour une naissance."
        ),
        "Vidéosurveillance au travail": (
            "Avant d'installer des caméras, l'employeur informe les salariés. Si elles filment un lieu non ouvert au "
            "public, aucune déclaration à la CNIL n'est nécessaire. Les images sont gardées un mois au plus."
        ),
    }
    for title, text in public.items():
        add_text(owner.actor, title, text, source="Textes publics", address="https://exemple.fr/" + title)
    return CompanyKnowledge(owner.actor)


@pytest.mark.parametrize(("question", "words"), QUESTIONS)
def test_the_first_extract_holds_the_answer(library: CompanyKnowledge, question: str, words: str) -> None:
    found = library.search(question)
    assert words in found.hits[0].extract
    assert found.hits[0].score >= found.threshold


@pytest.mark.parametrize("question", UNKNOWN)
def test_what_no_document_says_stays_below_the_threshold(library: CompanyKnowledge, question: str) -> None:
    found = library.search(question)
    assert found.hits[0].score < found.threshold


def test_every_extract_is_its_place_in_the_page(library: CompanyKnowledge) -> None:
    for question, _ in QUESTIONS:
        for hit in library.search(question).hits:
            page = Page.objects.get(
                version__document=hit.document, version__number=hit.version, number=hit.page or 1
            )
            assert page.text[hit.start : hit.end] == hit.extract
            assert hit.extract in hit.text


def test_scores_are_probabilities(library: CompanyKnowledge) -> None:
    scores = [hit.score for hit in library.search("Combien de jours de congé pour un mariage ?").hits]
    assert all(0 <= score <= 1 for score in scores)
    assert scores[0] == max(scores)


def test_a_misspelt_rare_word_is_still_found(library: CompanyKnowledge) -> None:
    assert "soldés" in library.search("reprise d'un article soldée ou en soldse ?").hits[0].extract


def test_our_says_the_companys_own_documents(library: CompanyKnowledge, owner: Person) -> None:
    add_text(
        owner.actor,
        "Retour des marchandises : la loi",
        "La loi prévoit une procédure de retour de quatorze jours pour les ventes à distance.",
        source="Textes publics",
    )
    assert library.search("Quelle est notre procédure de retour ?").hits[0].title == "Procédure de retour"
    assert library.search("Que dit la loi sur la procédure de retour ?").hits[0].source == "Textes publics"


def test_a_search_in_one_source_stays_in_it(library: CompanyKnowledge) -> None:
    found = library.search("Quel est le délai de paiement ?", source="Textes publics")
    assert {hit.source for hit in found.hits} == {"Textes publics"}
    assert found.documents_searched == 2


def test_an_unknown_source_is_said(library: CompanyKnowledge) -> None:
    with pytest.raises(NotFound, match="Intranet"):
        library.search("Quel délai ?", source="Intranet")


@pytest.mark.parametrize("question", ["", "???", '" OR 1=1 --', "NEAR(a b)", "a" * 4_000, "日本語"])
def test_odd_questions_do_no_harm(library: CompanyKnowledge, question: str) -> None:
    library.search(question)


def test_nothing_to_search_is_said_as_it_is(owner: Person) -> None:
    found = CompanyKnowledge(owner.actor).search("Quel est le délai de retour ?")
    assert (found.hits, found.documents_searched) == ([], 0)
