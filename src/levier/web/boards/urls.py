from django.urls import path

from levier.web.boards import editing, live, views

_BOARD = "indicateurs/tableaux/<int:board>/"
_TILE = f"{_BOARD}indicateur/<int:tile>/"

urlpatterns = [
    path("indicateurs/", views.boards, name="boards"),
    path("indicateurs/tableaux/nouveau/", editing.create, name="board_create"),
    path("indicateurs/alertes/", views.alerts, name="board_alerts"),
    path("indicateurs/alertes/lues/", views.alerts_seen, name="board_alerts_seen"),
    path(_BOARD, views.board, name="board"),
    path(f"{_BOARD}flux/", live.events, name="board_events"),
    path(f"{_BOARD}pdf/", views.paper, name="board_paper"),
    path(f"{_BOARD}modifier/", editing.edit, name="board_edit"),
    path(f"{_BOARD}supprimer/", editing.remove, name="board_remove"),
    path(f"{_BOARD}ajouter/", editing.tile_add, name="board_tile_add"),
    path(_TILE, views.tile, name="board_tile"),
    path(f"{_TILE}lignes/", views.rows, name="board_tile_rows"),
    path(f"{_TILE}modifier/", editing.tile_edit, name="board_tile_edit"),
    path(f"{_TILE}deplacer/", editing.tile_move, name="board_tile_move"),
    path(f"{_TILE}retirer/", editing.tile_remove, name="board_tile_remove"),
]
