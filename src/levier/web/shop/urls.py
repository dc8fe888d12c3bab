from django.urls import path

from levier.web.shop import views

urlpatterns = [
    path("boutiques/", views.shops, name="shops"),
    path("boutiques/<int:shop>/", views.shop, name="shop"),
    path("boutiques/<int:shop>/sites/", views.origins, name="shop_origins"),
    path("boutiques/<int:shop>/<slug:what>/", views.act, name="shop_act"),
]
