import pytest

from levier.capabilities import running
from levier.capabilities.output_check import BadOutput, at
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.policy.models.journal import JournalEntry
from tests.capabilities.toys import Install, source
from tests.cast import Person

pytestmark = pytest.mark.django_db


def details(person: Person) -> dict:
    return (
        JournalEntry.objects.filter(company_id=person.company_id, action=running.ACTION).latest("pk").details
    )


def test_evidence_takes_the_name_of_the_step_wherever_it_is_cited(install: Install, owner: Person) -> None:
    install()
    ran = running.run("count-things", {"what": "mugs", "times": 3}, owner.actor, step="s2")
    assert [one.id for one in ran.output.evidence] == ["s2.e1"]
    assert ran.output.sentences[0].evidence == ["s2.e1"]
    assert ran.output.evidence[0].step == "s2"
    assert ran.seconds >= 0
    assert ran.cost == 0


def test_a_run_is_written_to_the_journal_with_what_it_touched(install: Install, owner: Person) -> None:
    install()
    running.run("count-things", {"what": "mugs"}, owner.actor, run="r1", step="s2")
    written = details(owner)
    assert written["run"] == "r1"
    assert written["step"] == "s2"
    assert written["touched"] == ["dataset:1@1"]
    assert written["input"] == {"what": "mugs"}
    assert written["outcome"] == "done"


def test_the_journal_keeps_no_personal_data_only_its_digest(install: Install, owner: Person) -> None:
    install(source().replace('Card(purpose="Compter.")', 'Card(purpose="Compter.", personal_data="noms")'))
    running.run("count-things", {"what": "Jean Dupont"}, owner.actor)
    assert "Dupont" not in str(details(owner))
    assert len(details(owner)["input_sha256"]) == 64


def test_a_wrong_input_is_refused_before_anything_runs(install: Install, owner: Person) -> None:
    install(source(body="raise AssertionError('ran')"))
    with pytest.raises(BadInput, match="Nombre de fois"):
        running.run("count-things", {"what": "mugs", "times": 50}, owner.actor)
    assert not JournalEntry.objects.filter(action=running.ACTION).exists()


def test_an_unknown_capability_is_not_found(owner: Person) -> None:
    with pytest.raises(NotFound):
        running.run("predict-the-weather", {}, owner.actor)


def test_any_crash_becomes_a_clear_error_that_leaks_nothing(install: Install, owner: Person) -> None:
    install(source(body="raise KeyError('/srv/secret/password')"), name="toys")
    with pytest.raises(running.CapabilityFailed) as caught:
        running.run("count-things", {"what": "mugs"}, owner.actor)
    assert "secret" not in caught.value.message
    assert "« Compter »" in caught.value.message
    assert "toys" in caught.value.message
    assert details(owner)["outcome"] == "panne-du-savoir-faire"


def test_an_error_for_people_goes_through_and_is_written(install: Install, owner: Person) -> None:
    body = "from levier.core.errors import NotEnoughData; raise NotEnoughData('Il manque des lignes')"
    install(source(body=body))
    with pytest.raises(NotEnoughData, match="Il manque"):
        running.run("count-things", {"what": "mugs"}, owner.actor)
    assert details(owner)["outcome"] == "données-insuffisantes"


@pytest.mark.parametrize(
    "change",
    [
        ('evidence=["e1"]', 'evidence=["e9"]'),
        ('path="total"', 'path="nowhere.0"'),
        ("return Counted(", "return dict("),
        (
            'evidence=[Computed(id="e1"',
            'evidence=[Computed(id="e1", path="total", title="x", value=1), Computed(id="e1"',
        ),
    ],
)
def test_an_output_that_breaks_the_contract_shows_nothing(
    install: Install, owner: Person, change: tuple[str, str]
) -> None:
    install(source().replace(*change))
    with pytest.raises(running.CapabilityFailed, match="incohérent"):
        running.run("count-things", {"what": "mugs"}, owner.actor)


def test_progress_is_reported(install: Install, owner: Person) -> None:
    install(source(body="ctx.progress(1, 2, 'moitié')"))
    seen: list[tuple[int, int, str]] = []
    running.run(
        "count-things",
        {"what": "mugs"},
        owner.actor,
        progress=lambda done, total, note="": seen.append((done, total, note)),
    )
    assert seen == [(1, 2, "moitié")]


def test_a_path_reads_lists_and_objects() -> None:
    assert at({"items": [{"total": 4}]}, "items.0.total") == 4
    assert at([1, 2], "") == [1, 2]
    with pytest.raises(BadOutput):
        at({"items": []}, "items.0")
