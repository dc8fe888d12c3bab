"""Boards: find, make, change, share, delete. Every act takes the person; every list is limited in its query."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from levier.core.actor import EVERYONE, Actor
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.operations.boards.locking import check_revision
from levier.operations.boards.models import Board, BoardReader, Tile
from levier.operations.boards.reading import BoardTables
from levier.policy import journal
from levier.policy.rights import Permission, may, require

MOST_BOARDS, MOST_TILES = 50, 40
READERS = {
    "all": "toute l'entreprise",
    "managers": "les responsables et les dirigeants",
    "accounting": "la comptabilité, les responsables et les dirigeants",
    "owners": "les dirigeants",
    "me": "moi seulement",
}


def visible(actor: Actor) -> "QuerySet[Board]":
    """The boards the person may open. Raises NotAllowed."""
    require(actor, Permission.RUN)
    return Board.objects.visible_to(actor).select_related("made_by", "changed_by")


def get(actor: Actor, number: int) -> Board:
    """Raises NotAllowed, NotFound (the same for a board of others as for none)."""
    found = visible(actor).filter(pk=number).first()
    if found is None:
        raise NotFound(
            "Ce tableau de bord n'existe pas, ou n'est pas partagé avec vous",
            mend="Voyez les vôtres dans « Indicateurs ».",
        )
    return found


def tiles_of(actor: Actor, board: Board) -> list[Tile]:
    """The tiles the person may see, in order."""
    found = Tile.objects.visible_to(actor).filter(board=board)
    return list(found.select_related("watch", "changed_by"))


def may_edit(actor: Actor, board: Board) -> bool:
    """Those who share tables, and who made the board."""
    return may(actor, Permission.SHARE) or board.made_by_id == actor.person_id


def editable(actor: Actor, number: int) -> Board:
    """A board the person may change. Raises NotAllowed, NotFound."""
    board = get(actor, number)
    if not may_edit(actor, board):
        raise NotAllowed(
            "Seuls la personne qui a fait ce tableau de bord et les responsables peuvent le modifier",
            mend="Créez le vôtre : il ne sera vu que de vous.",
        )
    return board


def create(actor: Actor, name: str, readers: str = "", purpose: str = "", *, usual: bool = True) -> Board:
    """A new board; ``usual``: with the first indicators of the tables there are. Raises NotAllowed, BadInput."""
    require(actor, Permission.RUN)
    name, purpose = _name(name), _purpose(purpose)
    if Board.objects.filter(company_id=actor.company_id).count() >= MOST_BOARDS:
        raise BadInput(f"Votre entreprise a déjà {MOST_BOARDS} tableaux de bord", mend="Supprimez-en un.")
    token = _token(actor, readers or (EVERYONE if may(actor, Permission.SHARE) else "me"))
    tiles = _usual(actor) if usual else []
    with transaction.atomic():
        board = Board.objects.create(
            company_id=actor.company_id,
            name=name,
            purpose=purpose,
            made_by_id=actor.person_id,
            changed_by_id=actor.person_id,
        )
        BoardReader.objects.create(board=board, token=token)
        for place, tile in enumerate(tiles):
            tile.board, tile.place, tile.changed_by_id = board, place, actor.person_id
            tile.save()
        _record(actor, "board.created", board, {"readers": token, "tiles": len(tiles)})
    return board


def change(actor: Actor, number: int, revision: int, *, name: str, purpose: str, readers: str) -> Board:
    """Its name, its purpose and who sees it. Raises NotAllowed, NotFound, BadInput, Conflict."""
    board = editable(actor, number)
    name, purpose = _name(name), _purpose(purpose)
    token = _token(actor, readers) if readers != readers_of(actor, board) else ""
    with transaction.atomic():
        locked = Board.objects.select_for_update().get(pk=board.pk)
        check_revision(locked, revision, "Ce tableau de bord")
        locked.name, locked.purpose = name, purpose
        touch(actor, locked)
        if token:
            locked.readers.all().delete()
            BoardReader.objects.create(board=locked, token=token)
            if locked.made_by_id and token.startswith("person:") is False:
                BoardReader.objects.get_or_create(board=locked, token=f"person:{actor.person_id}")
        _record(actor, "board.changed", locked, {"readers": token} if token else {})
    return locked


def remove(actor: Actor, number: int) -> str:
    """Delete the board, its tiles and its alerts; its name. Raises NotAllowed, NotFound."""
    board = editable(actor, number)
    _record(actor, "board.removed", board, {"tiles": board.tiles.count()})
    board.delete()
    return board.name


def readers_of(actor: Actor, board: Board) -> str:
    """Who sees it, as the form says it: a key of ``READERS``, or "" when it is shared otherwise."""
    tokens = {one.token for one in board.readers.all()}
    for key in ("all", "accounting", "managers", "owners"):
        if key in tokens:
            return key
    return "me" if tokens == {f"person:{actor.person_id}"} else ""


def touch(actor: Actor, board: Board) -> None:
    """Write that the person changed the board now."""
    board.revision += 1
    board.changed, board.changed_by_id = timezone.now(), actor.person_id
    board.save(update_fields=["name", "purpose", "revision", "changed", "changed_by"])


def _usual(actor: Actor) -> Sequence[Tile]:
    from levier.capabilities.live_dashboard.usual import usual  # noqa: PLC0415

    return [
        Tile(kind=one.kind, measure=one.measure, grain=one.grain, which=one.which)
        for one in usual(BoardTables(actor))
    ]


def _token(actor: Actor, readers: str) -> str:
    if readers == "me":
        return f"person:{actor.person_id}"
    if readers not in READERS:
        raise BadInput(
            "Ce partage n'existe pas",
            where="partagé avec",
            mend=f"Choisissez : {', '.join(READERS.values())}.",
        )
    require(actor, Permission.SHARE)
    if readers not in actor.readers:
        raise BadInput(
            "Vous ne verriez plus ce tableau de bord vous-même",
            where="partagé avec",
            mend="Choisissez un groupe dont vous êtes.",
        )
    return readers


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise BadInput(
            "Le nom du tableau de bord est vide"
            if not name
            else "Le nom du tableau de bord dépasse 80 caractères",
            where="nom",
            mend="Donnez-lui un nom court, comme « Direction » ou « Atelier ».",
        )
    return name


def _purpose(purpose: str) -> str:
    purpose = " ".join(purpose.split())
    if len(purpose) > 200:
        raise BadInput("Ce texte dépasse 200 caractères", where="à quoi il sert", mend="Raccourcissez-le.")
    return purpose


def _record(actor: Actor, action: str, board: Board, details: dict[str, object]) -> None:
    journal.record(
        actor.company_id, actor.person_id, action, board.name[:200], {"board": board.pk, **details}
    )
