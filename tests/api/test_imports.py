"""A program imports as a person does: what must be said is asked, and what was done can be undone."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.cast import Person
from tests.tables.shop import HEADER, line

pytestmark = pytest.mark.django_db
Programs = Callable[[Person | None], Any]


def csv(*lines: str, name: str = "ventes.csv") -> BytesIO:
    file = BytesIO("\n".join([HEADER, *lines]).encode())
    file.name = name
    return file


def test_an_ambiguous_file_is_asked_then_refused_then_read_as_said(owner: Person, program: Programs) -> None:
    caller = program(owner)
    doubtful = line(day="03/04/2026", price="49")
    tried = caller.upload("/api/v1/datasets", file=csv(doubtful), kind="sales", dry_run="true").json()
    assert [choice["value"] for choice in tried["questions"][0]["choices"]] == ["dmy", "mdy"]
    assert "3 avril 2026" in tried["questions"][0]["choices"][0]["consequence"].replace("\u00a0", " ")
    refused = caller.upload("/api/v1/datasets", file=csv(doubtful), kind="sales")
    assert refused.status_code == 422
    assert "jj/mm/aaaa" in refused.content.decode()
    done = caller.upload("/api/v1/datasets", file=csv(doubtful), kind="sales", dates="mm/jj/aaaa").json()
    assert (done["accepted"], done["version"]) == (1, 1)
    assert caller.get("/api/v1/datasets").json()[0]["first_day"] == "2026-03-04"


def test_versions_are_listed_compared_and_undone(owner: Person, stranger: Person, program: Programs) -> None:
    caller = program(owner)
    first = caller.upload("/api/v1/datasets", file=csv(line(invoice="1")), kind="sales").json()
    caller.upload(
        "/api/v1/datasets", file=csv(line(invoice="2"), line(day="hier")), kind="sales", mode="ajouter"
    )
    place = f"/api/v1/datasets/{first['dataset']}"
    assert [found["rows"] for found in caller.get(f"{place}/versions").json()] == [2, 1]
    assert caller.get(f"{place}/comparaison?de=1&a=2").json()["added"] == 1
    rejected = b"".join(caller.get(f"{place}/versions/2/lignes-ecartees").streaming_content).decode(
        "utf-8-sig"
    )
    assert "date illisible : « hier »" in rejected.replace("\u00a0", " ")
    assert program(stranger).get(f"{place}/versions").status_code == 404
    assert program(stranger).post(f"{place}/annuler").status_code in (403, 404)
    assert caller.post(f"{place}/annuler").json()["now"] == 1
    assert caller.post(f"{place}/versions/2/retablir").json()["now"] == 2


@pytest.mark.parametrize(
    "wrong", [{"mapping": "[1]"}, {"mapping": "{"}, {"mode": "x"}, {"dates": "x"}, {"decimal": "x"}]
)
def test_what_is_said_wrongly_is_refused(owner: Person, program: Programs, wrong: dict[str, str]) -> None:
    assert (
        program(owner).upload("/api/v1/datasets", file=csv(line()), kind="sales", **wrong).status_code == 422
    )
