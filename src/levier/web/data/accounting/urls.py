from django.urls import path

from levier.web.data.accounting import views

urlpatterns = [
    path("donnees/tableaux/<int:dataset>/comptabilite/", views.accounting, name="dataset_accounting"),
    path("donnees/tableaux/<int:dataset>/comptabilite/lignes/", views.lines, name="dataset_accounting_lines"),
    path(
        "donnees/tableaux/<int:dataset>/comptabilite/liasse/<str:form>/",
        views.form,
        name="dataset_accounting_form",
    ),
    path(
        "donnees/tableaux/<int:dataset>/comptabilite/<slug:what>.csv",
        views.export,
        name="dataset_accounting_export",
    ),
]
