"""Knowledge search: the declaration. How the answer is told is in :mod:`.telling`."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, field_validator

from levier.capabilities.knowledge_search.telling import tell
from levier.core.capability import Capability, Card, Context, Need, Within
from levier.core.result import Result


class KnowledgeSearchInput(BaseModel):
    """A question, and where to look for its answer."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        title="Question",
        description="Ce que vous cherchez, en une phrase",
        min_length=2,
        max_length=2_000,
    )
    source: str | None = Field(
        default=None,
        title="Source",
        description="Chercher dans une seule source (laisser vide pour toutes)",
        max_length=200,
    )

    after: date | None = Field(
        default=None, title="Textes à partir du", description="Date du texte, pas de son ajout"
    )
    before: date | None = Field(default=None, title="Textes jusqu'au", description="Date du texte")
    person: str | None = Field(
        default=None,
        title="Personne",
        description="Nom ou adresse de qui l'a écrit, envoyé ou reçu",
        max_length=200,
    )

    @field_validator("question")
    @classmethod
    def _says_something(cls, value: str) -> str:
        if not any(char.isalnum() for char in value):
            raise ValueError("la question ne contient aucun mot")
        return value.strip()


class Extract(BaseModel):
    """Words of a document that answer, where they stand, and how likely they are to answer (0–1)."""

    title: str
    source: str
    section: str = ""
    page: int | None = None
    dated: date | None = None
    text: str
    likelihood: float


class KnowledgeSearchOutput(Result):
    """The extracts that answer, best first; none when no document answers well enough."""

    extracts: list[Extract] = []
    documents_searched: int = 0
    passages_searched: int = 0
    documents_considered: int = 0
    """Documents that share the most words or meaning with the question."""
    passages_read: int = 0
    """Passages read closely, question in hand."""
    documents_kept: int = 0
    counted: str = ""
    """The same in a sentence, with why so many are kept."""
    widened: dict[str, str] = {}
    """Word of the question that no document holds → what was searched in its place."""
    cautions: list[str] = []
    """Why texts of the answer are to be read again before they are relied on: « ce texte a plus de 3 ans »."""
    nearest: list[str] = []
    """Titles of the nearest documents, answer or not."""


class KnowledgeSearch(Capability[KnowledgeSearchInput, KnowledgeSearchOutput]):
    """Extracts of the company's documents that answer a question, or an honest « not found »."""

    name = "knowledge-search"
    title = "Recherche dans les documents"
    summary = (
        "Trouve dans les documents que vous pouvez consulter les phrases qui répondent à une question, avec leur "
        "page et leur date\u00a0; dit quand aucun document ne répond."
    )
    family = "Décider"
    icon = "file-search"
    needs = (Need("documents", why="les documents dont les réponses sont extraites"),)
    card = Card(
        purpose=(
            "Retrouver dans les documents de l'entreprise et les textes publics la réponse à une question, "
            "avec sa source."
        ),
        personal_data=(
            "celles que contiennent les documents\u00a0; chaque personne ne cherche que dans ceux qu'elle peut lire"
        ),
        risk="minimal",
        explains=(
            "Chaque extrait s'ouvre dans son document, surligné\u00a0; sa probabilité de répondre est calibrée "
            "et affichée."
        ),
        data_class="internal",
    )
    moves = ("answer-time", "answer-rate")
    examples = (
        "Quelles pénalités prévoit notre contrat fournisseur en cas de retard de livraison ?",
        "Quelle est notre procédure de retour ?",
        "Quels sont les délais de paiement légaux entre professionnels ?",
        "Combien de jours de congés pour un mariage ?",
        "Faut-il une déclaration à la CNIL pour de la vidéosurveillance ?",
        "Que disent nos conditions générales de vente sur la réserve de propriété ?",
        "Quelle remise peut accorder un commercial d'après notre politique tarifaire ?",
        "À partir de quel montant le port est-il offert ?",
        "Un salarié peut-il refuser de faire des heures supplémentaires ?",
        "Combien de temps faut-il conserver les factures ?",
        "Quelle est la durée de la période d'essai d'un cadre ?",
        "Que prévoit le contrat de maintenance en cas de panne ?",
        "Qui doit valider une demande de congés ?",
        "Quelles mentions sont obligatoires sur une facture ?",
        "Peut-on reprendre un article soldé ?",
        "Quel préavis en cas de démission ?",
        "Comment déclarer un accident du travail ?",
        "Quel est le délai de livraison prévu avec notre fournisseur ?",
        "A-t-on le droit de filmer les salariés à leur poste ?",
        "Que dit le règlement intérieur sur le télétravail ?",
        "Quelle garantie donnons-nous sur nos produits ?",
        "Quelle est la règle pour rembourser les frais de déplacement ?",
        "Trouve le document qui parle de l'accès des salariés à leurs données",
        "Quelles sont les obligations de l'employeur envers un apprenti ?",
        "Pourquoi faut-il tenir un registre des traitements ?",
        "Où trouver la procédure en cas d'incendie ?",
    )
    typical_seconds = 0.3
    Input = KnowledgeSearchInput
    Output = KnowledgeSearchOutput

    def run(self, ctx: Context, given: KnowledgeSearchInput) -> KnowledgeSearchOutput:
        """Search, keep what answers well enough, quote it. Raises NotFound for an unknown source,
        Unavailable.
        """
        ctx.progress(0, 2, "recherche dans les documents")
        within = Within(given.source or "", given.after, given.before, person=given.person or "")
        found = ctx.knowledge.search(given.question, k=12, within=within)
        ctx.progress(1, 2, "lecture des passages les plus proches")
        told = tell(given.question, given.source, found, ctx.today)
        ctx.progress(2, 2, "")
        return KnowledgeSearchOutput(
            sentences=told.sentences,
            evidence=[*told.evidence, *told.computed],
            unanswered=told.unanswered,
            touched=told.touched,
            extracts=[
                Extract(
                    title=hit.title,
                    source=hit.source,
                    section=hit.section,
                    page=hit.page,
                    dated=hit.dated,
                    text=hit.extract,
                    likelihood=hit.score,
                )
                for hit in told.kept
            ],
            documents_searched=found.documents_searched,
            passages_searched=found.passages_searched,
            documents_considered=found.considered,
            passages_read=found.read,
            documents_kept=len({hit.document for hit in told.kept}),
            counted=told.counted,
            widened={one.said: one.searched[0] for one in found.widened},
            cautions=told.cautions,
            nearest=told.nearest,
        )
