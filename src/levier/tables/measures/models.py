"""The semantic models by kind of table. Another kind gets measures by adding its file and its line here."""

from levier.core.errors import BadInput
from levier.tables.measures.model import Model
from levier.tables.measures.sales import SALES

MODELS: dict[str, Model] = {SALES.kind: SALES}


def model_of(kind: str) -> Model:
    """Raises BadInput when no measure is defined over this kind."""
    if kind not in MODELS:
        raise BadInput(
            f"Aucune mesure n'est définie sur les tableaux de type « {kind} »",
            mend="Posez une question sur les ventes.",
        )
    return MODELS[kind]
