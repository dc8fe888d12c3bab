"""The pages, area by area. An area's addresses live beside its views."""

from django.urls import include, path

urlpatterns = [
    path("", include("levier.web.home.urls")),
]
