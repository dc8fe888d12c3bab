from django.urls import path

from levier.web.settings import backups, destinations, me, models, people, views

urlpatterns = [
    path("reglages/", views.company, name="settings"),
    path("reglages/personnes/", people.people, name="settings_people"),
    path("reglages/personnes/inviter/", people.invite_person, name="settings_invite"),
    path("reglages/personnes/<int:person>/role/", people.change_role, name="settings_role"),
    path("reglages/personnes/<int:person>/retirer/", people.remove_person, name="settings_remove"),
    path("reglages/modeles/", models.models, name="settings_models"),
    path("reglages/modeles/ajouter/", models.add, name="settings_model_add"),
    path("reglages/modeles/<int:endpoint>/essayer/", models.test, name="settings_model_test"),
    path("reglages/modeles/<int:endpoint>/retirer/", models.remove, name="settings_model_remove"),
    path("reglages/destinations/", destinations.destinations, name="destinations"),
    path("reglages/destinations/autoriser/", destinations.allow, name="destination_allow"),
    path("reglages/destinations/interdire/", destinations.forbid, name="destination_forbid"),
    path("reglages/sauvegardes/", backups.backups, name="backups"),
    path("mon-compte/", me.me, name="me"),
]
