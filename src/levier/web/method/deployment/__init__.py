"""« Déploiement »: capabilities in service, their upkeep, what to install and to plug."""
