from django.urls import path

from levier.web.data.invoices import views

urlpatterns = [
    path("donnees/factures/", views.invoices, name="invoices"),
    path("donnees/factures/<int:invoice>/", views.invoice, name="invoice"),
    path("donnees/factures/<int:invoice>/original/", views.original, name="invoice_original"),
    path("donnees/factures/<int:invoice>/xml/", views.xml, name="invoice_xml"),
    path("donnees/factures/<int:invoice>/retirer/", views.remove, name="invoice_remove"),
]
