"""Files that a result offers: made on demand, saved by the command, given to those who may."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from levier.capabilities import running
from levier.cli.run import app
from levier.core.errors import BadInput, NotFound
from levier.orchestrator import files
from levier.orchestrator.models import Conversation, Request, StepRecord
from levier.policy.models.journal import JournalEntry
from tests.capabilities.conftest import install  # noqa: F401
from tests.capabilities.toys import Install, source
from tests.cast import Person

pytestmark = pytest.mark.django_db
OFFERS = (
    source()
    .replace("import Result, Sentence", "import Download, Result, Sentence")
    .replace(
        'touched=["dataset:1@1"],',
        'downloads=[Download(name="compte.csv", label="Le compte", media_type="text/csv")],',
    )
    + "\n    def render(self, output, name):\n        return f'{name};{output.total}'.encode()\n"
)


def asked(person: Person, output: dict | None) -> Request:
    conversation = Conversation.objects.create(company_id=person.company_id, person_id=person.actor.person_id)
    request = Request.objects.create(
        company_id=person.company_id,
        person_id=person.actor.person_id,
        conversation=conversation,
        text="Compte",
        today=date(2026, 3, 1),
    )
    StepRecord.objects.create(
        company_id=person.company_id,
        request=request,
        step="s1",
        position=1,
        capability="count-things",
        output=output,
    )
    return request


def test_the_command_writes_the_files_and_overwrites_none(
    install: Install,  # noqa: F811
    owner: Person,
    tmp_path: Path,
) -> None:
    install(OFFERS)
    words = ["count-things", "--what", "mugs", "--times", "3", "--json", "--save", str(tmp_path / "ici")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "ici" / "compte.csv").read_text() == "compte.csv;3"
    refused = CliRunner().invoke(app, words)
    assert isinstance(refused.exception, BadInput)


def test_the_page_and_the_api_make_the_file_of_the_person_s_own_answer(
    install: Install,  # noqa: F811
    owner: Person,
) -> None:
    install(OFFERS)
    output = running.run("count-things", {"what": "mugs", "times": 4}, owner.actor).output.model_dump(
        mode="json"
    )
    request = asked(owner, output)
    offered, data = files.made(owner.actor, request.pk, "s1", "compte.csv")
    assert (offered.media_type, data) == ("text/csv", b"compte.csv;4")
    page = owner.client.get(f"/demander/{request.pk}/fichiers/s1/compte.csv")
    assert page.content == data
    assert page.headers["Content-Disposition"] == 'attachment; filename="compte.csv"'
    journal = JournalEntry.objects.filter(company_id=owner.company_id, action="request.file")
    assert json.loads(json.dumps(journal.latest("pk").details)) == {"step": "s1", "file": "compte.csv"}


def test_nobody_else_s_file_nor_one_not_offered_nor_erased_is_given(
    install: Install,  # noqa: F811
    owner: Person,
    manager: Person,
) -> None:
    install(OFFERS)
    output = running.run("count-things", {"what": "mugs"}, owner.actor).output.model_dump(mode="json")
    request, erased = asked(owner, output), asked(owner, None)
    for person, number, name in (
        (manager, request.pk, "compte.csv"),
        (owner, request.pk, "autre.csv"),
        (owner, erased.pk, "compte.csv"),
    ):
        with pytest.raises(NotFound):
            files.made(person.actor, number, "s1", name)
