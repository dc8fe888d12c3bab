"""The connector of docs/extending.md is the very code that runs here."""

import re
from pathlib import Path
from typing import Any

import pytest

from levier.connectors import registry
from levier.connectors.contract import Connector, ConnectorSettings
from tests.connectors.seen import door, run
from tests.connectors.sites import Reply, site

PAGE = Path(__file__).resolve().parents[2] / "docs" / "extending.md"
FEED = (
    "<rss><channel><item><title>Un</title><link>http://x/1</link><description>Premier</description></item>"
    "<item><title>Deux</title><link>http://x/2</link><description>Second</description></item></channel></rss>"
)


@pytest.fixture
def press() -> type[Connector[Any]]:
    (code,) = re.findall(r"<!-- connector -->\n\n```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    written: dict[str, Any] = {"__name__": "levier_press"}
    exec(compile(code, "levier_press", "exec"), written)
    found: type[Connector[Any]] = written["PressFeed"]
    return found


def test_the_page_shows_a_connector_that_works(press: type[Connector[Any]]) -> None:
    assert registry.checked(press, "press-feed") is press
    with site() as web:
        web.pages["/flux.xml"] = Reply(FEED)
        settings = press.Settings.model_validate({"address": f"{web.address}/flux.xml"})
        assert press(door(press, settings)).test(settings).items == 2
        first = run(press, settings)
        assert set(first.items) == {"http://x/1", "http://x/2"}
        web.pages["/flux.xml"] = Reply(
            FEED.replace("Second", "Second, corrigé").replace("http://x/1", "http://x/3")
        )
        second = run(press, settings, first)
        assert set(second.items) == {"http://x/2", "http://x/3"}
        assert second.removed == ["http://x/1"]


def test_the_connectors_of_levier_are_found_by_their_entry_points() -> None:
    assert list(registry.catalogue())[:8] == [
        "watched-folder", "mailbox", "webdav", "website", "s3-bucket", "sql-database", "odoo", "dolibarr"
    ]  # fmt: skip
    assert registry.broken() == {}


class Nameless(ConnectorSettings):
    secret: str


def test_what_is_no_connector_is_put_aside_with_a_reason(press: type[Connector[Any]]) -> None:
    for found, name in ((object, "x"), (press, "autre"), (type("P", (press,), {"Settings": Nameless}), "press-feed"),
                        (type("P", (press,), {"title": ""}), "press-feed")):  # fmt: skip
        with pytest.raises(registry.BadConnector):
            registry.checked(found, name)
