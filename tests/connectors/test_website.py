"""A web site, walked politely on a real server: rules obeyed, traps avoided, redirections never followed elsewhere."""

import gzip
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.connectors.faults import Forbidden, Refused
from levier.connectors.outside.web import Redirected
from levier.connectors.running.budget import Budget
from levier.connectors.website import SiteSettings, Website, robots, sitemap
from levier.connectors.website.pages import clean, read, worth
from tests.connectors.seen import Seen, door, run
from tests.connectors.sites import Reply, Site, site


def page(title: str, *links: str, head: str = "", body: str = "") -> str:
    anchors = "".join(f'<a href="{link}">lien</a>' for link in links)
    return f"<html><head><title>{title}</title>{head}</head><body><p>{title}</p>{body}{anchors}</body></html>"


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as told:
        told.page(
            "/", page("Accueil", "/a", "/b?utm_source=x", "/doc.pdf", "mailto:x@y.fr", "/prive/1", "/login")
        )
        told.page("/a", page("Page A", "/", "/c"), ETag='"a1"')
        told.page("/b", page("Page B"))
        told.page("/c", page("Page C"))
        told.pages["/doc.pdf"] = Reply(b"%PDF-1.4 petit", headers={"Content-Type": "application/pdf"})
        told.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /prive/\n")
        yield told


def settings(web: Site, path: str = "/", **more: object) -> SiteSettings:
    return SiteSettings.model_validate({"address": f"{web.address}{path}", "pace": 0, **more})


def titles(seen: Seen) -> set[str]:
    return {item.title or item.name for item in seen.items.values()}


def test_pages_and_documents_come_with_their_titles_once(web: Site) -> None:
    first = run(Website, settings(web))
    assert titles(first) == {"Accueil", "Page A", "Page B", "Page C", "doc.pdf"}
    assert "/prive/1" not in web.paths()
    assert "/login" not in web.paths()
    web.asked.clear()
    again = run(Website, settings(web), first)
    assert not again.items
    assert not again.removed
    conditions = [headers.get("If-None-Match") for _, path, headers in web.asked if path == "/a"]
    assert conditions == ['"a1"']
    assert "/c" in web.paths(), "the links of a page that did not change are followed still"


def test_what_changes_comes_again_and_what_is_gone_is_told(web: Site) -> None:
    first = run(Website, settings(web))
    web.page("/b", page("Page B, revue"))
    web.page("/c", page("Page C").replace("<body>", '<body><input type="hidden" value="jeton">'))
    del web.pages["/doc.pdf"]
    second = run(Website, settings(web), first)
    assert titles(second) == {"Page B, revue"}, "a token that nobody reads is no change"
    assert second.removed == [f"{web.address}/doc.pdf"]


def test_the_site_says_how_long_to_wait(web: Site) -> None:
    web.pages["/robots.txt"] = Reply("User-agent: Levier\nCrawl-delay: 0.3\n\nUser-agent: *\nDisallow: /\n")
    began = time.monotonic()
    seen = run(Website, settings(web, pages=4))
    assert len(seen.items) == 4
    assert time.monotonic() - began > 0.85


def test_a_site_whose_rules_cannot_be_read_is_left_alone(web: Site) -> None:
    web.pages["/robots.txt"] = Reply("panne", 500)
    assert not run(Website, settings(web)).items
    with pytest.raises(Refused, match="robots"):
        Website(door(Website, settings(web))).test(settings(web))


def test_the_site_map_is_read_even_packed_and_in_several_files(web: Site) -> None:
    web.page("/seule", page("Page que rien ne cite"))
    web.pages["/robots.txt"] = Reply(f"User-agent: *\nAllow: /\nSitemap: {web.address}/plan.xml\n")
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    web.pages["/plan.xml"] = Reply(f"<sitemapindex {ns}><sitemap><loc>{web.address}/p.xml.gz</loc></sitemap>"
                                   f"<sitemap><loc>http://ailleurs.exemple/plan.xml</loc></sitemap></sitemapindex>")  # fmt: skip
    urls = f"<urlset {ns}><url><loc>{web.address}/seule</loc></url><url><loc>http://10.0.0.1/x</loc></url></urlset>"
    web.pages["/p.xml.gz"] = Reply(gzip.compress(urls.encode()))
    assert "Page que rien ne cite" in titles(run(Website, settings(web)))
    checked = Website(door(Website, settings(web))).test(settings(web))
    assert dict(checked.details)["Pages annoncées par le plan du site"] == "1"


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/", "http://localhost:22/", "file:///etc/passwd",
     "http://autre.exemple.fr/", "//evil.example/", "gopher://127.0.0.1/", "http://user:pw@127.0.0.1/"],
)  # fmt: skip
def test_a_redirection_elsewhere_is_never_followed(web: Site, target: str) -> None:
    web.page("/", page("Accueil", "/piege"))
    web.pages["/piege"] = Reply(status=302, headers={"Location": target})
    seen = run(Website, settings(web))
    assert titles(seen) == {"Accueil"}
    web.pages["/"] = Reply(status=301, headers={"Location": target})
    with pytest.raises(Redirected):
        Website(door(Website, settings(web))).test(settings(web))


def test_a_redirection_within_the_site_is_followed_and_a_loop_ends(web: Site) -> None:
    web.page("/", page("Accueil", "/ancien", "/tourne"))
    web.pages["/ancien"] = Reply(status=301, headers={"Location": "/b"})
    web.pages["/tourne"] = Reply(status=302, headers={"Location": "/tourne?x=1"})
    web.pages["/tourne?x=1"] = Reply(status=302, headers={"Location": "/tourne"})
    assert titles(run(Website, settings(web))) == {"Accueil", "Page B"}


def test_a_private_address_needs_an_owners_word(web: Site) -> None:
    with pytest.raises(Forbidden, match="réseau interne"):
        run(Website, settings(web), internal=False)


def test_a_trap_without_end_is_bounded(web: Site) -> None:
    def endless(path: str, *_: object) -> Reply:
        number = int(path.rsplit("/", 1)[-1] or 0) if path.startswith("/jour/") else 0
        return Reply(
            page(f"Jour {number}", f"/jour/{number + 1}", f"{path}/x/x/x/"),
            headers={"Content-Type": "text/html"},
        )

    web.pages.clear()
    web.fallback = endless
    assert len(run(Website, settings(web, "/jour/0", pages=30, depth=20)).items) <= 21
    assert len(run(Website, settings(web, "/jour/0", pages=5)).items) == 5


def test_pages_that_do_not_want_it_are_not_kept(web: Site) -> None:
    web.page("/", page("Accueil", "/secrete", "/fermee", "/double"))
    web.page("/secrete", page("Secrète", head='<meta name="robots" content="noindex">'))
    web.page("/fermee", page("Entrez", body='<form><input type="password"></form>'))
    web.page("/double", page("Double", head='<link rel="canonical" href="/b">'))
    assert titles(run(Website, settings(web))) == {"Accueil", "Page B"}


def test_a_body_that_unpacks_into_gigabytes_is_cut(web: Site) -> None:
    bomb = gzip.compress(b"\0" * (80 * 1024**2))
    web.page("/", page("Accueil", "/bombe"))
    web.pages["/bombe"] = Reply(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    seen = run(Website, settings(web))
    assert "dépasse" in seen.faults[f"{web.address}/bombe"].what
    assert titles(seen) == {"Accueil"}


def test_it_stays_below_the_first_address_when_told(web: Site) -> None:
    web.page("/aide/", page("Aide", "/aide/un", "/b"))
    web.page("/aide/un", page("Aide, un"))
    assert titles(run(Website, settings(web, "/aide", inside=True))) <= {"Aide", "Aide, un"}


def test_a_server_in_trouble_loses_nothing(web: Site) -> None:
    first = run(Website, settings(web))
    web.pages["/b"] = Reply("trop", 429, {"Retry-After": "0"})
    web.pages["/doc.pdf"] = Reply("panne", 503, {"Retry-After": "0"})
    assert not run(Website, settings(web), first).removed


def test_bandwidth_and_volume_are_bounded(web: Site) -> None:
    web.page("/", page("Accueil", body="x" * 60_000))
    began = time.monotonic()
    run(Website, settings(web, depth=0), budget=Budget(bandwidth=100_000))
    assert time.monotonic() - began > 0.4
    assert "volume" in run(Website, settings(web), budget=Budget(bytes=1000)).spent


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: autre\nDisallow: /", "/x", True),
        ("User-agent: a\nUser-agent: levier\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /\nUser-agent: Levier\nAllow: /", "/x", True),
        ("Disallow: /", "/x", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
    ],
)
def test_rules_are_read_as_the_standard_says(rules: str, path: str, allowed: bool) -> None:
    assert robots.read(rules).allows(path) is allowed


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_rules_break_the_reader(text: str, path: str) -> None:
    robots.read(text).allows(f"/{path.encode('utf-8', 'ignore').decode()}")


@given(st.text(max_size=80), st.text(max_size=200))
def test_no_link_and_no_page_break_the_reader(href: str, html: str) -> None:
    found = clean("http://exemple.fr/a/", href)
    assert found is None or (worth(found) in (True, False) and clean(found, found) == found)
    read(f'<a href="{href}">{html}', "http://exemple.fr/")


def test_an_address_with_accents_is_the_one_the_network_knows() -> None:
    settings = SiteSettings.model_validate({"address": "Café.fr/été"})
    assert [place.address for place in Website.places(settings)] == ["xn--caf-dma.fr:443"]


def test_entities_and_bombs_in_a_site_map_are_refused() -> None:
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'
    )
    assert list(sitemap.entries(laughs)) == []
    assert list(sitemap.entries(gzip.compress(b" " * (60 * 1024**2)))) == []
    assert list(sitemap.entries(b"\x1f\x8bpas un gzip")) == []
