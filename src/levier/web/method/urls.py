from django.urls import path

from levier.web.method import views

urlpatterns = [path("methode/", views.method, name="method")]
