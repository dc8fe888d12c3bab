"""Where the method stands: the declaration. ``answering`` reads it, ``telling`` binds its sentences."""

from pydantic import BaseModel, ConfigDict, Field

from levier.core.capability import Capability, Card, Context, Upkeep
from levier.core.method import AssessmentFact, GainsFact, PilotFact, ProjectFact, StateFact, WaitingFact
from levier.core.period import Period
from levier.core.result import Result


class MethodReviewInput(BaseModel):
    """A question about the method, or nothing for the whole of it."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        default="",
        max_length=1000,
        title="Question",
        description="« Où en est notre pilote ? », « Quelles idées attendent une réponse ? » ; vide : tout",
    )
    period: Period | None = Field(
        default=None, title="Période des gains", description="Vide : les trois derniers mois"
    )


class MethodReviewOutput(Result):
    """What is known, by subject; what was not asked is empty."""

    pilots: list[PilotFact] = []
    gains: GainsFact | None = None
    projects: list[ProjectFact] = []
    assessment: AssessmentFact | None = None
    ideas: list[WaitingFact] = []
    approvals: list[WaitingFact] = []
    incidents: list[WaitingFact] = []
    objectives: list[StateFact] = []
    deployment: list[StateFact] = []
    hosting: list[StateFact] = []
    adoption: list[StateFact] = []
    training: list[StateFact] = []
    literacy: list[StateFact] = []
    registers: list[StateFact] = []
    votes: list[StateFact] = []


class MethodReview(Capability[MethodReviewInput, MethodReviewOutput]):
    """Where the company stands in its own method: pilots and their measured gain, roadmap, assessment, what waits."""

    name = "method-review"
    title = "Où en est la méthode"
    summary = (
        "Dit où en sont vos pilotes et ce qu'ils ont rapporté, le diagnostic, la feuille de route, le déploiement, l'adoption, la "
        "formation, les registres, les idées, validations et incidents en attente."
    )
    family = "Décider"
    icon = "route"
    needs = ()
    card = Card(
        purpose="Savoir où en est chaque étape de la méthode, sans parcourir ses pages.",
        personal_data="aucune : ni l'auteur d'une idée, ni l'usage d'une personne",
        risk="minimal",
        risk_reason="Le système relit ce que la plateforme a mesuré ou ce que les personnes ont décidé ; il ne décide rien.",
        explains="Chaque chiffre vient d'une page que vous pouvez ouvrir : pilotes, gains, diagnostic, feuille de route, idées.",
        data_class="internal",
    )
    examples = (
        "Où en est notre pilote ?",
        "Combien notre pilote a-t-il rapporté ?",
        "Quel effet a notre pilote ?",
        "Où en est notre diagnostic ?",
        "Quel est le résultat de notre diagnostic ?",
        "Quels projets sont dans la feuille de route ?",
        "Où en est la feuille de route ?",
        "Quels risques ou incidents sont ouverts ?",
        "Quels incidents sont ouverts ?",
        "Combien d'heures avons-nous gagnées ce trimestre ?",
        "Combien de temps Levier nous a-t-il fait gagner ?",
        "Quelles idées attendent une réponse ?",
        "Qu'est-ce qui attend une validation ?",
        "Où en sommes-nous dans la méthode ?",
        "Combien de personnes sont formées ?",
        "Où en est la formation de l'équipe ?",
        "Sommes-nous en règle avec l'article 4 du règlement sur l'IA ?",
        "Quel savoir-faire en service a dérivé ?",
        "Quels savoir-faire sont en service ?",
        "Combien coûterait l'hébergement de Levier sur trois ans ?",
        "Qui se sert de Levier ?",
        "Où en est l'adoption ?",
        "Combien de systèmes d'IA sont au registre ?",
        "Nos registres sont-ils complets ?",
        "Quelle idée a le plus de votes ?",
        "Quel objectif nous sommes-nous fixé ?",
        "Combien de traitements sont au registre ?",
        "Combien coûterait un serveur chez nous sur trois ans ?",
    )
    said_by = (
        "formées",
        "dérivé",
        "adoption",
        "registres",
        "registre",
        "objectif",
        "hébergement",
        "pilote",
        "diagnostic",
        "incident",
        "idées",
        "gagné",
        "gagnées",
        "méthode",
    )
    about_method = True
    typical_seconds = 1.0
    upkeep = Upkeep(relearns="À chaque demande, sur l'état du jour.")
    Input = MethodReviewInput
    Output = MethodReviewOutput

    def run(self, ctx: Context, given: MethodReviewInput) -> MethodReviewOutput:
        """Raises Unavailable where nothing provides the method. What the person may not see is said, not raised."""
        from levier.capabilities.method_review.answering import answer  # noqa: PLC0415 - read when it runs

        return answer(ctx, given)
