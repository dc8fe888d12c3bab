"""The addresses for programs; ``/mcp`` is mounted beside Django (see :mod:`levier.api.mcp`)."""

from django.urls import path

from levier.api import shop
from levier.api.openai import api as openai_api
from levier.api.rest import api as rest_api

urlpatterns = [
    path("api/v1/", rest_api.urls),
    path("v1/", openai_api.urls),
    path("boutique/v1/<str:key>/produits", shop.products, name="shop_products"),
    path("boutique/v1/<str:key>/levier.js", shop.script, name="shop_script"),
]
