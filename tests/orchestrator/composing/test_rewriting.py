"""A model may say it better, never otherwise: scripted models that lie get nothing false shown."""

import pytest

from levier.core.result import Sentence
from levier.inference.language import CompanyModels, add_endpoint, client
from levier.orchestrator.composing.rewriting import rewrite
from levier.validation import validate
from tests.cast import Person
from tests.validation.material import CONTRACT, COUNTRIES, TODAY, said

pytestmark = pytest.mark.django_db
EVIDENCE = [COUNTRIES, CONTRACT]
OWN = [
    said("United Kingdom : chiffre d'affaires de 426 047,85 €.", "s2.e1"),
    said("Germany : chiffre d'affaires de 15 536,40 €.", "s2.e1"),
    said("En cas de retard, le fournisseur doit payer une pénalité de 1,5 % par semaine de retard.", "s1.e1"),
    said("La garantie n'est pas transférable.", "s1.e1", kind="extract"),
    said("Cette réponse ne couvre pas tout.", kind="notice"),
]


@pytest.fixture
def models(owner: Person) -> CompanyModels:
    add_endpoint(owner.actor, name="Maison", address="http://127.0.0.1:8901/v1", model="petit")
    return CompanyModels(owner.actor, "rewriting")


def rewritten(models: CompanyModels, text: str) -> list[Sentence] | None:
    with client.scripted(lambda system, prompt: text):
        return rewrite(models.actor, "Combien ?", OWN, EVIDENCE, models=models, today=TODAY)


def shown(models: CompanyModels, text: str) -> list[str]:
    draft = rewritten(models, text) or OWN
    return [one.text for one in validate(draft, EVIDENCE, statements=OWN, today=TODAY).sentences]


def test_a_faithful_rewriting_is_kept_with_extracts_and_notices(models: CompanyModels) -> None:
    text = (
        "Le chiffre d'affaires de United Kingdom est de 426 047,85 € et celui de Germany de 15 536,40 € [1].\n"
        "Le fournisseur doit payer 1,5 % de pénalité par semaine de retard [2]."
    )
    draft = rewritten(models, text)
    assert draft is not None
    assert [one.text for one in draft] == [
        "Le chiffre d'affaires de United Kingdom est de 426 047,85 € et celui de Germany de 15 536,40 €.",
        "Le fournisseur doit payer 1,5 % de pénalité par semaine de retard.",
        OWN[3].text,
        OWN[4].text,
    ]
    assert validate(draft, EVIDENCE, statements=OWN, today=TODAY).removed == []


LIES = {
    "wrong number": ("United Kingdom : chiffre d'affaires de 462 047,85 € [1].", "462"),
    "invented citation": ("Le marché croît [9].", "marché"),
    "unsupported sentence": ("Le fournisseur livre toujours en avance [2].", "avance"),
    "unsupported sentence on figures": (
        "United Kingdom reste notre marché le plus rentable et fidèle [1].",
        "rentable",
    ),
    "swapped names": ("United Kingdom : 15 536,40 € ; Germany : 426 047,85 € [1].", "Germany : 426"),
    "unit of money": ("United Kingdom : chiffre d'affaires de 426 047,85 k€ [1].", "k€"),
    "unit of time": (
        "En cas de retard, le fournisseur doit payer une pénalité de 1,5 % par jour de retard [2].",
        "jour",
    ),
    "negation": (
        "En cas de retard, le fournisseur ne doit pas payer une pénalité de 1,5 % par semaine [2].",
        "ne doit pas",
    ),
    "modality": (
        "En cas de retard, le fournisseur peut payer une pénalité de 1,5 % par semaine [2].",
        "peut",
    ),
    "no citation": ("United Kingdom : chiffre d'affaires de 426 047,85 €, un record.", "record"),
    "other evidence": ("United Kingdom : chiffre d'affaires de 426 047,85 € [2].", ""),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_model_gets_nothing_false_shown(models: CompanyModels, lie: str) -> None:
    text, trace = LIES[lie]
    texts = shown(models, f"{text}\nGermany : chiffre d'affaires de 15 536,40 € [1].")
    assert not (trace and any(trace in one for one in texts))
    # What is true is still told, in the capabilities' own words.
    for own in OWN[:3]:
        assert own.text in texts


def test_a_model_that_writes_nothing_usable_leaves_the_capabilities_words(models: CompanyModels) -> None:
    for text in ("", "Bonjour ! Je suis ravi de vous aider.", "[1] [2]", "United Kingdom : 1 € [1]."):
        assert rewritten(models, text) is None


def test_without_a_model_there_is_no_rewriting(owner: Person) -> None:
    assert rewrite(owner.actor, "Combien ?", OWN, EVIDENCE) is None
