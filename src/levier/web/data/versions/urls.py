from django.urls import path

from levier.web.data.versions import views

urlpatterns = [
    path("donnees/tableaux/<int:dataset>/versions/", views.listed, name="dataset_versions"),
    path("donnees/tableaux/<int:dataset>/versions/annuler/", views.undo, name="dataset_undo"),
    path(
        "donnees/tableaux/<int:dataset>/versions/<int:version>/retablir/",
        views.restore,
        name="dataset_restore",
    ),
]
