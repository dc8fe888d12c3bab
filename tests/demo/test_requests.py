"""The requests of everyday life on the demo company, without any language model, through the command line."""

import json

import pytest

from tests.demo_home import DemoHome


def asked(demo: DemoHome, text: str, *options: str, status: int = 0) -> dict:
    done = demo.levier("ask", text, "--json", *options)
    assert done.returncode == status, done.stderr[-2000:] + done.stdout[-2000:]
    return json.loads(done.stdout)


def capabilities(answer: dict) -> list[str]:
    return [step["capability"] for step in answer["plan"]["steps"]]


def quotes(answer: dict) -> str:
    return " ".join(item["quote"] for item in answer["evidence"] if item["kind"] == "passage")


def test_a_forecast_and_a_contract_clause_are_answered_together(demo: DemoHome) -> None:
    answer = asked(
        demo,
        "Quelles seront nos ventes des 4 prochaines semaines pour nos 5 meilleures références, et quelles pénalités "
        "prévoit notre contrat fournisseur en cas de retard de livraison ?",
    )
    assert set(capabilities(answer)) >= {"sales-forecast", "knowledge-search"}
    assert "0,5 %" in quotes(answer).replace("\u00a0", " ")
    assert any(item["kind"] == "computed" for item in answer["evidence"])
    assert not answer["unanswered"]


def test_two_months_are_compared_by_country_and_the_law_is_quoted(demo: DemoHome) -> None:
    answer = asked(
        demo,
        "Compare le chiffre d'affaires d'avril et de mai par pays, et dis-moi quels sont les délais de paiement légaux "
        "entre professionnels.",
    )
    assert {"table-query", "knowledge-search"} <= set(capabilities(answer))
    rows = next(
        item
        for item in answer["evidence"]
        if item["kind"] == "rows" and item["query"]["dimensions"] == ["country"]
    )
    compared = {rows["query"]["period"]["start"], rows["query"]["compare"]["start"]}
    assert compared == {"2011-04-01", "2011-05-01"}
    assert "30" in quotes(answer)
    assert "60 jours" in quotes(answer)


def test_customers_who_stopped_are_listed_and_the_return_procedure_is_quoted(demo: DemoHome) -> None:
    answer = asked(
        demo,
        "Quels clients n'ont plus commandé depuis 60 jours alors qu'ils commandaient tous les mois, et quelle est notre "
        "procédure de retour ?",
    )
    rows = next(item for item in answer["evidence"] if item["kind"] == "rows")
    assert rows["query"]["inactive"] == {"days": 60, "rhythm": "monthly"}
    assert any(
        "Procédure de retour" in item["title"] for item in answer["evidence"] if item["kind"] == "passage"
    )


def test_two_questions_of_law_are_both_answered(demo: DemoHome) -> None:
    answer = asked(
        demo,
        "Combien de jours de congés pour un mariage, et faut-il une déclaration à la CNIL pour de la vidéosurveillance ?",
    )
    assert capabilities(answer) == ["knowledge-search", "knowledge-search"]
    words = quotes(answer).lower()
    assert "mariage" in words
    assert "cnil" in words
    assert any(claim["verdict"] == "supported" for claim in answer["claims"])


def test_what_nothing_covers_is_said_to_be_unknown(demo: DemoHome) -> None:
    answer = asked(demo, "Quel est l'âge du capitaine ?", status=3)
    assert answer["unanswered"]
    assert not [claim for claim in answer["claims"] if claim["verdict"] == "supported"]


def test_a_follow_up_keeps_the_subject_and_moves_the_period(demo: DemoHome) -> None:
    first = asked(demo, "Quel est le chiffre d'affaires d'avril en Allemagne ?")
    then = asked(demo, "et pour le mois suivant ?", "--conversation", str(first["conversation"]))
    rows = next(item for item in then["evidence"] if item["kind"] == "rows")
    assert rows["query"]["period"]["start"] == "2011-05-01"
    assert rows["query"]["filters"][0]["values"] == ["Germany"]


def test_every_shown_claim_cites_evidence_that_exists(demo: DemoHome) -> None:
    answer = asked(demo, "Quels sont nos 3 meilleurs clients de juillet et leur part du chiffre d'affaires ?")
    known = {item["id"] for item in answer["evidence"]}
    assert answer["claims"]
    for claim in answer["claims"]:
        assert set(claim["evidence"]) <= known
    assert {"answer", "claims", "evidence", "plan", "unanswered", "seconds", "cost"} <= set(answer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "x" * 20_000,
        "¿Cuáles fueron las ventas del mes pasado en nuestra tienda principal de Madrid?",
    ],
    ids=["empty", "blank", "20 000 characters", "spanish"],
)
def test_a_request_that_cannot_be_read_is_refused_in_one_french_sentence(demo: DemoHome, text: str) -> None:
    done = demo.levier("ask", "-", given=text)
    assert done.returncode == 2
    assert done.stderr.strip().startswith("✗")
    assert "Traceback" not in done.stderr


def test_an_employee_is_not_answered_from_a_document_of_the_managers(demo: DemoHome) -> None:
    question = "Quelles pénalités prévoit notre contrat fournisseur en cas de retard de livraison ?"
    owner = asked(demo, question)
    assert any("Ateliers Morvan" in item["title"] for item in owner["evidence"])
    done = demo.levier("ask", question, "--json", "--as", "lea@maison-tilleul.example")
    assert "Morvan" not in done.stdout
