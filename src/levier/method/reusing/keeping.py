"""A firm's templates: save one from a company, read, list, delete. Only people of the firm know that they exist."""

from typing import Any

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from levier.core.actor import Actor, Role
from levier.core.errors import NotAllowed, NotFound
from levier.method.reusing import contents
from levier.method.reusing.models import Template, TemplateVersion
from levier.method.reusing.taking import Taken, take
from levier.method.typed import words
from levier.operations.firms.joining import own_firm
from levier.operations.firms.models import Firm
from levier.policy import journal
from levier.policy.rights import Permission, require


def templates_of(actor: Actor) -> QuerySet[Template]:
    """Those of the person's firm, with ``last`` (number) and ``count`` of versions. Raises NotAllowed, NotFound (no firm)."""
    firm = following_firm(actor)
    return Template.objects.filter(firm=firm).annotate(last=Max("versions__number"), count=Count("versions"))


def template_of(actor: Actor, pk: int) -> Template:
    """Raises NotAllowed, NotFound."""
    found = templates_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Ce modèle n'existe pas, ou n'est pas de votre cabinet", mend="Revenez à vos modèles.")
    return found


def version_of(actor: Actor, pk: int, number: int | None = None) -> TemplateVersion:
    """A version, the last one by default. Raises NotAllowed, NotFound."""
    versions = template_of(actor, pk).versions.select_related("template", "by")
    found = versions.first() if number is None else versions.filter(number=number).first()
    if found is None:
        raise NotFound(f"Ce modèle n'a pas de version {number}", mend="Ouvrez-le pour voir les siennes.")
    return found


def save(
    actor: Actor, kind: str, title: str, *, note: str = "", source: int | None = None
) -> tuple[TemplateVersion, Taken]:
    """Keep the structure of the company under a name: a new template, or the next version of the one of that name.

    Raises NotAllowed, NotFound, BadInput, NotEnoughData.
    """
    firm = following_firm(actor)
    title = words(title, "nom du modèle", 120)
    taken = take(actor, kind, source)
    with transaction.atomic():
        Firm.objects.select_for_update().get(pk=firm.pk)
        template, _ = Template.objects.get_or_create(firm=firm, kind=kind, title=title)
        if note.strip():
            template.note = " ".join(note.split())[:300]
            template.save(update_fields=["note"])
        last = template.versions.aggregate(last=Max("number"))["last"] or 0
        made = TemplateVersion.objects.create(
            template=template,
            number=last + 1,
            content=taken.content.model_dump(mode="json"),
            by_id=actor.person_id,
        )
        journal.record(
            actor.company_id, actor.person_id, "template.saved", title, {"kind": kind, "version": made.number}
        )
    return made, taken


def remove(actor: Actor, pk: int) -> None:
    """Delete a template with its versions; what was applied stays where it is. Raises NotAllowed, NotFound."""
    template_of(actor, pk).delete()


def following_firm(actor: Actor) -> Firm:
    """The firm of the person, who acts in a company that it follows. Raises NotAllowed, NotFound."""
    require(actor, Permission.STEER)
    firm = own_firm(actor.person_id)
    if actor.role != Role.ACCOUNTANT:
        raise NotAllowed(
            "Les modèles d'un cabinet servent aux entreprises qu'il suit comme comptable ou consultant",
            mend="Ouvrez l'une de celles que vous suivez.",
        )
    return firm


def told(one: Template | TemplateVersion) -> dict[str, Any]:
    """As the API and the command give it; a version with its content."""
    if isinstance(one, TemplateVersion):
        content = contents.read(one.template.kind, one.content).model_dump(mode="json")
        return {**told(one.template), "version": one.number, "content": content}
    return {
        "id": one.pk, "kind": one.kind, "kind_label": one.get_kind_display(), "title": one.title, "note": one.note,
        "version": getattr(one, "last", None), "versions": getattr(one, "count", None),
    }  # fmt: skip
