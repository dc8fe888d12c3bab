from django.urls import path

from levier.web.companies import firm, signature, templates, views

urlpatterns = [
    path("entreprises/", views.companies, name="companies"),
    path("entreprises/cabinet/", firm.firm, name="firm"),
    path("entreprises/cabinet/logo.png", firm.logo, name="firm_logo"),
    path("entreprises/cabinet/exemple.pdf", firm.example, name="firm_example"),
    path("entreprises/signature/", signature.signature, name="signature"),
    path("entreprises/modeles/", templates.listing, name="templates"),
    path("entreprises/modeles/<int:template>/", templates.template, name="template"),
]
