"""Visits: one stop of a technician, a driver or a sales person."""

from levier.tables.kinds.kind import Field, Kind, names

Visits = Kind(
    name="visits",
    label="Visites et livraisons",
    lines="un passage chez un client",
    day="date",
    requires=(("address", "latitude", "customer", "customer_name"),),
    distinctive=("address", "latitude", "longitude", "duration", "window_start"),
    fields=(
        Field(
            "visit",
            "Identifiant",
            "code",
            names(
                "id, visite, no visite, intervention, no intervention, bl, id intervention, "
                "numero intervention, ot, no ot, reference, stop id, order id, no bl, no bon, "
                "tournee arret, order number, work order number, short id, id visite, "
                "id tournee arret, id rdv, id mission, id tache, id livraison, id job, id passage, "
                "id commande, identifiant visite, identifiant intervention, identifiant mission, "
                "identifiant tache, no rdv, no mission, no tache, no livraison, no commande, "
                "no bon intervention, no colis, num intervention, num bl, num commande, "
                "numero visite, numero mission, numero bl, numero commande, numero livraison, "
                "numero rdv, numero tache, numero bon, ref intervention, ref livraison, "
                "ref commande, ref mission, ref bl, reference intervention, reference livraison, "
                "reference commande, reference mission, reference visite, reference bl, "
                "reference client commande, bon, bon intervention, bon livraison, ordre transport, "
                "visit id, visit no, visit number, task id, task, task no, task number, job id, "
                "job no, job number, job reference, job, mission id, mission, stop, stop no id, "
                "delivery id, delivery no, delivery number, delivery note, delivery note number, "
                "appointment id, appointment number, booking id, booking reference, work order, "
                "work order id, workorder id, wo number, service order, service order number, "
                "service appointment, order, order no, order ref, order reference, order name, "
                "ticket, ticket id, tracking number, tracking id, tracking code, shipment, "
                "shipment id, parcel id, external id, activity id, event id, ref, no, numero, "
                "number, reference number, reference externe, bordereau, no bordereau"
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
                "date de debut, appointment date, date intervention prevue, date livraison prevue, "
                "date rendez vous, date planification, date realisation, date realisee, date execution, "
                "date mission, date tournee, date debut prevue, date tache, date souhaitee, date demandee, "
                "date programmee, journee, jour visite, jour passage, jour tournee, jour livraison, prevu, "
                "planifie, realise, livre, scheduled date, scheduled, scheduled at, scheduled on, "
                "scheduled start time, scheduled start date, scheduled time, schedule date, planned start, "
                "planned start date, planned, planned delivery date, start date, start, day, route date, "
                "service date, task date, job date, stop date, trip date, date time, booking date, "
                "delivery day, appointment start, appointment time, execution date, date passage prevue, "
                "start time date, actual date, expected date, target date"
            ),
            example="14/03/2026",
            description="Le jour du passage.",
        ),
        Field(
            "customer",
            "Client",
            "code",
            names(
                "client, code client, customer, customer id, ref client, no client, code site, "
                "account number, id client, identifiant client, numero client, reference client, ref site, "
                "client id, client no, client number, client ref, client code, cli code, customer code, "
                "customer no, customer number, customer ref, customer reference, customer account, "
                "account id, account code, site id, location id, location code, address id, address code, "
                "consignee id, code destinataire, code livraison, code client livre, code tiers, tiers, "
                "code adresse, place id, code point livraison, code lieu, code magasin, code patient, "
                "patient id, external customer id"
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
                "nom client, nom du client, raison sociale, customer name, destinataire, nom, site, "
                "nom du site, account name, location name, name, consignee, client, customer, "
                "recipient name, recipients name, nom destinataire, client nom, nom client livre, "
                "nom societe, nom lieu, nom point, nom arret, nom magasin, nom patient, libelle client, "
                "libelle site, intitule client, societe, entreprise, beneficiaire, patient, "
                "destinataire nom, point livraison, lieu nom, enseigne, raison sociale destinataire, "
                "client name, customer full name, customer company, company, company name, consignee name, "
                "recipient, site name, stop name, place, place name, address name, delivery name, "
                "store name, business name, receiver, receiver name, name customer, ship to name, "
                "task title client"
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
                "adresse du site, address line 1, voie, adresse complete, destination street, "
                "adresse destination, adresse client, adresse chantier, adresse visite, "
                "adresse destinataire, adresse passage, adresse rdv, adresse mission, adresse arrivee, "
                "adresse ligne 1, adresse postale, adresse rue, adresse numero rue, adresse formatee, "
                "lieu intervention, lieu livraison, lieu rdv, numero rue, no rue, rue numero, "
                "street address, street name, street 1, street line 1, address 1, address1, address line1, "
                "full address, formatted address, delivery address, delivery street, destination address, "
                "destination, customer address, site address, service address, service street, "
                "stop address, location, location address, job address, task address, work address, "
                "ship to address, consignee address, recipient address, address street, "
                "appointment address, dropoff address, drop off address"
            ),
            personal=True,
            example="8 avenue du Mont-Blanc, Cluses",
            description="La rue et le numéro.",
        ),
        Field(
            "postcode",
            "Code postal",
            "code",
            names(
                "code postal, cp, postcode, zip, zip code, postal code, destination postal code, "
                "code post, codepostal, cp livraison, cp client, cp intervention, cp destinataire, "
                "cp site, cp ville, code postal livraison, code postal client, code postal intervention, "
                "code postal site, code postal destinataire, delivery postcode, delivery zip, "
                "delivery zip code, delivery postal code, destination zip, destination postcode, "
                "service zip, service postal code, site postcode, address zip, address postcode, "
                "address postal code, post code, zip postal code, zipcode, postal, location zip, "
                "location postal code, ship to zip"
            ),
            holds="postcode",
            example="74300",
            description="Le code postal.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names(
                "ville, city, commune, localite, town, destination city, ville client, ville livraison, "
                "ville intervention, ville site, ville destinataire, nom ville, commune livraison, "
                "delivery city, site city, service city, address city, customer city, location city, "
                "ship to city, city name, stop city, suburb, town city, locality"
            ),
            example="Cluses",
            description="La ville.",
        ),
        Field(
            "latitude",
            "Latitude",
            "number",
            names(
                "latitude, lat, y, gps lat, coord y, latitude gps, lat client, lat site, latitude client, "
                "latitude site, latitude arret, latitude adresse, gps latitude, coordonnee y, "
                "coordonnees lat, geo lat, address lat, stop lat, stop latitude, location latitude, "
                "location lat, destination latitude, destination lat, site latitude, lat wgs84, "
                "position latitude, address latitude, geocoded latitude"
            ),
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
            names(
                "longitude, lon, lng, long, x, gps lon, gps lng, coord x, longitude gps, lon client, "
                "lng client, longitude client, longitude site, longitude arret, longitude adresse, "
                "gps longitude, gps long, coordonnee x, coordonnees lng, geo lng, geo lon, address lng, "
                "address lon, stop lng, stop lon, stop longitude, location longitude, location lng, "
                "destination longitude, destination lng, site longitude, lon wgs84, position longitude, "
                "address longitude, geocoded longitude"
            ),
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
                "duree, temps sur place, duration, service time, minutes, duree prevue, "
                "duree intervention, duree min, temps de service, service duration, duree minutes, "
                "temps passe, duree sur site, duree visite, duree service, duree estimee, "
                "duree estimee min, duree planifiee, duree theorique, duree reelle, duree rdv, "
                "duree tache, duree mission, duree arret, duree livraison, duree passage, "
                "duree prestation, duree totale, duree h, temps visite, temps intervention, "
                "temps livraison, temps prevu, temps estime, temps site, temps arret, temps passage, "
                "temps operatoire, nb minutes, nb heures, duration min, duration minutes, duration mins, "
                "estimated duration, estimated time, planned duration, expected duration, actual duration, "
                "scheduled duration, visit duration, visit time, task duration, job duration, "
                "stop duration, appointment duration, work duration, time at stop, time on site, "
                "onsite time, on site duration, service time min, service minutes, handling time, "
                "time spent, stop time, labor hours, dwell time, unloading time, serviceduration"
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
                "from time, earliest, tw start, plage debut, heure de debut, debut creneau horaire, "
                "debut plage, debut plage horaire, debut fenetre, debut disponibilite, debut rdv, "
                "debut prevu, debut planifie, debut, debut intervention, heure debut creneau, "
                "heure debut prevue, heure debut livraison, heure debut planifiee, heure min, heure mini, "
                "heure plus tot, heure ouverture, ouverture, horaire debut, horaire ouverture, "
                "creneau horaire debut, partir, disponible partir, plage horaire debut, fenetre debut, "
                "rdv debut, rdv heure debut, start time, start hour, window start time, window open, "
                "window from, time window from, time from, time start, tw1 start, tw from, arrive after, "
                "deliver after, delivery after, not before, no earlier than, earliest time, "
                "earliest arrival, earliest start, earliest delivery, available from, opening time, "
                "open time, opens at, opening hour, open from, slot start, slot from, "
                "scheduled start hour, appointment from, delivery window start, delivery time from, "
                "arrival window start, heure rdv, heure prevue, heure planifiee"
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
                "latest, tw end, plage fin, heure de fin, fin creneau horaire, fin plage, "
                "fin plage horaire, fin fenetre, fin disponibilite, fin rdv, fin prevue, fin planifiee, "
                "fin, fin intervention, heure fin creneau, heure fin prevue, heure fin livraison, "
                "heure fin planifiee, heure max, heure maxi, heure plus tard, heure fermeture, fermeture, "
                "horaire fin, horaire fermeture, creneau horaire fin, jusqu, disponible jusqu, "
                "plage horaire fin, fenetre fin, rdv fin, rdv heure fin, heure limite, end time, end hour, "
                "finish time, window end time, window close, window to, time window to, time to, time end, "
                "tw1 end, tw to, arrive before, deliver before, delivery before, not after, no later than, "
                "latest time, latest arrival, latest end, latest delivery, available until, available to, "
                "closing time, close time, closes at, closing hour, open until, slot end, slot to, "
                "appointment to, delivery window end, delivery time to, arrival window end, deadline"
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
                "heure reelle, heure d arrivee reelle, actual arrival, arrivee sur site, arrive, "
                "arrivee reelle, date arrivee, date heure arrivee, heure arrivee site, heure passage, "
                "heure passage reelle, heure debut reelle, debut reel, heure reelle arrivee, "
                "heure livraison, heure check, checkin time, check time, checked at, actual arrival time, "
                "actual start, actual start time, actual time, arrival at, arrived time, arrived on, "
                "arrival actual, real arrival, started at, start time actual, time arrival, time arrived, "
                "delivered at, delivery time, visited at, on site at, onsite at, arrival date time, "
                "actual time arrival, heure pointage arrivee"
            ),
            example="10:35",
            description="L'heure à laquelle l'intervenant est arrivé.",
        ),
        Field(
            "load",
            "Quantité",
            "number",
            names(
                "quantite, charge, poids, colis, demand, load, poids kg, nb colis, volume, "
                "nombre de colis, quantity, weight, charge kg, charge totale, nbre colis, colis total, "
                "quantite livree, quantite livrer, quantite prevue, qte, qte livree, qte livrer, "
                "poids total, poids livre, poids brut, poids charge, poids marchandise, volume m3, "
                "volume total, volume livre, nombre palettes, nb palettes, palettes, unites, nb articles, "
                "nombre articles, capacite requise, capacity required, capacity, demand qty, demand kg, "
                "demands, load kg, load weight, load quantity, load size, packages, package count, "
                "number packages, nb packages, parcels, parcel count, number parcels, pallets, "
                "pallet count, items, item count, units, boxes, number boxes, pieces, size, weight kg, "
                "total weight, total volume, delivery quantity, delivery size, qty, order weight, payload, "
                "cases"
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
                "worker, livreur nom, technicien nom, technicien assigne, technicien affecte, "
                "technicien principal, technicien intervenant, nom chauffeur, nom intervenant, "
                "nom livreur, nom commercial, nom agent, chauffeur nom, chauffeur affecte, livreurs, "
                "techniciens, intervenants, equipe, equipier, ressource nom, ressource affectee, "
                "ressources, collaborateur, collaborateurs, employe, salarie, operateur, utilisateur, "
                "realise par, effectue par, affecte, assigne, attribue, visiteur, delegue, vrp, aide, "
                "infirmier, auxiliaire vie, driver name, driver full name, technician name, "
                "technician assigned, assigned technician, assigned technicians, assigned driver, "
                "assigned user, assigned resource, assigned worker, assigned agent, assigned employee, "
                "assigned, assignee, assignee name, resource name, agent name, worker full name, employee, "
                "employee name, staff, staff name, staff member, field agent, field worker, "
                "field engineer, engineer, engineer name, rep, sales rep, rep name, completed par, "
                "performed par, courier, courier name, carrier name, user name, mechanic, team, "
                "team member, crew, owner, salesman, serviced par"
            ),
            personal=True,
            example="Camille Robin",
            description="Qui passe.",
        ),
        Field(
            "vehicle",
            "Véhicule",
            "code",
            names(
                "vehicule, camion, immatriculation, vehicle, truck, device, vehicules, vehicule affecte, "
                "vehicule assigne, vehicule id, vehicule utilise, nom vehicule, code vehicule, "
                "no vehicule, numero vehicule, immatriculation vehicule, immat, immat vehicule, plaque, "
                "plaque immatriculation, camion affecte, vehicle id, vehicle name, vehicle no, "
                "vehicle number, vehicle registration, vehicle plate, vehicle code, vehicle label, "
                "assigned vehicle, truck id, truck no, truck name, truck number, registration, "
                "license plate, plate, plate number, device name, device id, van, van id, unit, tracteur, "
                "fourgon"
            ),
            refers="vehicles.vehicle",
            example="AB-123-CD",
            description="Le véhicule de la tournée.",
        ),
        Field(
            "skill",
            "Compétence",
            "text",
            names(
                "competence, habilitation, skill, competences, skills, metier, qualification, "
                "competence requise, competences requises, competence necessaire, habilitations, "
                "habilitation requise, qualification requise, qualifications, specialite, savoir faire, "
                "required skill, required skills, skill required, skills required, skill set, "
                "requirements, capabilities, required capabilities, tags competence, trade, certification, "
                "competence demandee"
            ),
            example="Frigoriste",
            description="Ce qu'il faut savoir faire.",
        ),
        Field(
            "priority",
            "Priorité",
            "text",
            names(
                "priorite, urgence, priority, niveau de priorite, degre d urgence, niveau d urgence, "
                "urgency, priorite visite, priorite client, priorite intervention, degre priorite, urgent, "
                "importance, rang priorite, priority level, task priority, job priority, stop priority, "
                "order priority, criticite, criticality, visit priority, priorite tache"
            ),
            example="Urgente",
            description="Urgente, normale ou basse (ou 1, 2, 3) : qui passe d'abord quand tout ne tient pas.",
        ),
        Field(
            "locked",
            "Verrouillée",
            "boolean",
            names(
                "verrouille, verrouillee, fige, figee, locked, vehicule impose, affectation figee, "
                "ne pas deplacer, pinned, verrou, est verrouille, est fige, non modifiable, "
                "bloquee tournee, lock, fixed, frozen, fixed assignment, fixed driver, fixed vehicle, "
                "lock assignment, affectation fixe, impose, tournee imposee"
            ),
            example="Non",
            description="Oui si le passage doit rester à son véhicule ou à son intervenant.",
        ),
        Field(
            "rank",
            "Ordre de passage",
            "integer",
            names(
                "ordre de passage, ordre tournee, rang de passage, no arret, numero arret, sequence, "
                "stop number, stop sequence, position tournee, rang tournee, ordre, ordre visite, "
                "ordre livraison, ordre arret, ordre dans tournee, rang, rang visite, position arret, "
                "no passage, numero ordre, numero passage, no etape, etape, stop no, stop order, "
                "stop index, stop position, sequence no, sequence number, seq, seq no, visit order, "
                "visit sequence, route sequence, route position, route order, delivery order, "
                "delivery sequence, stop rank, order route, order index, sequence order, ordinal"
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
                "type intervention, type d intervention, type, nature, activity type, service type, motif, "
                "type de prestation, prestation, type visite, type mission, type tache, type rdv, "
                "type rendez vous, type activite, type service, type livraison, type passage, type acte, "
                "type operation, type arret, nature intervention, nature visite, nature prestation, "
                "motif visite, motif intervention, motif rdv, prestations, categorie, "
                "categorie intervention, job type, task type, visit type, visit purpose, stop type, "
                "appointment type, work type, work order type, order type, event type, delivery type, "
                "service, service name, service category, job category, task category, purpose, reason, "
                "activity, objet visite, objet, mission type, category, modele tache"
            ),
            example="Maintenance",
            description="Livraison, entretien, dépannage, visite.",
        ),
        Field(
            "status",
            "État",
            "text",
            names(
                "statut, etat, status, etat intervention, statut intervention, statut visite, "
                "statut livraison, statut rdv, statut mission, statut tache, statut passage, etat visite, "
                "etat livraison, etat mission, etat tache, etat rdv, etat avancement, avancement, "
                "resultat, resultat visite, visit status, job status, task status, stop status, "
                "delivery status, appointment status, order status, work order status, booking status, "
                "activity status, service status, state, completion status, outcome, result, progress, "
                "execution status, current status"
            ),
            example="Terminée",
            description="Où en est le passage.",
        ),
        Field(
            "phone",
            "Téléphone",
            "code",
            names(
                "telephone, tel, phone, mobile, phone number, tel contact, recipients numbers, "
                "recipient number, numero destinataire, no telephone, no tel, num tel, numero telephone, "
                "numero tel, tel client, tel mobile, tel portable, tel fixe, tel destinataire, tel site, "
                "telephone client, telephone contact, telephone destinataire, telephone mobile, "
                "telephone portable, telephone fixe, portable, gsm, phone no, contact phone, "
                "contact number, contact phone number, customer phone, customer phone number, "
                "client phone, recipient phone, recipient phone number, consignee phone, delivery phone, "
                "mobile phone, mobile number, cell phone, telephone number, phone 1, site phone, "
                "contact tel, contact mobile, sms number"
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
                "instructions, consignes, task details, commentaires, commentaire client, "
                "commentaire intervention, commentaire livraison, commentaire livreur, "
                "commentaire chauffeur, commentaire technicien, commentaire visite, remarques, note, "
                "notes visite, notes livraison, note livraison, notes chauffeur, observations, "
                "observation technicien, compte rendu intervention, compte rendu visite, "
                "rapport intervention, rapport visite, detail, details, details intervention, infos, "
                "infos complementaires, informations, informations complementaires, info livraison, "
                "info acces, instructions livraison, instruction, consigne, consignes livraison, "
                "travaux effectuer, travaux realiser, travaux effectues, travaux realises, travail faire, "
                "tache realiser, resume, description intervention, description tache, comments, "
                "driver notes, driver comment, driver instructions, delivery notes, delivery note comment, "
                "delivery instructions, delivery comment, special instructions, job description, "
                "job notes, job details, task description, task notes, task name, task title, job title, "
                "visit notes, visit report, order notes, service notes, service report, stop notes, "
                "internal notes, additional information, additional info, remarks, remark, memo, message, "
                "work description, work performed, titre, title, subject, objet intervention, intitule, "
                "intitule intervention, libelle intervention, info, resolution notes, details tache, "
                "customer notes, access instructions"
            ),
            example="Sonner au 2e étage",
            description="Ce qu'il faut savoir.",
        ),
    ),
)
