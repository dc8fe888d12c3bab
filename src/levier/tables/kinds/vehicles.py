"""Vehicles: one vehicle of the fleet, with what it carries and costs."""

from levier.tables.kinds.kind import Field, Kind, names

Vehicles = Kind(
    name="vehicles",
    label="Véhicules",
    lines="un véhicule",
    requires=(("vehicle",),),
    key=("vehicle",),
    distinctive=("capacity", "cost_km", "mileage"),
    fields=(
        Field(
            "vehicle",
            "Véhicule",
            "code",
            names(
                "vehicule, immatriculation, plaque, vehicle, vehicle id, registration, camion, no "
                "immatriculation, license plate, immat, plaque immatriculation, plate, no parc, numero "
                "immatriculation, registration number, license plate number, vehicle number, numero de "
                "vehicule"
            ),
            example="AB-123-CD",
            description="L'immatriculation, ou le code du véhicule.",
        ),
        Field(
            "name",
            "Nom",
            "text",
            names(
                "nom, nom du vehicule, libelle, description, device, device name, vehicle name, name, "
                "objectname, alias"
            ),
            example="Utilitaire 3",
            description="Comment vous appelez ce véhicule.",
        ),
        Field(
            "vin",
            "N° de série (VIN)",
            "code",
            names(
                "vin, no serie, numero de serie, no chassis, chassis, serial number, vehicle "
                "identification number, numero vin"
            ),
            holds="vin",
            example="VF1FW18B556123450",
            description="Le numéro de série à 17 caractères.",
        ),
        Field(
            "brand",
            "Marque",
            "text",
            names("marque, make, constructeur, brand, manufacturer"),
            example="Renault",
            description="Le constructeur.",
        ),
        Field(
            "model",
            "Modèle",
            "text",
            names(
                "modele, model, marque, type, modele commercial, model name, version, designation modele, "
                "libelle modele, type vehicule"
            ),
            example="Master L2H2",
            description="Le modèle.",
        ),
        Field(
            "fuel",
            "Énergie",
            "text",
            names("energie, carburant, fuel, fuel type, type carburant, motorisation"),
            example="Gazole",
            description="Gazole, essence, électrique…",
        ),
        Field(
            "capacity",
            "Charge utile",
            "number",
            names(
                "charge utile, capacite, capacity, payload, volume utile, ptac, charge utile kg, max "
                "weight, volume, capacite kg, payload capacity"
            ),
            unit="kg",
            low=0,
            example="1 200",
            description="Ce qu'il peut porter, en kg.",
        ),
        Field(
            "cost_km",
            "Coût au kilomètre",
            "money",
            names(
                "cout km, cout au km, cout kilometrique, cost per km, prix de revient km, cout par km, pru km"
            ),
            unit="€",
            low=0,
            example="0,42",
            description="Ce que coûte un kilomètre.",
        ),
        Field(
            "mileage",
            "Kilométrage",
            "number",
            names(
                "kilometrage, km, compteur, mileage, odometer, km compteur, dernier kilometrage, odometer "
                "km, releve km, kilometres, kilometrage actuel, current odometer, total km"
            ),
            unit="km",
            low=0,
            example="84 500",
            description="Le compteur, en kilomètres.",
        ),
        Field(
            "in_service",
            "Mise en service",
            "date",
            names(
                "mise en service, date mise en service, date achat, in service, date de mise en "
                "circulation, date 1ere immatriculation, 1ere mise en circulation, date mec, date "
                "acquisition, mise en circulation, first registration, date entree parc, purchase date"
            ),
            example="03/06/2021",
            description="La date de mise en circulation.",
        ),
        Field(
            "depot",
            "Dépôt",
            "text",
            names(
                "depot, site, base, agence, groupe, groups, group, affectation, rattachement, location, "
                "centre, service"
            ),
            example="Annecy",
            description="Où il est rattaché.",
        ),
        Field(
            "skills",
            "Compétences",
            "text",
            names(
                "competences, habilitations, skills, competences du conducteur, qualifications, equipements, "
                "habilitation, competence"
            ),
            example="Frigoriste, gaz",
            description="Ce que l'équipage sait faire, séparé par des virgules.",
        ),
        Field(
            "shift_start",
            "Début de service",
            "text",
            names(
                "debut de service, heure de depart, prise de service, shift start, heure debut service, "
                "debut tournee, depart depot"
            ),
            example="08:00",
            description="L'heure à laquelle il peut partir.",
        ),
        Field(
            "shift_end",
            "Fin de service",
            "text",
            names("fin de service, heure de retour, shift end, heure fin service, fin tournee, retour depot"),
            example="17:30",
            description="L'heure à laquelle il doit être rentré.",
        ),
        Field(
            "cost_hour",
            "Coût horaire",
            "money",
            names(
                "cout horaire, cout heure, taux horaire, cost per hour, hourly cost, cout conducteur heure"
            ),
            unit="€",
            low=0,
            example="28,50",
            description="Ce que coûte une heure de son équipage.",
        ),
        Field(
            "gross_weight",
            "Poids total autorisé (PTAC)",
            "number",
            names(
                "poids total autorise, ptac kg, poids total en charge, gross vehicle weight, gvw, masse "
                "maximale, poids total autorise en charge"
            ),
            unit="kg",
            low=0,
            high=60_000,
            example="3 500",
            description="Le poids total autorisé en charge ; au-delà de 3 500 kg, les temps de conduite européens s'appliquent.",
        ),
        Field(
            "depot_address",
            "Adresse du dépôt",
            "text",
            names("adresse du depot, adresse depot, adresse de depart, depot address, start address"),
            example="3 rue des Artisans, 74000 Annecy",
            description="D'où il part et où il rentre.",
        ),
        Field(
            "latitude",
            "Latitude du dépôt",
            "number",
            names("latitude, lat, latitude depot, depot latitude"),
            unit="°",
            low=-90,
            high=90,
            holds="latitude",
            example="45,8992",
            description="La latitude de son dépôt, en degrés.",
        ),
        Field(
            "longitude",
            "Longitude du dépôt",
            "number",
            names("longitude, lon, lng, longitude depot, depot longitude"),
            unit="°",
            low=-180,
            high=180,
            holds="longitude",
            example="6,1294",
            description="La longitude de son dépôt, en degrés.",
        ),
        Field(
            "driver",
            "Conducteur",
            "text",
            names(
                "chauffeur, conducteur, driver, conducteur habituel, driver name, collaborateur, salarie, "
                "attributaire, assigned driver, drivername"
            ),
            personal=True,
            example="Hugo Petit",
            description="Qui le conduit.",
        ),
        Field(
            "inspection",
            "Contrôle technique",
            "date",
            names(
                "controle technique, date controle technique, prochain ct, date ct, prochain controle "
                "technique, next inspection"
            ),
            example="03/06/2027",
            description="La date du prochain contrôle technique.",
        ),
        Field(
            "emissions",
            "CO₂",
            "number",
            names("co2, emissions co2, co2 g km, taux co2"),
            unit="g/km",
            low=0,
            example="198",
            description="Les émissions, en grammes par kilomètre.",
        ),
        Field(
            "status",
            "État",
            "text",
            names("statut, etat, status, situation"),
            example="En service",
            description="En service, vendu, immobilisé.",
        ),
    ),
)
