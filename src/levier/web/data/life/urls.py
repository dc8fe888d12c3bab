from django.urls import path

from levier.web.data.life import archive, comparing, views

urlpatterns = [
    path("donnees/vie/", views.life, name="data_life"),
    path("donnees/vie/distincts/", views.distinct, name="data_life_distinct"),
    path("donnees/vie/sources/<int:source>/", views.rule, name="data_life_rule"),
    path("donnees/vie/export/", archive.ask, name="data_export"),
    path("donnees/vie/export/<int:export>/", archive.fetch, name="data_export_fetch"),
    path("donnees/documents/<int:document>/validite/", views.validity, name="document_validity"),
    path("donnees/documents/<int:document>/differences/", comparing.differences, name="document_differences"),
]
