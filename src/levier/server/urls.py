"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("levier.api.urls")),
    path("", include("levier.web.urls")),
]
