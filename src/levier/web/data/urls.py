from django.urls import include, path

from levier.web.data import datasets, documents, imports, views

urlpatterns = [
    path("", include("levier.web.data.versions.urls")),
    path("", include("levier.web.data.quality.urls")),
    path("", include("levier.web.data.accounting.urls")),
    path("", include("levier.web.data.life.urls")),
    path("", include("levier.web.data.search.urls")),
    path("", include("levier.web.data.invoices.urls")),
    path("", include("levier.web.data.models_of_tables.urls")),
    path("", include("levier.web.data.measures.urls")),
    path("donnees/", views.data, name="data"),
    path("donnees/importer/", imports.drop, name="data_import"),
    path("donnees/imports/<int:batch>/", imports.batch, name="data_import_batch"),
    path("donnees/imports/<int:batch>/suite/", imports.batch_events, name="data_import_events"),
    path("donnees/importer/<str:token>/", imports.check, name="data_import_check"),
    path("donnees/imports/<int:batch>/arreter/", imports.stop, name="data_import_stop"),
    path("donnees/importer/<str:token>/ecartees/", imports.set_aside, name="data_import_rejects"),
    path("donnees/importer/<str:token>/abandonner/", imports.give_up, name="data_import_abandon"),
    path("donnees/importer/<str:token>/comme-document/", imports.as_document, name="data_import_as_document"),
    path("donnees/tableaux/<int:dataset>/", datasets.dataset, name="dataset"),
    path("donnees/tableaux/<int:dataset>/lecteurs/", datasets.readers, name="dataset_readers"),
    path("donnees/tableaux/<int:dataset>/supprimer/", datasets.remove, name="dataset_remove"),
    path(
        "donnees/tableaux/<int:dataset>/v<int:version>/original/", datasets.original, name="dataset_original"
    ),
    path("donnees/tableaux/<int:dataset>/v<int:version>/ecartees/", datasets.rejects, name="dataset_rejects"),
    path("donnees/documents/<int:document>/", documents.document, name="document"),
    path(
        "donnees/documents/<int:document>/pages/<int:page>.webp", documents.picture, name="document_picture"
    ),
    path("donnees/documents/<int:document>/original/", documents.original, name="document_original"),
    path("donnees/documents/<int:document>/lecteurs/", documents.readers, name="document_readers"),
    path("donnees/documents/<int:document>/supprimer/", documents.remove, name="document_remove"),
]
