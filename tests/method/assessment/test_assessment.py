"""The assessment from its opening to its closing: measured where it can be, asked otherwise, kept for ever."""

from pathlib import Path

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from typer.testing import CliRunner

from levier.cli.assess import app
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.assessment import services
from levier.method.assessment.models import Answer, Assessment
from levier.method.assessment.shape import Item
from levier.method.state_of_play import state_of_play
from levier.policy.models.journal import JournalEntry
from tests.cast import Person
from tests.web.world import add_document


def items(person: Person) -> dict[str, Item]:
    found = services.result(person.actor)
    return {one.name: one for pillar in found.pillars for part in pillar.dimensions for one in part.items}


def answer_all(person: Person, level: int = 3) -> None:
    for one in services.asked_of(person.actor):
        services.answer(person.actor, one.question.name, level)


def test_without_any_table_quality_and_history_are_asked_and_with_one_they_are_measured(
    owner: Person, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    services.begin(owner.actor)
    asked = {one.question.name for one in services.asked_of(owner.actor)}
    assert {"quality-felt", "history-felt"} <= asked
    request.getfixturevalue("sales")
    asked = {one.question.name for one in services.asked_of(owner.actor)}
    assert not {"quality-felt", "history-felt"} & asked


def test_each_measure_says_its_figures_and_opens(owner: Person, sales: int) -> None:
    found = items(owner)
    quality = found[f"quality-{sales}"]
    assert quality.origin == "measured"
    assert (quality.page, quality.args, quality.datasets) == ("dataset_quality", [sales], [sales])
    assert "104 lignes" in quality.text
    assert found[f"history-{sales}"].score > 95
    assert "0 tableau sur 1 a un responsable" in found["owners"].text
    assert "Manquent : clients, produits, achats, comptabilité" in found["reach"].text


def test_naming_who_answers_for_a_table_lifts_the_score(owner: Person, manager: Person, sales: int) -> None:
    assert items(owner)["owners"].score == 0
    services.name_owner(owner.actor, sales, manager.person_id)
    assert items(owner)["owners"].score == 100
    services.name_owner(owner.actor, sales, None)
    assert items(owner)["owners"].score == 0


def test_only_a_member_of_the_company_may_answer_for_a_table(
    owner: Person, stranger: Person, sales: int
) -> None:
    with pytest.raises(BadInput):
        services.name_owner(owner.actor, sales, stranger.person_id)
    with pytest.raises(NotFound):
        services.name_owner(stranger.actor, sales, stranger.person_id)


def test_what_was_answered_is_kept_at_once_and_may_be_changed(employee: Person, owner: Person) -> None:
    services.begin(owner.actor)
    services.answer(employee.actor, "sponsor", 2)
    services.answer(employee.actor, "sponsor", 4)
    assert list(Answer.objects.values_list("level", flat=True)) == [4]
    own = {one.question.name: one.level for one in services.asked_of(employee.actor)}
    assert own["sponsor"] == 4
    theirs = {one.question.name: one.level for one in services.asked_of(owner.actor)}
    assert theirs["sponsor"] is None


@pytest.mark.parametrize(("question", "level"), [("absente", 3), ("sponsor", 6), ("sponsor", -1)])
def test_an_answer_that_does_not_exist_is_refused(owner: Person, question: str, level: int) -> None:
    services.begin(owner.actor)
    with pytest.raises(BadInput):
        services.answer(owner.actor, question, level)


def test_too_few_answers_do_not_close_an_assessment(owner: Person) -> None:
    services.begin(owner.actor)
    services.answer(owner.actor, "sponsor", 2)
    with pytest.raises(BadInput, match=r"1\sréponse pour"):
        services.close(owner.actor)


def test_a_closed_assessment_never_changes_and_the_next_is_compared_with_it(
    owner: Person, sales: int
) -> None:
    services.begin(owner.actor)
    answer_all(owner, 2)
    first = services.close(owner.actor)
    kept = services.snapshot_of(owner.actor, first)
    assert kept.score is not None
    with pytest.raises(ValidationError):
        first.save()
    services.begin(owner.actor)
    answer_all(owner, 4)
    second = services.close(owner.actor)
    assert second.number == 2
    assert services.snapshot_of(owner.actor, second).score > kept.score
    assert services.snapshot_of(owner.actor, Assessment.objects.get(number=1)) == kept
    assert JournalEntry.objects.filter(action="assessment.closed").count() == 2


def test_what_was_answered_still_counts_after_the_end_until_the_next_one_opens(
    owner: Person, sales: int
) -> None:
    services.begin(owner.actor)
    answer_all(owner, 2)
    kept = services.snapshot_of(owner.actor, services.close(owner.actor))
    today = services.result(owner.actor)
    assert (today.score, today.answered, today.asked) == (kept.score, kept.answered, kept.asked)
    assert today.answered_on == kept.made
    paper = pypdfium2.PdfDocument(state_of_play(owner.actor))
    told = " ".join(paper[0].get_textpage().get_text_bounded().split()).replace("\u00a0", " ")
    assert f"{kept.asked} sur {kept.asked}" in told
    assert "lors du diagnostic clos le" in told
    assert "Les données sont mesurées aujourd" in owner.client.get("/methode/diagnostic/").content.decode()
    services.begin(owner.actor)
    assert services.result(owner.actor).answered == 0


def test_one_assessment_is_open_at_a_time(owner: Person, manager: Person) -> None:
    assert services.begin(owner.actor) == services.begin(manager.actor)


def test_an_employee_answers_but_sees_no_result(employee: Person, owner: Person) -> None:
    services.begin(owner.actor)
    services.answer(employee.actor, "sponsor", 1)
    for refused in (services.result, services.close, services.begin, services.closed_assessments):
        with pytest.raises(NotAllowed):
            refused(employee.actor)


def test_a_table_the_reader_may_not_see_is_neither_named_nor_counted(
    owner: Person, accountant: Person, closed_sales: int
) -> None:
    assert f"quality-{closed_sales}" in items(owner)
    assert f"quality-{closed_sales}" not in items(accountant)
    services.begin(owner.actor)
    answer_all(owner)
    kept = services.close(owner.actor)
    seen = services.snapshot_of(accountant.actor, kept).model_dump_json()
    assert "Ventes réservées" not in seen
    assert "Ventes réservées" in services.snapshot_of(owner.actor, kept).model_dump_json()


def test_a_document_that_not_everybody_reads_is_counted_but_not_named(owner: Person) -> None:
    add_document(owner.actor, "Procédure de paie", ("managers",))
    add_document(owner.actor, "Procédure de retour", ("all",))
    text = items(owner)["procedures"].text
    assert text.startswith("2 procédures")
    assert "retour" in text
    assert "paie" not in text


def test_another_company_sees_nothing(owner: Person, stranger: Person) -> None:
    services.begin(owner.actor)
    answer_all(owner)
    services.close(owner.actor)
    assert services.closed_assessments(stranger.actor) == []
    with pytest.raises(NotFound):
        services.get_closed(stranger.actor, 1)


def test_the_report_is_a_document_of_six_to_ten_pages(owner: Person, employee: Person, sales: int) -> None:
    services.begin(owner.actor)
    answer_all(owner, 4)
    services.answer(employee.actor, "sponsor", 1)
    services.close(owner.actor)
    pages = [
        page.get_textpage().get_text_bounded().replace("\u00a0", " ")
        for page in pypdfium2.PdfDocument(state_of_play(owner.actor, 1))
    ]
    assert 6 <= len(pages) <= 10
    whole = "\n".join(pages)
    for words in (
        "état des lieux",
        "Niveau",
        "projets possibles, classés par valeur",
        "Méthode et sources",
        "CMMI",
        "Avant de dépenser",
    ):
        assert words.lower() in whole.lower(), words
    assert f"Page {len(pages)} sur {len(pages)}" in pages[-1]


def test_the_pages_guide_from_the_empty_state_to_the_report(owner: Person, sales: int) -> None:
    browser = owner.client
    assert "Lancer le diagnostic" in browser.get("/methode/diagnostic/").content.decode()
    assert browser.post("/methode/diagnostic/ouvrir/").status_code == 302
    asked = services.asked_of(owner.actor)
    here = "/methode/diagnostic/questions/"
    for pillar in ("data", "skills", "processes"):
        given = {f"q-{one.question.name}": "3" for one in asked if one.pillar == pillar}
        answer = browser.post(f"{here}?pilier={pillar}", given)
        assert answer.status_code == 302
    progress = browser.post("/methode/diagnostic/reponse/", {"question": "sponsor", "level": "5"})
    assert "tout est répondu" in progress.content.decode()
    kept = browser.post("/methode/diagnostic/clore/", follow=True)
    assert "Diagnostic n° 1" in kept.content.decode()
    assert browser.get("/methode/diagnostic/1/rapport.pdf").content[:5] == b"%PDF-"


def test_one_wrong_answer_of_a_command_keeps_none(owner: Person) -> None:
    first, second = [one.name for one in services.questions(owner.actor)][:2]
    given = [
        "--company",
        owner.company.slug,
        "--as",
        owner.user.email,
        "--answer",
        f"{first}=3",
        "--answer",
        f"{second}=9",
    ]
    done = CliRunner().invoke(app, given)
    assert isinstance(done.exception, BadInput), done.exception
    assert not Answer.objects.exists()
