"""Thresholds and breaks, looked at after each import and by the clock: one alert by crossing, in the application and by mail."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from levier.accounts.models import Company, Membership
from levier.capabilities.live_dashboard.shapes import BreakFound, Figure
from levier.capabilities.live_dashboard.words import amount, break_words, capital
from levier.core.actor import Actor
from levier.operations.boards.models import AlertMail, AlertSource, BoardAlert, Sort, Tile, Watch
from levier.operations.boards.reading import BoardTables
from levier.operations.boards.showing import Shown, shown, wanted
from levier.operations.boards.thresholds import Weighed, next_state, weighed
from levier.tables.models import Dataset

_SAME_BREAK_DAYS = 60
"""A break found again this near is the same one, whose date moved a little with new data."""


def look(company: int) -> dict[str, int]:
    """Look at everything the company watches, each tile with the rights of who watches it; how many tiles and new alerts."""
    raised = 0
    tiles = watched_tiles(company)
    for actor, theirs in _by_person(company, tiles):
        visible = set(
            Tile.objects.visible_to(actor)
            .filter(pk__in=[one.pk for one in theirs])
            .values_list("pk", flat=True)
        )
        for tile in theirs:
            if tile.pk not in visible:
                _problem(tile, "La personne qui surveille cet indicateur ne voit plus son tableau.")
        tables = BoardTables(actor)
        for one in shown(actor, [tile for tile in theirs if tile.pk in visible], tables):
            raised += _weigh(actor, one, tables)
    return {"tiles": len(tiles), "alerts": raised}


def watched_tiles(company: int) -> list[Tile]:
    """Those with a threshold, or whose breaks are told."""
    told = Q(low__isnull=False) | Q(high__isnull=False) | Q(watch_breaks=True)
    return list(Tile.objects.filter(told, board__company_id=company).select_related("board", "watched_by"))


def is_due(company: int) -> bool:
    """Whether a table changed, or the day did, since the last look."""
    told = Q(low__isnull=False) | Q(high__isnull=False) | Q(watch_breaks=True)
    tiles = Tile.objects.filter(told, board__company_id=company)
    if not tiles.exists():
        return False
    if tiles.filter(Q(watch=None) | Q(watch__looked=None)).exists():
        return True
    oldest = tiles.order_by("watch__looked").values_list("watch__looked", flat=True).first()
    changed = Dataset.objects.filter(company_id=company).aggregate(last=Max("updated"))["last"]
    another_day = timezone.localtime(oldest).date() != timezone.localdate()
    return another_day or (changed is not None and changed > oldest)


def _by_person(company: int, tiles: list[Tile]) -> Iterable[tuple[Actor, list[Tile]]]:
    people = {
        one.user_id: one.actor()
        for one in Membership.objects.filter(company_id=company).select_related("user")
    }
    groups: dict[int, list[Tile]] = defaultdict(list)
    for tile in tiles:
        if tile.watched_by_id in people:
            groups[tile.watched_by_id].append(tile)
        else:
            _problem(
                tile,
                "La personne qui surveillait cet indicateur a quitté l'entreprise : enregistrez-le de nouveau pour reprendre.",
            )
    return [(people[person], theirs) for person, theirs in groups.items()]


def _problem(tile: Tile, text: str) -> None:
    Watch.objects.update_or_create(tile=tile, defaults={"problem": text[:300], "looked": timezone.now()})


def _weigh(actor: Actor, one: Shown, tables: BoardTables) -> int:
    """Move a tile's watch to where its value is now; how many alerts that raised."""
    tile, figure = one.tile, one.figure
    if figure is None:
        _problem(tile, one.problem.what if one.problem is not None else "")
        return 0
    values = weighed(figure, _last_whole(actor, tile, figure, tables))
    with transaction.atomic():
        Watch.objects.get_or_create(tile=tile)
        watch = Watch.objects.select_for_update().get(tile=tile)
        first = watch.looked is None
        now = next_state(watch.state, values, tile.low, tile.high, tile.margin)
        raised = 0
        if now != watch.state:
            tile.alerts.filter(ended=None, sort__in=[Sort.LOW, Sort.HIGH]).update(ended=timezone.now())
            watch.since = timezone.now()
            if now:
                _crossed(actor, tile, figure, now, values)
                raised += 1
        if tile.watch_breaks:
            for found in figure.breaks:
                if not _known(found, watch.breaks):
                    watch.breaks = [*watch.breaks, found.day.isoformat()]
                    if not first:
                        _broken(actor, tile, figure, found)
                        raised += 1
        watch.state, watch.value, watch.problem, watch.looked = now, figure.value, "", timezone.now()
        watch.save()
    return raised


def _last_whole(actor: Actor, tile: Tile, figure: Figure, tables: BoardTables) -> Figure | None:
    from levier.capabilities.live_dashboard.figures import figures  # noqa: PLC0415

    if tile.low is None or figure.complete or not figure.additive:
        return None
    today = Company.objects.get(pk=actor.company_id).today
    found = figures(tables, today, [wanted(tile, "last")], seek_breaks=False)[0]
    return found if isinstance(found, Figure) else None


def _known(found: BreakFound, days: list[str]) -> bool:
    from datetime import date  # noqa: PLC0415

    return any(abs((found.day - date.fromisoformat(one)).days) <= _SAME_BREAK_DAYS for one in days)


def _crossed(actor: Actor, tile: Tile, figure: Figure, side: str, values: Weighed) -> None:
    low = side == Sort.LOW
    value, limit = (values.low, tile.low) if low else (values.high, tile.high)
    where = "sous le seuil de" if low else "au-dessus du seuil de"
    label = capital(figure.label)
    when = (
        f" ({figure.period})"
        if figure.period and value == figure.value
        else " (dernière période complète)"
        if figure.period
        else ""
    )
    text = f"{label}{when} : {amount(value, figure.unit, decimals=2)}, {where} {amount(limit, figure.unit, decimals=2)}."
    _raise(
        actor,
        tile,
        figure,
        Sort(side),
        f"{label} {where} {amount(limit, figure.unit, decimals=2)}",
        text,
        value,
        limit,
    )


def _broken(actor: Actor, tile: Tile, figure: Figure, found: BreakFound) -> None:
    label = capital(figure.label)
    text = f"{label} : {break_words(found, figure.unit)}. Une telle annonce est fausse 2 fois sur 100 quand rien n'a changé."
    _raise(actor, tile, figure, Sort.BREAK, f"{label} : une rupture", text, found.size, None)


def _raise(
    actor: Actor,
    tile: Tile,
    figure: Figure,
    sort: Sort,
    title: str,
    text: str,
    value: float | None,
    limit: float | None,
) -> None:
    alert = BoardAlert.objects.create(
        board=tile.board,
        tile=tile,
        sort=sort,
        title=title[:200],
        text=text[:400],
        value=value,
        limit=limit,
        unit=figure.unit[:30],
    )
    datasets = {int(name.rsplit(":", 1)[-1].split("@")[0]) for name in figure.sources} or {figure.dataset}
    AlertSource.objects.bulk_create(AlertSource(alert=alert, dataset=one) for one in sorted(datasets))
    AlertMail.objects.bulk_create(
        AlertMail(alert=alert, person_id=one) for one in _told_by_mail(actor, alert, tile)
    )


def _told_by_mail(actor: Actor, alert: BoardAlert, tile: Tile) -> list[int]:
    """Who set the threshold and who made the board, as long as they may see the alert."""
    people = [one for one in {tile.watched_by_id, tile.board.made_by_id} if one is not None]
    found = Membership.objects.filter(company_id=actor.company_id, user_id__in=people).select_related("user")
    return [
        one.user_id
        for one in found
        if BoardAlert.objects.visible_to(one.actor()).filter(pk=alert.pk).exists()
    ]


def unseen(actor: Actor) -> int:
    """How many alerts the person has not read yet."""
    return BoardAlert.objects.visible_to(actor).exclude(seen=actor.person_id).count()


def boards_with_alerts(actor: Actor) -> dict[int, int]:
    """Open alerts by board, for the list."""
    found: dict[int, int] = defaultdict(int)
    for board in (
        BoardAlert.objects.visible_to(actor)
        .filter(ended=None)
        .exclude(seen=actor.person_id)
        .values_list("board_id", flat=True)
    ):
        found[board] += 1
    return dict(found)


__all__ = ["boards_with_alerts", "is_due", "look", "unseen", "watched_tiles"]
