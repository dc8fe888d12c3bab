"""The semantic layer: named measures and dimensions over the kinds of tables. Nobody writes SQL but this room."""

from levier.tables.measures.model import Dimension, Measure, Model
from levier.tables.measures.models import MODELS, model_of

__all__ = ["MODELS", "Dimension", "Measure", "Model", "model_of"]
