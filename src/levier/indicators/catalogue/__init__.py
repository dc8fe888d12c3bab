"""The catalogue of indicators: SMART definitions in French, kept as data."""

from levier.indicators.catalogue.definition import Definition, Formula
from levier.indicators.catalogue.reading import catalogue, definition

__all__ = ["Definition", "Formula", "catalogue", "definition"]
