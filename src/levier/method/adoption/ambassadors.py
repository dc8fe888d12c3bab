"""Ambassadors, who volunteer, and their stories, which they may take back."""

from django.db.models import QuerySet

from levier.accounts.models import Company, Membership
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.adoption.models import Ambassador, Story, StoryQuerySet
from levier.method.holding import tool
from levier.method.ideas.box import written
from levier.policy import journal
from levier.policy.rights import Permission, may, require


def ambassadors_of(actor: Actor) -> QuerySet[Ambassador]:
    """Those who offered to help and still belong to the company. Raises NotAllowed."""
    require(actor, Permission.ASK)
    there = Membership.objects.filter(company_id=actor.company_id).values("user")
    return Ambassador.objects.filter(company_id=actor.company_id, person__in=there).select_related("person")


def volunteer(actor: Actor, capability: str = "") -> Ambassador:
    """Offer one's own help, with a tool or with any. Raises NotAllowed, BadInput."""
    require(actor, Permission.ASK)
    made, _ = Ambassador.objects.update_or_create(
        company_id=actor.company_id, person_id=actor.person_id,
        defaults={"capability": tool(capability), "since": Company.objects.get(pk=actor.company_id).today},
    )  # fmt: skip
    journal.record(actor.company_id, actor.person_id, "adoption.ambassador", "volontaire")
    return made


def step_down(actor: Actor) -> None:
    """Take one's offer back. Raises NotAllowed."""
    require(actor, Permission.ASK)
    Ambassador.objects.filter(company_id=actor.company_id, person_id=actor.person_id).delete()


def stories_of(actor: Actor) -> StoryQuerySet:
    """The published ones, one's own; all for those who steer. Raises NotAllowed."""
    require(actor, Permission.ASK)
    found: StoryQuerySet = Story.objects.visible_to(actor).select_related("author")
    return found


def tell(actor: Actor, title: str, text: str, capability: str = "") -> Story:
    """Tell what changed in one's own work; who steers publishes it. Raises NotAllowed, BadInput."""
    require(actor, Permission.ASK)
    return Story.objects.create(
        company_id=actor.company_id, author_id=actor.person_id, title=written(title, "titre", 150),
        text=written(text, "récit", 2_000), capability=tool(capability), told_on=Company.objects.get(pk=actor.company_id).today,
    )  # fmt: skip


def publish(actor: Actor, pk: int) -> Story:
    """Show a story to everyone. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.STEER)
    found = _story(actor, pk)
    if found.published:
        raise BadInput("Ce récit est déjà publié", where=found.title, mend="Il n'y a rien à faire.")
    found.published = True
    found.save(update_fields=["published"])
    journal.record(actor.company_id, actor.person_id, "adoption.story", found.title)
    return found


def take_back(actor: Actor, pk: int) -> None:
    """Erase a story: its author at any time, or who steers. Raises NotAllowed, NotFound."""
    found = _story(actor, pk)
    if found.author_id != actor.person_id and not may(actor, Permission.STEER):
        raise NotAllowed("Ce récit n'est pas le vôtre", mend="Demandez à son auteur de le retirer.")
    found.delete()


def _story(actor: Actor, pk: int) -> Story:
    found = stories_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Ce récit n'existe plus", mend="Revenez aux récits.")
    return found
