"""Route planning: the declaration. The recipe is in :mod:`.planning`, loaded only when it runs."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.result import Result

Goal = Literal["cost", "distance", "time"]
Distances = Literal["computed", "table", "server"]


class RoutePlanningInput(BaseModel):
    """Which day, with which vehicles, under which hypotheses."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        default="",
        max_length=1000,
        title="Question",
        description="Dans vos mots : « Le camion AB-12 est en panne : refais les tournées à partir de 10h30 » ; vide : les réglages ci-dessous",
    )
    day: date | None = Field(
        default=None,
        title="Jour",
        description="Le jour à planifier ; vide : le prochain jour qui a des visites",
    )
    goal: Goal = Field(
        default="cost",
        title="But",
        description="Ce que la tournée doit réduire",
        json_schema_extra={
            "labels": {
                "cost": "le coût (kilomètres et heures)",
                "distance": "les kilomètres",
                "time": "les heures",
            }
        },
    )
    out_of_order: str = Field(
        default="",
        max_length=400,
        title="Véhicules en panne",
        description="Codes des véhicules indisponibles, séparés par des virgules ; leurs visites sont redistribuées",
        json_schema_extra={"spoken": False},
    )
    from_time: str = Field(
        default="",
        max_length=5,
        title="Replanifier à partir de",
        description="En cours de journée : l'heure (10:30) à partir de laquelle les tournées changent ; les visites terminées n'y sont plus",
        json_schema_extra={"spoken": False},
    )
    depot: str = Field(
        default="",
        max_length=200,
        title="Dépôt",
        description="Adresse ou « latitude ; longitude » d'où partent les véhicules qui n'ont pas le leur",
    )
    vehicles: int = Field(
        default=0,
        ge=0,
        le=200,
        title="Nombre de véhicules",
        description="Seulement si vous n'avez pas de tableau des véhicules",
    )
    shift_start: str = Field(
        default="08:00",
        max_length=5,
        title="Départ au plus tôt",
        description="Pour les véhicules sans horaire",
    )
    shift_end: str = Field(
        default="18:00",
        max_length=5,
        title="Retour au plus tard",
        description="Pour les véhicules sans horaire",
    )
    service_minutes: int = Field(
        default=15,
        ge=0,
        le=600,
        title="Durée d'une visite",
        description="Pour les visites dont la durée manque",
        json_schema_extra={"unit": "min"},
    )
    lunch_minutes: int = Field(
        default=45,
        ge=0,
        le=180,
        title="Pause de midi",
        description="0 : sans pause de midi",
        json_schema_extra={"unit": "min"},
    )
    lunch_from: str = Field(default="12:00", max_length=5, title="Pause pas avant", description="Heure")
    lunch_to: str = Field(default="14:00", max_length=5, title="Pause finie à", description="Heure")
    distances: Distances = Field(
        default="computed",
        title="Distances",
        description="D'où viennent les distances et les temps de trajet",
        json_schema_extra={
            "labels": {
                "computed": "calculées (vol d'oiseau × détour)",
                "table": "tableau des distances de l'entreprise",
                "server": "serveur d'itinéraires autorisé (OSRM)",
            }
        },
    )
    detour: float = Field(
        default=1.3,
        ge=1,
        le=3,
        title="Détour",
        description="Route sur vol d'oiseau, pour les distances calculées",
    )
    town_speed: float = Field(
        default=30,
        ge=5,
        le=130,
        title="Vitesse en ville",
        description="Sur les 10 premiers kilomètres d'un trajet",
        json_schema_extra={"unit": "km/h"},
    )
    road_speed: float = Field(
        default=65,
        ge=5,
        le=130,
        title="Vitesse sur route",
        description="Au-delà",
        json_schema_extra={"unit": "km/h"},
    )
    cost_km: float = Field(
        default=0.45,
        ge=0,
        le=20,
        title="Coût du kilomètre",
        description="Pour les véhicules dont le coût manque (supposé : à remplacer par le vôtre)",
        json_schema_extra={"unit": "€/km"},
    )
    cost_hour: float = Field(
        default=28,
        ge=0,
        le=500,
        title="Coût de l'heure",
        description="Salaire et charges d'un équipage (supposé : à remplacer par le vôtre)",
        json_schema_extra={"unit": "€/h"},
    )
    seconds: int = Field(
        default=10,
        ge=1,
        le=300,
        title="Temps de calcul",
        description="Au plus ; la recherche s'arrête avant si elle ne trouve plus mieux",
        json_schema_extra={"unit": "s"},
    )


class Totals(BaseModel):
    """What a set of routes costs. ``late``: visits begun after their window, or crews home after hours."""

    visits: int = Field(title="Visites")
    urgent: int = Field(default=0, title="Visites urgentes")
    vehicles: int = Field(title="Véhicules")
    km: float = Field(title="Distance", json_schema_extra={"unit": "km"})
    driving_hours: float = Field(title="Conduite", json_schema_extra={"unit": "h"})
    hours: float = Field(title="Heures de travail", json_schema_extra={"unit": "h"})
    cost: float = Field(title="Coût", json_schema_extra={"unit": "€"})
    co2_kg: float = Field(title="CO₂ équivalent", json_schema_extra={"unit": "kg"})
    broken: int = Field(title="Règles non tenues")


class StopOut(BaseModel):
    """One visit of a route; hours as « 09:05 »."""

    rank: int
    visit: str
    name: str
    address: str
    latitude: float
    longitude: float
    arrive: str
    begin: str
    leave: str
    window: str
    km: float
    load: float
    skill: str
    comment: str
    moved_from: str = ""
    """The vehicle that makes this visit in today's routes, when it is another one."""


class PauseOut(BaseModel):
    """A break: taken before the visit of that rank (number of visits + 1: before the return)."""

    before: int
    start: str
    minutes: int
    why: str


class RouteOut(BaseModel):
    """The day of one vehicle."""

    vehicle: str
    label: str
    driver: str
    leaves: str
    returns: str
    km: float
    driving_hours: float
    hours: float
    waiting_minutes: int
    cost: float
    co2_kg: float
    load: float
    capacity: float | None
    depot: tuple[float, float]
    end: tuple[float, float]
    stops: list[StopOut]
    pauses: list[PauseOut]
    back_km: float


class Unserved(BaseModel):
    """A visit nobody makes, the rule that forbids it, and what would mend it."""

    visit: str
    name: str
    priority: str
    reason: str
    mend: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None


class TravelCheck(BaseModel):
    """Travel times computed beside those that the company's past arrivals show."""

    trips: int = Field(title="Trajets comparés")
    median_ratio: float = Field(
        title="Temps réels sur temps calculés (médiane)", json_schema_extra={"unit": ""}
    )
    error: float = Field(title="Écart médian", json_schema_extra={"unit": "%"})


class RoutePlanningOutput(Result):
    """The routes of a day, what nobody can visit and why, and the comparison with today's routes."""

    keys: list[str]
    """Codes of the vehicles that leave."""
    day: date
    company: str = ""
    routes: list[RouteOut]
    unserved: list[Unserved]
    totals: Totals
    simple: Totals
    """What the simple method gives on the same visits: each time the nearest visit that the rules allow."""
    today: Totals | None
    """Today's routes, when the visits bear a vehicle or a person."""
    same: Totals | None
    """The routes planned, on the visits of today's routes only: what ``today`` is compared with."""
    travel: TravelCheck | None
    distances: str
    iterations: int
    seconds: float


class RoutePlanning(Capability[RoutePlanningInput, RoutePlanningOutput]):
    """Daily routes of technicians and deliveries that keep every rule, beside today's."""

    name = "route-planning"
    title = "Tournées"
    summary = (
        "Organise les visites et livraisons d'une journée : créneaux, compétences, capacités, pauses et temps de conduite "
        "tenus, visites impossibles expliquées, feuilles de route à imprimer."
    )
    family = "Opérer"
    icon = "route"
    needs = (
        Need("visits", min_rows=1, why="les visites ou livraisons à organiser"),
        Need("vehicles", optional=True, why="les véhicules : capacités, dépôts, horaires, compétences"),
        Need(
            "addresses",
            optional=True,
            why="les positions des adresses (fichier de la Base Adresse Nationale)",
        ),
        Need("travel_times", optional=True, why="vos propres distances et temps de trajet"),
    )
    card = Card(
        purpose="Réduire les kilomètres, les heures et les retards des tournées.",
        personal_data="les noms, adresses et téléphones des clients visités, les noms des conducteurs et techniciens",
        risk="limited",
        risk_reason="Le résultat organise le travail de personnes sans les évaluer ni les noter ; s'il devait répartir les tâches d'après "
        "leur comportement ou leurs traits personnels, il serait à haut risque (annexe III, point 4).",
        approval="person",
        explains="Chaque visite écartée dit quelle règle l'empêche et ce qui y remédierait ; les vitesses, coûts et règles retenus sont affichés.",
        data_class="personal",
    )
    upkeep = Upkeep(
        relearns="Rien n'est appris : chaque demande repart des visites du jour.",
        watches=("les temps de trajet calculés, comparés aux arrivées réelles de vos visites passées",),
    )
    moves = ("route-km", "visit-punctuality")
    fine = (
        "from_time", "depot", "vehicles", "shift_start", "shift_end", "service_minutes", "lunch_minutes", "lunch_from", "lunch_to", "distances", "detour", "town_speed", "road_speed", "cost_km", "cost_hour", "seconds",
    )  # fmt: skip
    examples = (
        "Planifie les tournées de demain",
        "Qui livre demain, et dans quel ordre ?",
        "Qui livre demain ?",
        "Organise les tournées des techniciens",
        "Optimise les tournées de livraison du jour",
        "Le camion est en panne : refais les tournées",
        "Replanifie la journée de demain sans le véhicule AB-12",
        "Dans quel ordre les chauffeurs doivent-ils livrer demain ?",
        "Prépare les feuilles de route des chauffeurs",
        "Combien de kilomètres économiser en réorganisant nos tournées ?",
        "Quelles visites ne peuvent pas tenir dans les tournées de demain ?",
    )
    said_by = ("planifier", "replanifier", "organiser", "réorganiser", "refaire", "refais")
    typical_seconds = 12.0
    Input = RoutePlanningInput
    Output = RoutePlanningOutput

    def run(self, ctx: Context, given: RoutePlanningInput) -> RoutePlanningOutput:
        """Raises BadInput (hours, vehicles), NotEnoughData (no visit, no position, no depot), NotFound (no table)."""
        # PyVRP and SciPy take seconds to import: the web process, which reads only the declaration, must not pay.
        from levier.capabilities.route_planning.planning import plan  # noqa: PLC0415

        return plan(ctx, given)

    def render(self, output: RoutePlanningOutput, name: str) -> bytes:
        """Road sheets (PDF) or all stops (CSV for French spreadsheets). Raises NotImplementedError."""
        from levier.capabilities.route_planning.sheets import road_sheets, stops_csv  # noqa: PLC0415

        if name.endswith(".pdf"):
            return road_sheets(output)
        if name.endswith(".csv"):
            return stops_csv(output)
        raise NotImplementedError(name)


__all__ = [
    "Distances",
    "Goal",
    "PauseOut",
    "RouteOut",
    "RoutePlanning",
    "RoutePlanningInput",
    "RoutePlanningOutput",
    "StopOut",
    "Totals",
    "TravelCheck",
    "Unserved",
]
