"""Live dashboard: the declaration. ``answering`` is the recipe, loaded only when it runs; boards are ``operations.boards``."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from levier.capabilities.live_dashboard.shapes import Change, Figure
from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.period import Period
from levier.core.result import Result


class LiveDashboardInput(BaseModel):
    """Everything at a glance, or one figure explained."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        default="",
        max_length=1000,
        title="Question",
        description="« Comment va l'entreprise ce mois-ci ? », « Pourquoi le chiffre d'affaires baisse-t-il ? »",
    )
    focus: Literal["overview", "change"] = Field(
        default="overview",
        title="Ce qu'il faut voir",
        json_schema_extra={
            "labels": {
                "overview": "les principaux indicateurs",
                "change": "d'où vient l'évolution d'un indicateur",
            },
            "words": {"change": "pourquoi expliquer explique cause vient"},
        },
    )
    period: Period | None = Field(default=None, title="Période", description="Vide : la période en cours")
    against: Literal["previous", "year"] = Field(
        default="previous",
        title="Comparer à",
        json_schema_extra={
            "labels": {"previous": "la période précédente", "year": "la même période un an plus tôt"},
            "words": {"year": "dernier an dernière annuel"},
            "spoken": False,
        },
    )
    measure: str = Field(
        default="", max_length=80, title="Indicateur", description="Son nom, s'il n'est pas dans la question",
        json_schema_extra={"spoken": False},
    )  # fmt: skip


class LiveDashboardOutput(Result):
    """The figures, and the change explained when one was asked."""

    figures: list[Figure] = []
    change: Change | None = None


class LiveDashboard(Capability[LiveDashboardInput, LiveDashboardOutput]):
    """How the company is doing, what broke in each series, and where a change exactly comes from."""

    name = "live-dashboard"
    title = "Tableau de bord"
    summary = (
        "Dit comment va l'entreprise : les indicateurs de vos tableaux, leurs ruptures, et d'où vient exactement une hausse ou "
        "une baisse."
    )
    family = "Décider"
    icon = "layout-dashboard"
    needs = (Need("any", why="ce que les indicateurs mesurent"),)
    card = Card(
        purpose="Voir tôt ce qui change dans l'entreprise, et savoir d'où cela vient.",
        personal_data="les noms ou codes de vos clients, quand une évolution est répartie par client",
        risk="minimal",
        risk_reason="Le système additionne et compare des chiffres de l'entreprise ; il ne décide rien sur des personnes.",
        explains="Chaque évolution est répartie exactement (la somme des parts est l'écart, au centime près), et chaque chiffre "
        "s'ouvre jusqu'à ses lignes. Une rupture n'est annoncée que si elle dépasse un seuil calé par simulation.",
        data_class="internal",
    )
    moves = ("turnover", "average-basket", "cash-position")
    examples = (
        "Comment va l'entreprise ce mois-ci ?",
        "Pourquoi le chiffre d'affaires baisse-t-il ?",
        "D'où vient la baisse du chiffre d'affaires ?",
        "Explique la hausse du chiffre d'affaires du mois dernier",
        "Fais le point sur nos indicateurs",
        "Où en sommes-nous ce trimestre ?",
        "Qu'est-ce qui explique la baisse du panier moyen ?",
        "Montre le tableau de bord de l'entreprise",
    )
    explains_changes = True
    typical_seconds = 2.0
    upkeep = Upkeep(
        relearns="À chaque demande, sur les données du jour ; les tableaux ouverts suivent les imports.",
        watches=(
            "l'âge des dernières lignes de chaque tableau",
            "les seuils que vous avez posés",
            "les ruptures de chaque série, à 2 % de fausses alertes mesurées par simulation",
        ),
    )
    Input = LiveDashboardInput
    Output = LiveDashboardOutput

    def run(self, ctx: Context, given: LiveDashboardInput) -> LiveDashboardOutput:
        """Raises NotFound (no table), NotEnoughData (nothing to compare with), BadInput."""
        from levier.capabilities.live_dashboard.answering import answer  # noqa: PLC0415 - reads the tables

        return answer(ctx, given)


__all__ = ["LiveDashboard", "LiveDashboardInput", "LiveDashboardOutput"]
