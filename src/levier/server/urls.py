"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("levier.api.urls")),
    path("", include("levier.web.urls")),
]

handler500 = "levier.web.errors.server_error"
