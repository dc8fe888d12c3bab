"""``levier pilot``: prepare, measure, run and decide pilots."""

import json
from datetime import date, datetime, timedelta
from typing import Annotated, Any

import typer
from django.db import transaction
from rich.console import Console
from rich.table import Table

from levier.cli.inline import worker
from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_date
from levier.indicators.measuring import timing
from levier.method.pilots import baseline, deciding, drafting, finding, proposing, running, starting, telling
from levier.method.pilots.criteria import criteria
from levier.method.pilots.describing import described
from levier.method.pilots.effect import effect_of
from levier.method.pilots.worth import worth_of
from levier.method.roadmap.models import UseCase
from levier.orchestrator import services

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Pilotes : préparer, mesurer, lancer, décider."
)
console = Console(highlight=False, soft_wrap=True)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Json = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]
Number = Annotated[int, typer.Argument(help="Le numéro du pilote.")]


@app.command("list")
def listing(company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Lister les pilotes."""
    found = list(finding.visible(actor(company, person)))
    if as_json:
        _json([described(one) for one in found])
        return
    table = Table("N°", "Pilote", "État", "Du", "Au", "Durée nécessaire")
    for one in found:
        table.add_row(
            str(one.pk),
            one.title,
            one.get_state_display(),
            format_date(one.starts),
            format_date(one.ends),
            one.plan.get("said", "à calculer"),
        )
    console.print(table if found else "Aucun pilote. « levier pilot create --help » en prépare un.")


@app.command()
def create(
    capability: Annotated[
        str, typer.Argument(help="Le savoir-faire essayé ; à défaut, celui du cas d'usage.")
    ] = "",
    starts: Annotated[str, typer.Option(help="Début, « 2026-11-23 » ; à défaut, lundi prochain.")] = "",
    ends: Annotated[str, typer.Option(help="Fin ; à défaut, huit semaines plus tard.")] = "",
    expected: Annotated[
        float | None, typer.Option(help="Effet attendu en %, « -20 » ; proposé à défaut.")
    ] = None,
    use_case: Annotated[
        int | None, typer.Option(help="Le numéro du cas d'usage ; à défaut, le seul projet retenu.")
    ] = None,
    title: Annotated[str, typer.Option(help="Le nom du pilote (et du cas d'usage, s'il est nouveau).")] = "",
    problem: Annotated[str, typer.Option(help="Le problème à résoudre, pour un nouveau cas d'usage.")] = "",
    scope: Annotated[str, typer.Option(help="Le périmètre ; proposé à défaut.")] = "",
    design: Annotated[
        str, typer.Option(help="interrupted, switchback, timed ou split ; proposé à défaut.")
    ] = "",
    measure: Annotated[str, typer.Option(help="La mesure suivie, « sales:revenue ».")] = "",
    grain: Annotated[str, typer.Option(help="day, week ou month.")] = "week",
    sprint: Annotated[int, typer.Option(help="Semaines par sprint, 1 à 3.")] = 2,
    sponsor: Annotated[str, typer.Option(help="L'adresse du sponsor ; à défaut, la personne qui agit.")] = "",
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Préparer un pilote ; ce qui n'est pas dit est proposé. Sur un tableau, son point de départ est mesuré aussitôt."""
    acting = actor(company, person)
    case = _case(acting, use_case, capability, title, problem)
    known = proposing.proposed(acting, case, capability)
    if known.use_case is None:
        raise BadInput("Donnez « --use-case », ou « --title » et « --problem » pour en décrire un")
    begins = _day(starts) if starts else known.starts
    who = actor(company, sponsor).person_id if sponsor else known.sponsor or acting.person_id
    share = known.expected if expected is None else expected / 100
    pilot = drafting.create(
        acting,
        drafting.Draft(
            use_case=known.use_case, title=title or known.title, capability=capability or known.capability,
            design=design or str(known.design), expected=share, starts=begins,
            ends=_day(ends) if ends else begins + timedelta(weeks=proposing.WEEKS, days=-1), scope=scope or known.scope,
            measure=measure or ("" if design else known.measure), grain=grain, sprint_weeks=sprint, sponsor=who,
        ),
    )  # fmt: skip
    if pilot.way.on_tables:
        pilot = baseline.measure(acting, pilot.pk)
    _tell(pilot, as_json)


def _case(acting: Actor, number: int | None, capability: str, title: str, problem: str) -> UseCase | None:
    """The project named, or the new one described; None leaves the choice to the proposal. Raises NotFound."""
    if number is not None:
        found = UseCase.objects.visible_to(acting).filter(pk=number).first()
        if found is None:
            raise NotFound(f"Le cas d'usage n° {number} n'existe pas", mend="Voyez « levier roadmap ».")
        return found
    if not (title and problem):
        return None
    made, _ = UseCase.objects.get_or_create(
        company_id=acting.company_id, title=title, defaults={"problem": problem, "capability": capability}
    )
    return made


@app.command()
def measure(number: Number, company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Mesurer le point de départ et calculer la durée nécessaire."""
    _tell(baseline.measure(actor(company, person), number), as_json)


@app.command()
def check(number: Number, company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Vérifier les cinq critères, preuves à l'appui."""
    acting = actor(company, person)
    found = criteria(acting, finding.get(acting, number))
    if as_json:
        _json(
            [{"name": one.name, "met": one.met, "evidence": one.evidence, "mend": one.mend} for one in found]
        )
        return
    for one in found:
        console.print(
            f"{'[green]✓[/green]' if one.met else '[yellow]○[/yellow]'} [bold]{one.label}[/bold]\n  {one.evidence} {one.mend}"
        )


@app.command()
def start(number: Number, company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Commencer."""
    _tell(starting.start(actor(company, person), number), as_json)


@app.command()
def run(number: Number, company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Lancer le savoir-faire du pilote pour de bon, jusqu'au bout."""
    acting = actor(company, person)
    with worker():
        made = running.run_now(acting, number)
        for _ in services.events(acting, made.request):
            pass
    done = services.get(acting, made.request)
    if as_json:
        _json({"run": made.pk, "request": made.request, "status": str(done.status), "seconds": done.seconds})
    else:
        console.print(
            f"Lancé : demande n° {made.request}, {done.get_status_display()} en {format_number(done.seconds, 1)} s."
        )


@app.command()
def time(
    number: Number,
    minutes: Annotated[list[float], typer.Argument(help="Minutes de travail, un nombre par dossier.")],
    without: Annotated[bool, typer.Option("--without/--with", help="Sans Levier, ou avec.")] = False,
    checking: Annotated[float, typer.Option(help="Minutes de contrôle, en plus.")] = 0.0,
    wrong: Annotated[bool | None, typer.Option("--wrong/--right", help="Une erreur a été trouvée.")] = None,
    on: Annotated[str, typer.Option(help="Le jour ; aujourd'hui par défaut.")] = "",
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Noter des dossiers chronométrés ; aucun nom n'est conservé."""
    acting = actor(company, person)
    pilot = finding.get(acting, number)
    way, day = "without" if without else "with", _day(on) if on else None
    with transaction.atomic():
        made = [
            timing.add(acting, pilot.capability, way, one, checking=checking, wrong=wrong, day=day)
            for one in minutes
        ]
    if as_json:
        _json([{"id": one.pk, "way": way, "minutes": one.total, "day": one.day} for one in made])
        return
    for one in made:
        console.print(f"[green]✓[/green] {one}")


@app.command()
def effect(number: Number, company: Company = None, person: Person = None, as_json: Json = False) -> None:
    """Mesurer l'effet, avec son intervalle."""
    acting = actor(company, person)
    pilot = finding.get(acting, number)
    found = effect_of(acting, pilot)
    worth = worth_of(acting, pilot, found)
    if as_json:
        _json({**found.kept(), "worth": worth.plain() if worth else None})
        return
    console.print(f"[bold]{found.said}[/bold]")
    for one in (
        worth.said if worth else "",
        worth.lacking if worth else "",
        found.errors,
        found.effect.method + ".",
        *found.effect.cautions,
    ):
        if one:
            console.print(f"  {one}")


@app.command()
def decide(
    number: Number,
    verdict: Annotated[str, typer.Argument(help="go, adjust ou stop.")],
    reasons: Annotated[str, typer.Argument(help="Les raisons ; à défaut, ce qui a été mesuré.")] = "",
    until: Annotated[str, typer.Option(help="La nouvelle fin, pour ajuster.")] = "",
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Généraliser, ajuster ou arrêter ; inscrit au journal avec l'effet du jour."""
    acting = actor(company, person)
    if not reasons:
        pilot = finding.get(acting, number)
        reasons = deciding.reasons_known(pilot, effect_of(acting, pilot))
    deciding.decide(acting, number, verdict, reasons, _day(until) if until else None)
    _tell(finding.get(acting, number), as_json)


@app.command()
def paper(
    number: Number,
    file: Annotated[str, typer.Argument(help="Le fichier PDF à écrire.")],
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Écrire la page de communication pour l'équipe."""
    acting = actor(company, person)
    written = telling.communication(acting, finding.get(acting, number))
    with open(file, "wb") as out:
        out.write(written)
    if as_json:
        _json({"file": file, "bytes": len(written)})
    else:
        console.print(f"[green]✓[/green] {file}")


def _tell(pilot: Any, as_json: bool) -> None:
    if as_json:
        _json(described(pilot))
        return
    console.print(f"[bold]{pilot.title}[/bold] (n° {pilot.pk}) — {pilot.get_state_display()}")
    for one in (
        pilot.plan.get("said"),
        *(f"{d.get_verdict_display()} : {d.effect.get('said', '')}" for d in pilot.decisions.all()),
    ):
        if one:
            console.print(f"  {one}")


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date() if "/" in text else date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"« {text} » n'est pas une date qui existe", mend="Écrivez par exemple 2026-11-23 ou 23/11/2026."
        ) from None


def _json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
