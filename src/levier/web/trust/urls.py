from django.urls import path

from levier.web.trust import views

urlpatterns = [
    path("confiance/journal/", views.journal_page, name="trust_journal"),
    path("confiance/journal/verifier/", views.verify, name="trust_verify"),
    path("confiance/journal/export.csv", views.export, name="trust_export"),
]
