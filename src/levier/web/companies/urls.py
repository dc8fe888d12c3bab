from django.urls import path

from levier.web.companies import views

urlpatterns = [path("entreprises/", views.companies, name="companies")]
