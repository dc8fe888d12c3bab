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
                "vehicule, immatriculation, plaque, vehicle, vehicle id, registration, camion, "
                "no immatriculation, license plate, immat, plaque immatriculation, plate, no parc, "
                "numero immatriculation, registration number, license plate number, vehicle number, "
                "numero de vehicule, id vehicule, vehicule id, vehicule code, vehicule immatriculation, "
                "code vehicule, no vehicule, num vehicule, numero parc, num parc, code parc, id parc, "
                "numero interne, no interne, identifiant vehicule, identifiant, ref vehicule, "
                "reference vehicule, immatriculations, immatriculation vehicule, immatriculation actuelle, "
                "no immat, num immat, plaques, plaque vehicule, no plaque, vehicle code, vehicle no, "
                "vehicle ref, vehicle reference, vehicle registration, vehicle registration number, "
                "vehicle reg, vehicle plate, vehicle license plate, vehicle license, vehicle plate number, "
                "unit, unit number, unit id, unit no, fleet number, fleet no, fleet id, asset number, "
                "asset id, asset tag, asset no, plate number, plate no, number plate, licence plate, "
                "licence plate number, licence plate no, license number, license, license no, "
                "license plate no, reg, reg no, reg number, registration no, registration plate, "
                "registration mark, tag number, car registration, car plate, truck no, truck number, "
                "truck id, truck, matricule, vrm, unit nbr, objectno, object number"
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
                "objectname, alias, libelle vehicule, designation, designation vehicule, "
                "description vehicule, denomination vehicule, surnom, intitule, intitule vehicule, "
                "unit name, asset name, asset, vehicle description, vehicle label, vehicle alias, "
                "object name, object, display name, label, title, nickname, nom actif, car name, "
                "truck name, nom parc"
            ),
            example="Utilitaire 3",
            description="Comment vous appelez ce véhicule.",
        ),
        Field(
            "vin",
            "N° de série (VIN)",
            "code",
            names(
                "vin, no serie, numero de serie, no chassis, chassis, serial number, "
                "vehicle identification number, numero vin, code vin, vin number, vin no, vin code, "
                "vin sn, vin serial number, vin numero, vin numero serie, vin no serie, vehicle vin, "
                "vehicle identification no, vehicle id number, chassis number, chassis no, chassis numero, "
                "numero chassis, num chassis, no serie vehicule, num serie, numero identification, "
                "no identification vehicule, numero serie vehicule, n vin, serial no, vin chassis, "
                "frame number, code vin vehicule, numero serie vin"
            ),
            holds="vin",
            example="VF1FW18B556123450",
            description="Le numéro de série à 17 caractères.",
        ),
        Field(
            "brand",
            "Marque",
            "text",
            names(
                "marque, make, constructeur, brand, manufacturer, marque vehicule, nom marque, "
                "libelle marque, vehicle make, vehicle brand, make name, manufacturer name, car make, "
                "car brand, oem, fabricant, code marque, brand name, vehicle manufacturer, 1 marque"
            ),
            example="Renault",
            description="Le constructeur.",
        ),
        Field(
            "model",
            "Modèle",
            "text",
            names(
                "modele, model, marque, type, modele commercial, model name, version, designation modele, "
                "libelle modele, type vehicule, modele vehicule, nom modele, marque modele, "
                "marque modele version, denomination, denomination commerciale, finition, type mine, "
                "type commercial, gamme, vehicle model, vehicle model name, make model, car model, "
                "brand model, trim, series, model description, code modele, modele version, 2"
            ),
            example="Master L2H2",
            description="Le modèle.",
        ),
        Field(
            "fuel",
            "Énergie",
            "text",
            names(
                "energie, carburant, fuel, fuel type, type carburant, motorisation, type energie, "
                "type motorisation, type moteur, carburant principal, code energie, libelle energie, "
                "source energie, energie carburant, fuel types, primary fuel, primary fuel type, "
                "fuel kind, fueltype, vehicle fuel type, engine type, energy, energy type, energy source, "
                "propulsion, powertrain, drive type, power source, p 3, motorization, fuel name, "
                "type propulsion"
            ),
            example="Gazole",
            description="Gazole, essence, électrique…",
        ),
        Field(
            "capacity",
            "Charge utile",
            "number",
            names(
                "charge utile, capacite, capacity, payload, volume utile, ptac, charge utile kg, "
                "max weight, volume, capacite kg, payload capacity, charge max, charge maxi, "
                "charge maximale, charge maximum, charge utile max, charge utile maximale, "
                "charge utile maxi, capacite charge, capacite chargement, capacite utile, capacite max, "
                "capacite volume, capacite m3, capacite palettes, nombre palettes, nb palettes, tonnage, "
                "cu, cu kg, volume m3, volume chargement, volume utile m3, load capacity, "
                "loading capacity, max load, maximum load, max payload, maximum payload, max capacity, "
                "maximum capacity, carrying capacity, cargo capacity, cargo volume, vehicle capacity, "
                "weight capacity, weight limit, volume capacity, capacity weight, capacity volume, "
                "capacity units, payload kg, carrying load, poids utile, poids max, poids maxi, "
                "capacite poids, cap kg"
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
                "cout km, cout au km, cout kilometrique, cost per km, prix de revient km, cout par km, "
                "pru km, cout revient km, cout revient kilometrique, cout kilometrique moyen, "
                "cout km moyen, cout utilisation km, cout variable km, prix km, prix kilometrique, "
                "prix revient kilometrique, pri km, indemnite kilometrique, cost per kilometer, "
                "cost per kilometre, cost per mile, costs per km, km cost, distance cost, "
                "cost per distance, cost per unit distance, price per km, rate per km, tco km, "
                "variable cost per km, operating cost per km"
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
                "odometre, odometer, releve odometre, "
                "kilometrage, km, compteur, mileage, odometer, km compteur, dernier kilometrage, "
                "odometer km, releve km, kilometres, kilometrage actuel, current odometer, "
                "total km, km actuel, km actuels, km reel, km total, km parcourus, km releve, "
                "dernier km, dernier releve, dernier releve km, dernier km releve, "
                "derniere valeur compteur, compteur actuel, compteur kilometrique, compteur km, "
                "valeur compteur, releve compteur, releve kilometrique, index compteur, "
                "kilometrage compteur, kilometrage reel, kilometrage releve, kilometrage total, "
                "kilometrage vehicule, kilometrage courant, kilometrage estime, total kilometres, "
                "nb km, nombre km, kms, current mileage, current meter, current meter value, "
                "current odometer reading, current km, latest odometer, latest odometer reading, "
                "last odometer, last odometer reading, last odometer value, last meter, meter, "
                "meter reading, meter value, odo, odometer reading, odometer value, "
                "odometer mileage, odometer total, odometer meters, total mileage, total distance, "
                "total odometer, vehicle mileage, vehicle odometer, primary meter, "
                "primary meter value, mileage km, distance totale, odometer kilometers, "
                "gps odometer, actual mileage, dernier kilometrage connu"
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
                "mise en service, date mise en service, date achat, in service, "
                "date de mise en circulation, date 1ere immatriculation, 1ere mise en circulation, "
                "date mec, date acquisition, mise en circulation, first registration, date entree parc, "
                "purchase date, date entree, date entree flotte, date entree dans parc, "
                "date 1ere mise circulation, date premiere mise circulation, "
                "date premiere immatriculation, date 1ere immat, date immatriculation, "
                "date acquisition vehicule, date livraison, date debut contrat, premiere mise circulation, "
                "premiere immatriculation, 1ere immatriculation, 1ere mec, mec, dmec, mise route, "
                "service date, service on, service since, service from, service start date, date service, "
                "commissioned date, date acquired, acquisition date, acquired on, date purchased, "
                "purchased on, purchased date, first registration date, first registered, "
                "date first registration, date registration, registration date, date first registered, "
                "entry into service, entry date, fleet entry date, delivery date, leasing start date, "
                "warranty start date"
            ),
            example="03/06/2021",
            description="La date de mise en circulation.",
        ),
        Field(
            "depot",
            "Dépôt",
            "text",
            names(
                "depot, site, base, agence, groupe, groups, group, affectation, rattachement, "
                "location, centre, service, depot rattachement, depot affectation, nom depot, "
                "code depot, code agence, nom agence, agence rattachement, agence affectation, "
                "site affectation, site rattachement, nom site, lieu, lieu rattachement, "
                "lieu affectation, localisation, etablissement, entite, flotte, "
                "service affectation, parc, region, division, business unit, department, "
                "departement, branch, branch name, home base, home depot, home location, "
                "home terminal, base location, base site, depot name, fleet, fleet name, garage, "
                "group name, vehicle group, vehicle groups, group names, office, site name, "
                "location name, terminal, tag group, area, start depot, start location, yard, "
                "affectation actuelle, garage location"
            ),
            example="Annecy",
            description="Où il est rattaché.",
        ),
        Field(
            "skills",
            "Compétences",
            "text",
            names(
                "competences, habilitations, skills, competences du conducteur, qualifications, "
                "equipements, habilitation, competence, competences requises, habilitations requises, "
                "equipement embarque, equipements embarques, skill, skill set, features, capabilities, "
                "vehicle features, equipment, driver skills, permis requis"
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
                "debut tournee, depart depot, debut journee, debut disponibilite, debut activite, depart, "
                "heure debut, heure debut journee, heure debut tournee, heure depart depot, "
                "heure prise service, horaire debut, disponible partir, dispo debut, work start, "
                "working start, workday start, work start time, working hours start, start time, "
                "start shift, shift from, shift start time, day start, departure time, time window start, "
                "available from, earliest start, driver start time, route start time, start work, "
                "start hour, tw start"
            ),
            example="08:00",
            description="L'heure à laquelle il peut partir.",
        ),
        Field(
            "shift_end",
            "Fin de service",
            "text",
            names(
                "fin de service, heure de retour, shift end, heure fin service, fin tournee, retour depot, "
                "fin journee, fin disponibilite, fin activite, retour, heure fin, heure fin journee, "
                "heure fin tournee, heure retour depot, horaire fin, disponible jusqu, dispo fin, "
                "work end, working end, workday end, work end time, working hours end, end time, "
                "end shift, shift to, shift end time, shift finish, day end, return time, time window end, "
                "available until, available to, latest end, driver end time, route end time, end work, "
                "finish time, end hour, tw end"
            ),
            example="17:30",
            description="L'heure à laquelle il doit être rentré.",
        ),
        Field(
            "cost_hour",
            "Coût horaire",
            "money",
            names(
                "cout horaire, cout heure, taux horaire, cost per hour, hourly cost, "
                "cout conducteur heure, cout chauffeur horaire, cout horaire chauffeur, "
                "cout horaire conducteur, cout horaire vehicule, cout main oeuvre, tarif horaire, "
                "prix horaire, cout horaire moyen, hour cost, hourly rate, hourly price, "
                "driver hourly cost, driver cost per hour, time cost, rate per hour, wage per hour, "
                "cost per unit time, price per hour, labor cost per hour, cout temps"
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
                "poids total autorise, ptac kg, poids total en charge, gross vehicle weight, gvw, "
                "masse maximale, poids total autorise en charge, ptac t, ptac vehicule, ptra, poids total, "
                "poids total autorise kg, poids total charge autorise, poids total roulant autorise, "
                "masse charge maximale, masse charge maximale techniquement admissible, masse charge, "
                "masse totale, masse max, mma, gross vehicle weight rating, gvwr, gvm, gross vehicle mass, "
                "gross mass, max gross weight, maximum gross weight, total weight, maximum laden mass, "
                "gcwr, f 2, maximum mass, laden weight"
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
            names(
                "adresse du depot, adresse depot, adresse de depart, depot address, start address, "
                "adresse site, adresse agence, adresse base, adresse parking, adresse stationnement, "
                "adresse rattachement, adresse depart tournee, adresse garage, adresse, lieu depart, "
                "depart adresse, point depart, home address, base address, garage address, address, "
                "start location address, starting address, departure address, start point, "
                "parking address, office address, yard address, home location address, route start address"
            ),
            example="3 rue des Artisans, 74000 Annecy",
            description="D'où il part et où il rentre.",
        ),
        Field(
            "latitude",
            "Latitude du dépôt",
            "number",
            names(
                "latitude, lat, latitude depot, depot latitude, lat depot, depot lat, gps lat, "
                "latitude gps, latitude depart, start latitude, start lat, home lat, home latitude, "
                "current latitude, last latitude, position latitude, last known latitude, garage latitude, "
                "base latitude"
            ),
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
            names(
                "longitude, lon, lng, longitude depot, depot longitude, lon depot, lng depot, depot lon, "
                "depot lng, long, gps lon, gps lng, longitude gps, longitude depart, start longitude, "
                "start lng, start lon, home lng, home longitude, current longitude, last longitude, "
                "position longitude, last known longitude, garage longitude, base longitude"
            ),
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
                "attributaire, assigned driver, drivername, nom chauffeur, nom conducteur, "
                "nom conducteur principal, nom collaborateur, conducteur principal, conducteur actuel, "
                "conducteur attitre, conducteur attribue, conducteur affecte, conducteur nom, conducteurs, "
                "chauffeur principal, chauffeur attitre, chauffeur affecte, chauffeur habituel, "
                "chauffeur nom, affecte, attribue, assigne, beneficiaire, utilisateur, "
                "utilisateur principal, responsable, responsable vehicule, employe, agent, detenteur, "
                "titulaire, nom utilisateur, operateur, operator, operator name, current operator, "
                "assigned operator, assigned to, assigned employee, assignee, assigned user, "
                "current driver, current driver name, primary driver, default driver, main driver, "
                "usual driver, static assigned driver, driver full name, driver assigned, drivers, "
                "employee, employee name, user, user name, holder, vehicle driver, vehicle user, "
                "last driver, static driver, technician, custodian, affectataire"
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
                "controle technique, date controle technique, prochain ct, date ct, "
                "prochain controle technique, next inspection, date prochain controle technique, "
                "date prochain ct, date limite ct, date limite controle technique, date fin ct, "
                "date validite ct, date validite controle technique, date echeance ct, "
                "date echeance controle technique, echeance ct, echeance controle technique, "
                "expiration controle technique, validite ct, validite controle technique, fin validite ct, "
                "ct, ct valable jusqu, prochain controle, prochaine visite technique, visite technique, "
                "date visite technique, inspection date, inspection due, inspection due date, "
                "inspection expiry, inspection expiration, inspection expiration date, "
                "next inspection date, next inspection due, next mot, mot, mot due, mot due date, "
                "mot expiry, mot expiry date, mot date, technical inspection, technical inspection date, "
                "technical control, technical control date, annual inspection date, roadworthiness, "
                "date prochaine inspection, x 1, tuv, date passage ct"
            ),
            example="03/06/2027",
            description="La date du prochain contrôle technique.",
        ),
        Field(
            "emissions",
            "CO₂",
            "number",
            names(
                "co2, emissions co2, co2 g km, taux co2, emission co2, rejet co2, rejets co2, co2 wltp, "
                "co2 nedc, co2 emission, co2 emissions, co2 g per km, co2 gr km, g co2 km, gco2 km, "
                "taux emission co2, emission rate, co2 rate, co2 value, co2 emissions g km, "
                "emissions g km, v 7, grammes co2 km, carbon emissions"
            ),
            unit="g/km",
            low=0,
            example="198",
            description="Les émissions, en grammes par kilomètre.",
        ),
        Field(
            "status",
            "État",
            "text",
            names(
                "statut, etat, status, situation, statut vehicule, statut actuel, etat vehicule, "
                "etat parc, etat actuel, disponibilite, situation vehicule, vehicle status, "
                "vehicle status name, vehicle state, state, operational status, current status, "
                "fleet status, asset status, availability, unit status, status name, condition, "
                "lifecycle status, position administrative"
            ),
            example="En service",
            description="En service, vendu, immobilisé.",
        ),
    ),
)
