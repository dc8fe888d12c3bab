"""« Demander »: what the answer, its proofs and « Pourquoi cette réponse ? » show, and to whom."""

import re
from unittest.mock import patch

import pytest
from django.urls import reverse

from levier.core.errors import BadInput
from levier.knowledge.models import Document
from levier.orchestrator import services
from levier.orchestrator.models import Request
from levier.web.ask import value_labels
from levier.web.ask.markdown import to_html
from tests.cast import Person
from tests.web.answers import ASKED, QUOTE, answered
from tests.web.world import World


@pytest.fixture
def request_made(world: World, owner: Person) -> Request:
    return answered(world, owner)


def page(who: Person, name: str, *args: object, fragment: str = "") -> str:
    headers = {"X-Fragment": fragment} if fragment else {}
    response = who.client.get(reverse(name, args=args), headers=headers)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_an_answer_shows_its_status_cost_and_the_way_to_why(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_request", request_made.pk)
    assert "Répondu en partie" in html
    assert "0\u00a0€ — calculé sur votre machine" in html
    assert reverse("ask_why", args=[request_made.pk]) in html


def test_each_proof_mark_is_a_link_to_its_proof_and_an_unknown_mark_stays_text(
    request_made: Request, owner: Person
) -> None:
    html = page(owner, "ask_request", request_made.pk)
    for number in (1, 2, 3):
        assert f'href="{reverse("ask_evidence", args=[request_made.pk, number])}"' in html
    assert reverse("ask_evidence", args=[request_made.pk, 9]) not in html
    assert "[9]" in html


def test_markup_in_an_answer_is_shown_as_text_never_run(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_request", request_made.pk)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_what_was_not_found_stands_once_in_its_own_frame(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_request", request_made.pk)
    assert html.count("aucun document n'en parle") + html.count("aucun document n&#x27;en parle") == 1


def test_the_chart_stands_in_the_part_it_belongs_to(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_request", request_made.pk)
    assert (
        html.index("Le total est de")
        < html.index("data-chart>")
        < html.index("Quelles pénalités de retard&nbsp;?</h3>")
    )


def test_a_removed_claim_is_announced_but_not_shown_in_the_answer(
    request_made: Request, owner: Person
) -> None:
    html = page(owner, "ask_request", request_made.pk)
    assert "1 affirmation retirée" in html
    assert "Le total doublera" not in html


def test_a_proposed_action_leads_to_the_form_already_filled(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_request", request_made.pk)
    assert f'href="{reverse("capability", args=["sales-forecast"])}?horizon=6"' in html


def test_a_passage_is_highlighted_in_its_page_with_its_age(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_evidence", request_made.pk, 2, fragment="proof")
    assert f"<mark>{QUOTE}</mark>" in html
    assert "Le tribunal de Vichy" in html
    assert "texte de plus de 2 ans" in html
    assert "15/01/2020" in html


def test_rows_come_with_the_question_in_words_and_the_definition(
    request_made: Request, owner: Person
) -> None:
    html = page(owner, "ask_evidence", request_made.pk, 1, fragment="proof")
    assert "par client, du 01/01/2026 au 31/01/2026" in html
    assert "Mairie de Vichy" in html
    assert "37,00\u00a0€" in html


def test_the_lines_behind_a_figure_are_one_click_away(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_rows", request_made.pk, 1)
    assert "Tarte aux pommes" in html
    invoices = {code for code in ("F1", "F2", "F3", "F4") if re.search(rf">\s*{code}\s*<", html)}
    assert invoices == {"F1", "F3"}  # F2 and F4 are of other months


def test_a_computed_proof_shows_its_value_method_and_step(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_evidence", request_made.pk, 3, fragment="proof")
    assert "50,00\u00a0€" in html
    assert "somme des lignes" in html


def test_a_proof_also_opens_as_a_page_of_its_own(request_made: Request, owner: Person) -> None:
    assert "Retour à la réponse" in page(owner, "ask_evidence", request_made.pk, 2)


def test_a_proof_that_does_not_exist_is_not_found(request_made: Request, owner: Person) -> None:
    assert owner.client.get(reverse("ask_evidence", args=[request_made.pk, 9])).status_code == 404


def test_why_shows_steps_inputs_verdicts_and_removed_claims(request_made: Request, owner: Person) -> None:
    html = page(owner, "ask_why", request_made.pk)
    for words in (
        "Chercher les pénalités",
        "prouvé",
        "retiré, sans preuve",
        "Le total doublera",
        "pénalités&quot;",
    ):
        assert words in html
    assert "sans modèle de langue" in html


def test_an_export_is_markdown_with_its_proofs(request_made: Request, owner: Person) -> None:
    text = page(owner, "ask_export", request_made.pk)
    assert text.startswith(f"# {ASKED}")
    assert f"2. Contrat, page 1, 15/01/2020 — « {QUOTE} »" in text


@pytest.mark.parametrize("name", ["ask_request", "ask_why", "ask_export", "ask_events"])
def test_nobody_else_sees_a_request(
    name: str, request_made: Request, manager: Person, stranger: Person
) -> None:
    for other in (manager, stranger):
        assert other.client.get(reverse(name, args=[request_made.pk])).status_code == 404


def test_a_proof_whose_document_was_removed_says_so_and_keeps_the_quoted_words(
    request_made: Request, owner: Person
) -> None:
    Document.objects.filter(title="Contrat").delete()
    html = page(owner, "ask_evidence", request_made.pk, 2, fragment="proof")
    assert "Voici les mots cités" in html
    assert QUOTE in html


def test_past_requests_are_found_by_their_words(request_made: Request, owner: Person) -> None:
    client = owner.client
    found = client.get(reverse("ask"), {"cherche": "janvier pénalités"}).content.decode()
    assert reverse("ask_request", args=[request_made.pk]) in found
    missing = client.get(reverse("ask"), {"cherche": "zèbre"}).content.decode()
    assert reverse("ask_request", args=[request_made.pk]) not in missing
    assert "Aucune demande passée" in missing


def test_a_refused_request_keeps_what_was_typed_and_says_why(owner: Person) -> None:
    refusal = BadInput("La demande est trop longue", where="demande", mend="Posez-la en plusieurs fois.")
    with patch.object(services, "submit", side_effect=refusal):
        response = owner.client.post(reverse("ask"), {"text": "ma longue demande"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "ma longue demande</textarea>" in html
    assert "Posez-la en plusieurs fois." in html


def test_an_accepted_request_leads_to_its_page(request_made: Request, owner: Person) -> None:
    with patch.object(services, "submit", return_value=request_made):
        response = owner.client.post(reverse("ask"), {"text": "Combien ?"})
    assert response.headers["Location"] == reverse("ask_request", args=[request_made.pk])


def test_an_opinion_is_kept_and_shown(request_made: Request, owner: Person) -> None:
    owner.client.post(reverse("ask_feedback", args=[request_made.pk]), {"useful": "yes"})
    assert 'value="yes" aria-pressed="true"' in page(owner, "ask_request", request_made.pk)


def test_a_proof_mark_never_begins_a_line_and_links_keep_no_script() -> None:
    html = to_html("Vrai [1]. [clic](javascript:alert(1))", {1: ("/p/1/", "Preuve")}.get)
    assert "Vrai&nbsp;<a" in html
    assert "javascript:" not in html.split("clic")[0]


def test_columns_of_figures_stand_on_the_right() -> None:
    html = to_html("| a | b |\n|---|---:|\n| x | 1 |", lambda number: None)
    assert '<td class="number">1</td>' in html
    assert "<td>x</td>" in html


def test_the_parts_of_a_computed_value_are_named_by_its_capability() -> None:
    parts = value_labels.labels("sales-forecast", "items.0")
    assert parts["total"].text == "Prévision"
    assert parts["change"].unit == "%"
    assert value_labels.labels("no-longer-there", "items.0") == {}
