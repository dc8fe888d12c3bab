from django.urls import path

from levier.web.method.review import views

_AT = "methode/bilan/"
urlpatterns = [
    path(_AT, views.review, name="review"),
    path(f"{_AT}feuille-de-route-relue/", views.roadmap_read, name="review_roadmap_read"),
    path(f"{_AT}bilan.pdf", views.paper, name="review_pdf"),
    path(f"{_AT}<int:review>/", views.kept, name="review_kept"),
    path(f"{_AT}<int:review>/bilan.pdf", views.paper, name="review_kept_pdf"),
]
