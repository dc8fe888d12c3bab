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
