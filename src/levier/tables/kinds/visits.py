"""Visits: one stop of a technician, a driver or a sales person."""

from levier.tables.kinds.kind import Field, Kind, names

Visits = Kind(
    name="visits",
    label="Visites et livraisons",
    lines="un passage chez un client",
    day="date",
    requires=(("address", "latitude", "customer"),),
    distinctive=("address", "latitude", "longitude", "duration", "window_start"),
    fields=(
        Field(
            "visit",
            "Identifiant",
            "code",
            names(
                "id, visite, no visite, intervention, no intervention, bl, id intervention, numero "
                "intervention, ot, no ot, reference, stop id, order id, no bl, no bon, tournee arret, "
                "order number, work order number"
            ),
            example="INT-0931",
            description="L'identifiant du passage.",
        ),
        Field(
            "date",
            "Date",
            "date",
            names(
                "date, date visite, date intervention, date livraison, visit date, jour, date prevue, "
                "date planifiee, planned date, scheduled start, date rdv, delivery date, date de passage, "
                "date de debut, appointment date"
            ),
            example="14/03/2026",
            description="Le jour du passage.",
        ),
        Field(
            "customer",
            "Client",
            "code",
            names(
                "client, code client, customer, customer id, ref client, no client, code site, account number"
            ),
            personal=True,
            refers="customers.customer",
            holds="code",
            example="C00125",
            description="Le code du client.",
        ),
        Field(
            "customer_name",
            "Nom du client",
            "text",
            names(
                "nom client, nom du client, raison sociale, customer name, destinataire, nom, site, nom "
                "du site, account name, location name, name, consignee, client, customer, recipient name, "
                "recipients name, nom destinataire"
            ),
            personal=True,
            holds="name",
            example="Sport & Montagne SARL",
            description="Le nom du client ou du site.",
        ),
        Field(
            "address",
            "Adresse",
            "text",
            names(
                "adresse, address, adresse livraison, lieu, rue, street, adresse 1, adresse intervention, "
                "adresse du site, address line 1, voie, adresse complete, destination street, adresse "
                "destination"
            ),
            personal=True,
            example="8 avenue du Mont-Blanc, Cluses",
            description="La rue et le numéro.",
        ),
        Field(
            "postcode",
            "Code postal",
            "code",
            names("code postal, cp, postcode, zip, zip code, postal code, destination postal code"),
            holds="postcode",
            example="74300",
            description="Le code postal.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names("ville, city, commune, localite, town, destination city"),
            example="Cluses",
            description="La ville.",
        ),
        Field(
            "latitude",
            "Latitude",
            "number",
            names("latitude, lat, y, gps lat, coord y, latitude gps"),
            unit="°",
            low=-90,
            high=90,
            holds="latitude",
            example="46,0604",
            description="La latitude, en degrés.",
        ),
        Field(
            "longitude",
            "Longitude",
            "number",
            names("longitude, lon, lng, long, x, gps lon, gps lng, coord x, longitude gps"),
            unit="°",
            low=-180,
            high=180,
            holds="longitude",
            example="6,5793",
            description="La longitude, en degrés.",
        ),
        Field(
            "duration",
            "Durée sur place",
            "number",
            names(
                "duree, temps sur place, duration, service time, minutes, duree prevue, duree "
                "intervention, duree min, temps de service, service duration, duree minutes, temps passe, "
                "duree sur site"
            ),
            unit="min",
            low=0,
            high=1440,
            example="30",
            description="Le temps sur place, en minutes.",
        ),
        Field(
            "window_start",
            "Au plus tôt",
            "text",
            names(
                "heure debut, au plus tot, creneau debut, ready time, time window start, debut creneau, "
                "from time, earliest, tw start, plage debut, heure de debut"
            ),
            example="08:00",
            description="L'heure avant laquelle il ne faut pas arriver.",
        ),
        Field(
            "window_end",
            "Au plus tard",
            "text",
            names(
                "heure fin, au plus tard, creneau fin, due time, time window end, fin creneau, to time, "
                "latest, tw end, plage fin, heure de fin"
            ),
            example="12:00",
            description="L'heure après laquelle il est trop tard.",
        ),
        Field(
            "arrived",
            "Arrivée",
            "text",
            names(
                "heure d arrivee, heure arrivee, arrivee, arrival, arrival time, arrived, arrived at, "
                "heure reelle, heure d arrivee reelle, actual arrival, arrivee sur site"
            ),
            example="10:35",
            description="L'heure à laquelle l'intervenant est arrivé.",
        ),
        Field(
            "load",
            "Quantité",
            "number",
            names(
                "quantite, charge, poids, colis, demand, load, poids kg, nb colis, volume, nombre de "
                "colis, quantity, weight"
            ),
            low=0,
            example="120",
            description="Ce qu'il faut livrer ou enlever.",
        ),
        Field(
            "person",
            "Intervenant",
            "text",
            names(
                "technicien, chauffeur, intervenant, driver, nom du technicien, technician, agent, "
                "ressource, resource, conducteur, livreur, commercial, assigned to, user, worker name, "
                "worker, livreur nom"
            ),
            personal=True,
            example="Camille Robin",
            description="Qui passe.",
        ),
        Field(
            "vehicle",
            "Véhicule",
            "code",
            names("vehicule, camion, immatriculation, vehicle, truck, device"),
            refers="vehicles.vehicle",
            example="AB-123-CD",
            description="Le véhicule de la tournée.",
        ),
        Field(
            "skill",
            "Compétence",
            "text",
            names("competence, habilitation, skill, competences, skills, metier, qualification"),
            example="Frigoriste",
            description="Ce qu'il faut savoir faire.",
        ),
        Field(
            "priority",
            "Priorité",
            "text",
            names(
                "priorite, urgence, priority, niveau de priorite, degre d urgence, niveau d urgence, urgency"
            ),
            example="Urgente",
            description="Urgente, normale ou basse (ou 1, 2, 3) : qui passe d'abord quand tout ne tient pas.",
        ),
        Field(
            "locked",
            "Verrouillée",
            "boolean",
            names(
                "verrouille, verrouillee, fige, figee, locked, vehicule impose, affectation figee, ne pas "
                "deplacer, pinned"
            ),
            example="Non",
            description="Oui si le passage doit rester à son véhicule ou à son intervenant.",
        ),
        Field(
            "rank",
            "Ordre de passage",
            "integer",
            names(
                "ordre de passage, ordre tournee, rang de passage, no arret, numero arret, sequence, stop "
                "number, stop sequence, position tournee, rang tournee"
            ),
            low=0,
            high=1000,
            example="3",
            description="Le rang du passage dans la tournée d'aujourd'hui.",
        ),
        Field(
            "type",
            "Nature",
            "text",
            names(
                "type intervention, type d intervention, type, nature, activity type, service type, "
                "motif, type de prestation, prestation"
            ),
            example="Maintenance",
            description="Livraison, entretien, dépannage, visite.",
        ),
        Field(
            "status",
            "État",
            "text",
            names("statut, etat, status, etat intervention"),
            example="Terminée",
            description="Où en est le passage.",
        ),
        Field(
            "phone",
            "Téléphone",
            "code",
            names(
                "telephone, tel, phone, mobile, phone number, tel contact, recipients numbers, recipient "
                "number, numero destinataire"
            ),
            personal=True,
            holds="phone",
            example="04 50 98 76 54",
            description="Le téléphone à appeler sur place.",
        ),
        Field(
            "comment",
            "Commentaire",
            "text",
            names(
                "commentaire, remarque, notes, compte rendu, rapport, observation, description, "
                "instructions, consignes, task details"
            ),
            example="Sonner au 2e étage",
            description="Ce qu'il faut savoir.",
        ),
    ),
)
