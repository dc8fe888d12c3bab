"""True sentences pass, however they are written; each kind of lie is caught."""

import pytest

from levier.core.evidence import Computed, Rows
from levier.core.result import Sentence
from levier.validation import Verdict, moments
from levier.validation.judging import Judge
from tests.validation.material import EVIDENCE, TODAY, said


def supported(sentence: Sentence) -> bool:
    claims = Judge(EVIDENCE, today=TODAY).judge(sentence)
    assert claims
    return all(claim.verdict is Verdict.SUPPORTED for claim in claims)


TRUE = [
    (
        "Le fournisseur doit payer une pénalité de 1,5 % du montant de la commande par semaine de retard.",
        "s1.e1",
    ),
    ("En cas de retard de livraison, le fournisseur doit payer une pénalité de 1,5 % par semaine.", "s1.e1"),
    ("La pénalité est dans la limite de 10 %.", "s1.e1"),
    ("L'acheteur peut annuler la commande après trente jours de retard.", "s1.e1"),
    ("La garantie n'est pas transférable.", "s1.e1"),
    ("Selon l'article 7 du contrat, la garantie n'est pas transférable.", "s1.e1"),
    ("Le contrat a été signé à Autun le 03/03/2011.", "s1.e1"),
    ("Le contrat a été signé en mars 2011.", "s1.e1"),
    ("En avril 2011, le chiffre d'affaires du pays United Kingdom est de 426 047,85 €.", "s2.e1"),
    ("United Kingdom : environ 426 k€ ; Germany : 15,5 k€ ; France : 12 808,75 €.", "s2.e1"),
    ("426 048 € pour United Kingdom, 15 536 € pour Germany et 12 809 € pour France.", "s2.e1"),
    ("Germany et France font respectivement 15 536,40 € et 12 808,75 €.", "s2.e1"),
    ("En tête, United Kingdom réalise 426 047,85 € en 1 234 commandes.", "s2.e1"),
    ("Les 3 premiers pays sur 38 sont United Kingdom, Germany et France.", "s2.e1"),
    ("Germany et France totalisent 28 345,15 €.", "s2.e1"),
    ("Le panier moyen de Germany est de 378,94 €.", "s2.e1"),
    ("L'évolution est de +46,7 %.", "s3.e1"),
    ("De 493 207,12 € en avril 2011 à 723 333,51 € en mai 2011, soit une hausse de 46,7 %.", "s4.e1"),
    ("Le chiffre d'affaires progresse de 230 126,39 € entre avril et mai 2011.", "s4.e1"),
]
FALSE = [
    (
        "Le fournisseur doit payer une pénalité de 2,5 % du montant de la commande par semaine de retard.",
        "s1.e1",
    ),
    (
        "Le fournisseur doit payer une pénalité de 1,5 % du montant de la commande par jour de retard.",
        "s1.e1",
    ),
    (
        "Le fournisseur doit payer une pénalité de 1,5 € du montant de la commande par semaine de retard.",
        "s1.e1",
    ),
    (
        "Le fournisseur peut payer une pénalité de 1,5 % du montant de la commande par semaine de retard.",
        "s1.e1",
    ),
    ("Le fournisseur ne doit pas payer une pénalité de 1,5 % par semaine de retard.", "s1.e1"),
    ("L'acheteur doit annuler la commande après 30 jours de retard.", "s1.e1"),
    ("L'acheteur peut annuler la commande après 30 semaines de retard.", "s1.e1"),
    ("L'acheteur peut annuler la commande avant 30 jours de retard.", "s1.e1"),
    ("Le fournisseur peut annuler la commande après 30 jours de retard.", "s1.e1"),
    ("La garantie est transférable.", "s1.e1"),
    ("Le contrat a été signé à Dijon le 3 mars 2011.", "s1.e1"),
    ("Le contrat a été signé à Autun le 3 mai 2011.", "s1.e1"),
    ("Le contrat a été signé en 2012.", "s1.e1"),
    ("Comptoir Delaunay livre Ateliers Morvan sous 12 jours ouvrés.", "s1.e1"),
    ("Ateliers Morvan livre Comptoir Delaunay sous 12 jours calendaires.", "s1.e1"),
    ("Selon l'article 9, la garantie n'est pas transférable.", "s1.e1"),
    ("Le contrat précise : « la garantie est transférable ».", "s1.e1"),
    ("Le contrat est reconduit tacitement chaque année.", "s1.e1"),
    ("En avril 2011, United Kingdom fait 426 147,85 €.", "s2.e1"),
    ("United Kingdom : 15 536,40 € ; Germany : 426 047,85 €.", "s2.e1"),
    ("15 536,40 € pour United Kingdom et 426 047,85 € pour Germany.", "s2.e1"),
    ("United Kingdom fait 426 047,85 k€.", "s2.e1"),
    ("United Kingdom fait 426 047,85 £.", "s2.e1"),
    ("En mai 2011, United Kingdom fait 426 047,85 €.", "s2.e1"),
    ("Spain fait 426 047,85 €.", "s2.e1"),
    ("En tête, France réalise 12 808,75 €.", "s2.e1"),
    ("Germany et France totalisent 29 345,15 €.", "s2.e1"),
    ("L'évolution est de +47,6 %.", "s3.e1"),
    ("L'évolution est une baisse de 46,7 %.", "s3.e1"),
    ("De 493 207,12 € en avril 2011 à 723 333,51 € en mai 2011, soit une baisse de 46,7 %.", "s4.e1"),
    ("Le chiffre d'affaires est de 723 333,51 € en avril 2011 et de 493 207,12 € en mai 2011.", "s4.e1"),
]


@pytest.mark.parametrize(("text", "evidence"), TRUE)
def test_a_true_sentence_is_supported(text: str, evidence: str) -> None:
    claims = Judge(EVIDENCE, today=TODAY).judge(said(text, evidence))
    assert [claim.reason for claim in claims if claim.verdict is not Verdict.SUPPORTED] == []


@pytest.mark.parametrize(("text", "evidence"), FALSE)
def test_a_false_sentence_is_caught(text: str, evidence: str) -> None:
    assert not supported(said(text, evidence))


def test_a_sentence_without_evidence_or_with_an_invented_one_is_refused() -> None:
    assert not supported(said("La garantie n'est pas transférable."))
    assert not supported(said("La garantie n'est pas transférable.", "s1.e9"))
    assert not supported(said("La garantie n'est pas transférable.", "s1.e1", "s1.e9"))


def test_an_extract_must_be_the_documents_own_words() -> None:
    assert supported(
        said("« L'acheteur peut annuler la commande après 30 jours de retard. »", "s1.e1", kind="extract")
    )
    assert supported(said("En cas de retard […] dans la limite de 10 %.", "s1.e1", kind="extract"))
    assert not supported(
        said("L'acheteur peut annuler la commande après 3 jours de retard.", "s1.e1", kind="extract")
    )


def test_a_notice_without_facts_passes_and_one_with_facts_is_checked() -> None:
    judge = Judge(EVIDENCE, today=TODAY)
    assert judge.judge(said("Cette réponse ne couvre pas tout.", kind="notice")) == []
    assert not supported(said("Les ventes ont atteint 900 000 €.", kind="notice"))


def test_a_computed_result_binds_its_names_to_its_values() -> None:
    by_name = Computed(
        id="c1",
        path="by_country",
        title="Ventes par pays",
        value={"France": 10.5, "Germany": 20.25},
        unit="€",
    )
    nested = Computed(
        id="c2",
        path="items",
        title="Prévision",
        value=[{"item": "PARTY BUNTING", "total": 12}, {"item": "MUG", "total": 30}],
    )
    judge = Judge([by_name, nested])
    for text, evidence, true in (
        ("France : 10,50 € ; Germany : 20,25 €.", "c1", True),
        ("France : 20,25 € ; Germany : 10,50 €.", "c1", False),
        ("Nous prévoyons 12 unités pour PARTY BUNTING et 30 pour MUG.", "c2", True),
        ("Nous prévoyons 30 unités pour PARTY BUNTING et 12 pour MUG.", "c2", False),
    ):
        assert (
            all(claim.verdict is Verdict.SUPPORTED for claim in judge.judge(said(text, evidence))) is true
        ), text


def test_a_code_of_article_that_looks_like_a_year_is_no_moment() -> None:
    assert not moments.moments("La référence TB-2002 se vend bien.", None)
    assert moments.moments("Les ventes de 2002 montent.", None)


def test_a_year_inside_the_name_of_a_product_dates_nothing() -> None:
    proof = Computed(
        id="s9.e1", step="s9", path="rows", title="Ventes", value={"Côtes du Rhône 2022": 12}, unit="unités"
    )
    sentence = Sentence(text="Le premier produit est Côtes du Rhône 2022 (12 unités).", evidence=["s9.e1"])
    assert [claim.verdict for claim in Judge([proof], today=TODAY).judge(sentence)] == [Verdict.SUPPORTED]


def test_a_remark_on_its_own_proof_is_held_to_its_facts_not_to_its_advice() -> None:
    right, wrong = (
        Sentence(text=f"Relevé de {count} ventes : relisez-le avec soin.", evidence=["s9.e1"], kind="notice")
        for count in (12, 13)
    )
    proof = Computed(id="s9.e1", step="s9", path="rows", title="Ventes", value={"count": 12})
    judge = Judge([proof], today=TODAY)
    assert [claim.verdict for claim in judge.judge(right)] == [Verdict.SUPPORTED]
    assert [claim.verdict for claim in judge.judge(wrong)] == [Verdict.UNSUPPORTED]


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("En mai 2011, le chiffre d'affaires (client : 14647) est de 243,22 £.", True),
        ("En mai 2011, le chiffre d'affaires (client : 14648) est de 243,22 £.", False),
        ("En mai 2011, le chiffre d'affaires (client : 14647) est de 14 647 £.", False),
        ("En mai 2011, le chiffre d'affaires est de 14647 £.", False),
    ],
)
def test_a_customer_whose_name_is_a_number_may_be_named_where_a_filter_is_told(text: str, true: bool) -> None:
    proof = Rows(
        id="s9.e1", dataset=1, version=1, title="Chiffre d'affaires", columns=["revenue"], values=[[243.22]], total_rows=1,
        units={"revenue": "£"},
        query={"filters": [{"dimension": "customer", "values": ["14647"], "exclude": False}],
               "period": {"start": "2011-05-01", "end": "2011-05-31"}, "today": "2011-09-01"},
    )  # fmt: skip
    claims = Judge([proof], today=TODAY).judge(Sentence(text=text, evidence=["s9.e1"]))
    assert all(claim.verdict is Verdict.SUPPORTED for claim in claims) is true
