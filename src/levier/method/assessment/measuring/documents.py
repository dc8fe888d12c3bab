"""Procedures that are really written: documents whose title says they are one."""

from levier.core.actor import EVERYONE, Actor
from levier.core.french.numbers import format_number
from levier.core.french.text import fold
from levier.knowledge.reading import readable_documents
from levier.method.assessment.shape import Fix, Item

_WORDS = ("procedure", "mode operatoire", "instruction", "politique", "reglement", "livret", "guide", "consigne", "relance", "charte")  # fmt: skip
_ENOUGH = 8
"""Procedures from which a small company is held as well documented: a convention of ours, told on the page."""


def items(actor: Actor) -> list[Item]:
    """How many of the company's own documents are procedures (« public » ones are others').

    Only those open to everyone are named: the result is kept, and read by people who see fewer documents.
    """
    own = readable_documents(actor).exclude(data_class="public")
    total = own.count()
    if not total:
        return []
    titles = [str(title) for title in own.values_list("title", flat=True)]
    found = [one for one in titles if _is_procedure(one)]
    open_to_all = own.filter(readers__token=EVERYONE).distinct().values_list("title", flat=True)
    named = [str(one) for one in open_to_all if _is_procedure(str(one))]
    text = f"{format_number(len(found))} procédure{'s' if len(found) > 1 else ''} ou règle{'s' if len(found) > 1 else ''} écrite{'s' if len(found) > 1 else ''} parmi {format_number(total)} documents de l'entreprise"
    text += f", dont : {', '.join(named[:4])}." if named else "."
    text += f" À partir de {_ENOUGH}, la note est entière (convention de Levier)."
    fix = Fix(
        what="Déposer dans Levier les procédures déjà écrites",
        how="Elles deviennent consultables et citées.",
        days=0.5,
    )
    return [
        Item(
            dimension="formalisation", name="procedures", label="Procédures écrites trouvées",
            score=round(min(100.0, 100.0 * len(found) / _ENOUGH), 1), text=text, origin="measured", page="data",
            fixes=[fix] if len(found) < _ENOUGH else [],
        )
    ]  # fmt: skip


def _is_procedure(title: str) -> bool:
    return any(word in fold(title) for word in _WORDS)
