"""A measure or an axis by the words people use for it: its name, its French label, a synonym."""

from levier.core.errors import BadInput
from levier.core.french.text import fold
from levier.tables.measures.model import Model


def named_measure(model: Model, words: str) -> str:
    """The name of the measure that ``words`` mean. Raises BadInput with those that exist."""
    if words in model.measures:
        return words
    wanted = _plain(words)
    for measure in model.measures.values():
        if wanted in (_plain(measure.label), *map(_plain, measure.synonyms)):
            return measure.name
    return model.measure(words).name


def named_dimension(model: Model, words: str) -> str:
    """The name of the axis that ``words`` mean. Raises BadInput with those that exist."""
    if words in model.dimensions:
        return words
    wanted = _plain(words)
    for dimension in model.dimensions.values():
        if wanted in (_plain(dimension.label), _plain(dimension.plural), *map(_plain, dimension.synonyms)):
            return dimension.name
    names = ", ".join(f"« {one.label} »" for one in model.dimensions.values())
    raise BadInput(f"L'axe « {words} » n'existe pas", where="axes", mend=f"Choisissez parmi : {names}.")


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("\u2019", "'").split())
