"""A web site: its pages and the documents it links to, politely, and only where its robots.txt allows."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from levier.connectors.contract import Change, Checked, Connector, ConnectorSettings, State
from levier.connectors.faults import Refused, status_fault
from levier.connectors.outside.door import Place
from levier.connectors.outside.web import Web, plain, web_address
from levier.connectors.running.budget import Budget
from levier.connectors.website.crawling import Crawl, Limits, site_rules


class SiteSettings(ConnectorSettings):
    address: str = Field(
        title="Adresse du site",
        description="La page de départ. Seules les pages de ce même site sont lues.",
        json_schema_extra={"placeholder": "https://www.exemple.fr/aide"},
    )
    inside: bool = Field(
        default=False,
        title="Rester sous cette adresse",
        description="Ne lire que les pages dont l'adresse commence par la page de départ.",
    )
    documents: bool = Field(default=True, title="Lire aussi les documents liés (PDF, Word …)")
    depth: int = Field(
        default=5, ge=0, le=20, title="Profondeur", description="Nombre de clics depuis la page de départ.",
        json_schema_extra={"advanced": True},
    )  # fmt: skip
    pages: int = Field(
        default=500, ge=1, le=20_000, title="Nombre de pages au plus", json_schema_extra={"advanced": True}
    )
    pace: float = Field(
        default=1.0,
        ge=0,
        le=60,
        title="Pause entre deux pages, en secondes",
        description="Le site peut en demander une plus longue dans son robots.txt : elle est respectée.",
        json_schema_extra={"advanced": True},
    )

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return web_address(value)


class Website(Connector[SiteSettings]):
    """Pages of one host, found by its sitemap and its links."""

    name = "website"
    title = "Site web"
    description = (
        "Les pages d'un site et les documents qu'il publie : aide en ligne, site d'un fournisseur, intranet."
    )
    icon = "world"
    help = (
        "Levier se présente sous son nom, respecte le fichier robots.txt du site, attend entre deux pages, et ne passe "
        "pas les pages de connexion. Vérifiez que les conditions du site permettent cet usage."
    )
    Settings = SiteSettings

    @classmethod
    def places(cls, settings: SiteSettings) -> tuple[Place, ...]:
        """The host, in clear and encrypted when the ports are the usual ones: sites send from one to the other."""
        parts = urlsplit(settings.address)
        if parts.port not in (None, 80, 443):
            return (Place.network(settings.address),)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        encrypted = Place.network(f"https://{host}")
        return (encrypted,) if parts.scheme == "https" else (encrypted, Place.network(f"http://{host}"))

    def test(self, settings: SiteSettings) -> Checked:
        with Web(self.door) as web:
            rules = site_rules(web, settings.address)
            path = urlsplit(settings.address)
            if not rules.allows(path.path + (f"?{path.query}" if path.query else "")):
                raise Refused(
                    "Le fichier robots.txt de ce site ne permet pas de lire cette page",
                    where=plain(settings.address),
                    mend="Choisissez une autre page de départ, ou demandez l'accord du responsable du site.",
                )
            answer = web.request("GET", settings.address)
            if answer.status != 200:
                raise status_fault(answer.status, plain(settings.address))
            crawl = Crawl(web, settings.address, Limits(pages=settings.pages, inside=settings.inside), rules)
            listed = len(crawl.listed())
            title = crawl.title_of(answer)
        details = [("Page de départ", title or plain(answer.address)), ("Pause entre deux pages",
                   f"{max(settings.pace, rules.delay):g}\u00a0s".replace(".", ","))]  # fmt: skip
        if listed:
            details.append(("Pages annoncées par le plan du site", str(listed)))
        about = min(listed, settings.pages) if listed else None
        return Checked(True, "Le site répond et permet d'être lu.", tuple(details), about)

    def changes(self, settings: SiteSettings, state: State, budget: Budget) -> Iterator[Change]:
        limits = Limits(settings.pages, settings.depth, settings.pace, settings.inside, settings.documents)
        with Web(self.door) as web:
            rules = site_rules(web, settings.address, budget)
            yield from Crawl(web, settings.address, limits, rules).run(state, budget)
