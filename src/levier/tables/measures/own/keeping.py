"""Keep, change and delete a company's own measures; read them as models."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from pydantic import ValidationError

from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError, NotFound
from levier.core.french.text import fold
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.measures.model import Measure, Model
from levier.tables.measures.models import MODELS, model_of
from levier.tables.measures.own.definition import OwnDefinition
from levier.tables.measures.own.making import make
from levier.tables.measures.own.records import OwnMeasure, OwnMeasureVersion, TogetherKind

MOST = 200


@dataclass(frozen=True)
class Kept:
    """An own measure with its definition in use."""

    id: int
    name: str
    version: int
    given: OwnDefinition


def model_for(company: int, kind: str) -> Model:
    """The model of a kind with the company's own measures. Raises BadInput when the kind has no measures."""
    model = model_of(kind)
    rows = list(_versions(company).filter(measure__kind=kind).order_by("measure_id"))
    for row in rows:
        measure = _made(model, row)
        if measure is not None:
            model = model.with_own([measure])
    return model


def models_for(company: int) -> dict[str, Model]:
    """Every model with the company's own measures."""
    own = set(OwnMeasure.objects.filter(company_id=company).values_list("kind", flat=True))
    return {kind: model_for(company, kind) if kind in own else model for kind, model in MODELS.items()}


def kept(actor: Actor) -> list[Kept]:
    """The company's own measures, by kind and name."""
    return [_kept(row) for row in _versions(actor.company_id).order_by("measure__kind", "measure__label")]


def get(actor: Actor, identifier: int) -> Kept:
    """Raises NotFound."""
    row = _versions(actor.company_id).filter(measure_id=identifier).first()
    if row is None:
        raise NotFound("Cette mesure n'existe pas", mend="Retrouvez les vôtres dans « Mesures ».")
    return _kept(row)


def history(actor: Actor, identifier: int) -> list[OwnMeasureVersion]:
    """Its versions, latest first. Raises NotFound."""
    get(actor, identifier)
    return list(
        OwnMeasureVersion.objects.filter(company_id=actor.company_id, measure_id=identifier).select_related(
            "author"
        )
    )


def create(actor: Actor, given: OwnDefinition) -> Kept:
    """Raises NotAllowed, BadInput (a name already taken, a formula that cannot be)."""
    require(actor, Permission.IMPORT)
    if OwnMeasure.objects.filter(company_id=actor.company_id).count() >= MOST:
        raise BadInput(
            f"Une entreprise garde au plus {MOST} mesures", mend="Supprimez celles qui ne servent plus."
        )
    model = model_for(actor.company_id, given.kind)
    _check_name(model, given, 0)
    try:
        with transaction.atomic():
            measure = OwnMeasure.objects.create(
                company_id=actor.company_id, kind=given.kind, label=given.label
            )
            make(model, given, measure.pk)
            return _write(actor, measure, given, "measure.created")
    except IntegrityError:
        raise BadInput(f"« {given.label} » existe déjà", where="nom", mend="Donnez un autre nom.") from None


def change(actor: Actor, identifier: int, given: OwnDefinition) -> Kept:
    """A new version of the definition. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.IMPORT)
    before = get(actor, identifier)
    if given.kind != before.given.kind:
        raise BadInput("Le type de tableau d'une mesure ne change pas", mend="Créez-en une nouvelle.")
    model = model_for(actor.company_id, given.kind)
    _check_name(model, given, identifier)
    if _uses(actor.company_id, given.left, identifier) or _uses(actor.company_id, given.right, identifier):
        raise BadInput("Une mesure ne peut pas se définir par elle-même", mend="Choisissez-en une autre.")
    make(model, given, identifier)
    try:
        with transaction.atomic():
            measure = OwnMeasure.objects.select_for_update().get(pk=identifier)
            measure.label, measure.current = given.label, measure.current + 1
            measure.save(update_fields=["label", "current"])
            return _write(actor, measure, given, "measure.changed")
    except IntegrityError:
        raise BadInput(f"« {given.label} » existe déjà", where="nom", mend="Donnez un autre nom.") from None


def delete(actor: Actor, identifier: int) -> str:
    """Forget a measure and its versions; its definition stays in the journal. Returns its name.

    Raises NotAllowed, NotFound, BadInput when other measures are made of it.
    """
    require(actor, Permission.IMPORT)
    found = get(actor, identifier)
    users = [one.given.label for one in kept(actor) if found.name in (one.given.left, one.given.right)]
    if users:
        raise BadInput(
            f"« {found.given.label} » sert à définir {', '.join(f'« {name} »' for name in users)}",
            mend="Supprimez ou changez d'abord celles-là.",
        )
    with transaction.atomic():
        journal.record(
            actor.company_id, actor.person_id, "measure.deleted", found.given.label,
            {"measure": found.name, "definition": found.given.model_dump(mode="json")},
        )  # fmt: skip
        OwnMeasure.objects.filter(company_id=actor.company_id, pk=identifier).delete()
    return found.given.label


def is_together(company: int, kind: str) -> bool:
    """Whether the company takes its tables of that kind as one."""
    return TogetherKind.objects.filter(company_id=company, kind=kind).exists()


def set_together(actor: Actor, kind: str, together: bool) -> None:
    """Take the tables of a kind as one, or one at a time. Raises NotAllowed, BadInput."""
    require(actor, Permission.IMPORT)
    model_of(kind)
    with transaction.atomic():
        if together:
            TogetherKind.objects.get_or_create(company_id=actor.company_id, kind=kind)
        else:
            TogetherKind.objects.filter(company_id=actor.company_id, kind=kind).delete()
        journal.record(actor.company_id, actor.person_id, "measure.together", kind, {"together": together})


def read(given: dict[str, object]) -> OwnDefinition:
    """A definition from plain values. Raises BadInput with the first thing wrong."""
    try:
        return OwnDefinition.model_validate(given)
    except ValidationError as error:
        fault = error.errors()[0]
        place = str(fault["loc"][0]) if fault["loc"] else ""
        names = {"label": "nom", "definition": "définition", "unit": "unité", "conditions": "conditions"}
        lengths = {
            "label": "Le nom compte de 3 à 80 caractères", "definition": "La définition compte de 10 à 600 caractères",
        }  # fmt: skip
        text = str(fault["msg"]).removeprefix("Value error, ")
        french = fault["type"] == "value_error"
        what = lengths.get(place, text[:1].upper() + text[1:] if french else "Cette valeur ne convient pas")
        raise BadInput(what, where=names.get(place, place), mend="Corrigez, puis recommencez.") from None


def _versions(company: int):  # type: ignore[no-untyped-def]
    from django.db.models import F  # noqa: PLC0415

    return OwnMeasureVersion.objects.filter(company_id=company, number=F("measure__current")).select_related(
        "measure"
    )


def _kept(row: OwnMeasureVersion) -> Kept:
    return Kept(row.measure_id, row.measure.name, row.number, OwnDefinition.model_validate(row.content))


def _made(model: Model, row: OwnMeasureVersion) -> Measure | None:
    """None when a later change of Levier made the definition impossible: the page says so, nothing else breaks."""
    try:
        return make(model, OwnDefinition.model_validate(row.content), row.measure_id)
    except (LevierError, ValidationError):
        return None


def _uses(company: int, name: str, identifier: int) -> bool:
    """Whether measure ``name`` is made, directly or not, of the measure ``identifier``."""
    if name == f"own_{identifier}":
        return True
    rows = {f"own_{row.measure_id}": row.content for row in _versions(company)}
    seen: set[str] = set()
    todo = [name]
    while todo:
        one = todo.pop()
        if one in seen or one not in rows:
            continue
        seen.add(one)
        todo += [rows[one].get("left", ""), rows[one].get("right", "")]
    return f"own_{identifier}" in {
        part for one in seen for part in (rows[one].get("left"), rows[one].get("right"))
    }


def _check_name(model: Model, given: OwnDefinition, identifier: int) -> None:
    taken = {fold(one.label) for one in model.measures.values() if one.own != identifier or not one.own}
    if fold(given.label) in taken:
        raise BadInput(f"« {given.label} » existe déjà", where="nom", mend="Donnez un autre nom.")


def _write(actor: Actor, measure: OwnMeasure, given: OwnDefinition, action: str) -> Kept:
    OwnMeasureVersion.objects.create(
        company_id=actor.company_id,
        measure=measure,
        number=measure.current,
        content=given.model_dump(mode="json"),
        author_id=actor.person_id,
    )
    journal.record(
        actor.company_id, actor.person_id, action, given.label,
        {"measure": measure.name, "version": measure.current, "definition": given.model_dump(mode="json")},
    )  # fmt: skip
    return Kept(measure.pk, measure.name, measure.current, given)
