"""Failures: one breakdown or repair of a machine."""

from levier.tables.kinds.kind import Field, Kind, names

Failures = Kind(
    name="failures",
    label="Pannes et interventions",
    lines="une panne ou une intervention",
    day="date",
    requires=(("machine",), ("date", "cycle")),
    distinctive=("machine", "cause", "downtime"),
    fields=(
        Field(
            "order",
            "N° d'intervention",
            "code",
            names(
                "no intervention, numero intervention, id intervention, ot, no ot, numero ot, "
                "bon de travail, work order, work order id, reference, no di, di, ticket, id, numero, "
                "no bt, no bon travail, no bon intervention, no bon, no demande, no ticket, no incident, "
                "no ordre, no ordre travail, no panne, num intervention, num ot, num bt, num di, "
                "num demande, numero bt, numero di, numero bon travail, numero bon, numero ordre travail, "
                "numero ordre, numero demande, numero ticket, numero incident, numero panne, code ot, "
                "code bt, code di, code intervention, code bon travail, code demande, id ot, id bt, id di, "
                "id demande, id ticket, id tache, id incident, id panne, identifiant intervention, "
                "identifiant ot, identifiant, ref intervention, ref ot, ref bt, ref di, ref demande, "
                "reference intervention, reference ot, reference bt, reference demande, bt, "
                "bon intervention, ordre travail, ordre maintenance, demande intervention, work order no, "
                "work order number, work order code, work order ref, workorder, workorder id, "
                "workorder no, workorder number, wo, wo id, wo no, wo number, wo code, wonum, "
                "maintenance order, maintenance order number, order id, order no, order number, "
                "order code, aufnr, notification, notification no, notification number, notification id, "
                "qmnum, request id, request no, request number, service request, service request id, "
                "service request number, ticket id, ticket no, ticket number, incident, incident id, "
                "incident number, incident no, issue id, issue number, issue no, issue, job id, job no, "
                "job number, job code, task id, task no, task number, task code, case id, repair order, "
                "repair order number, repair id, failure id, breakdown id, event id, intervention id, "
                "sr number, number, no, ref, fault id, fault number, code, external id, service order, "
                "service order number"
            ),
            example="BT-0412",
            description="Le numéro du bon de travail.",
        ),
        Field(
            "machine",
            "Machine",
            "code",
            names(
                "machine, equipement, equipment, asset, id machine, code equipement, no equipement, "
                "code machine, nom equipement, equipment id, id equipement, bien, materiel, installation, "
                "machine id, udi, product id, actif, nom machine, asset name, asset id, code materiel, "
                "ref equipement, equipements, machine code, machine concernee, machines, machine name, "
                "machine no, machine number, machine ref, machine nom, code bien, code actif, code equip, "
                "code installation, code appareil, code objet, code asset, no machine, no parc, no serie, "
                "num machine, numero machine, numero equipement, numero serie, numero parc, ref machine, "
                "reference machine, reference equipement, reference materiel, identifiant machine, "
                "identifiant equipement, id materiel, id appareil, id actif, libelle machine, "
                "libelle equipement, libelle materiel, libelle bien, libelle actif, designation machine, "
                "designation equipement, designation materiel, nom materiel, nom actif, nom appareil, "
                "nom installation, equipement code, equipement concerne, equipement nom, "
                "equipement libelle, equipement designation, appareil, engin, bien concerne, bien code, "
                "materiel concerne, materiel code, objet technique, poste technique, organe, ouvrage, "
                "equipment code, equipment name, equipment no, equipment number, equipment description, "
                "equipment tag, equipment ref, equip, equip no, equip id, equnr, functional location, "
                "functional loc, technical object, asset code, asset no, asset number, asset tag, "
                "asset description, asset ref, assets, device, device id, device name, "
                "device serial number, unit, unit id, unit name, unit number, unit no, vehicle, "
                "vehicle id, vehicle name, vehicule, immatriculation, tool, object, serial number, "
                "serial no, assetnum, system, work center, workcenter, poste charge, robot, "
                "installation concernee"
            ),
            example="PRESSE-02",
            description="La machine en panne.",
        ),
        Field(
            "date",
            "Date",
            "datetime",
            names(
                "date, date panne, date intervention, debut, failure date, start, date declaration, "
                "date de panne, date debut, date heure panne, date creation, created at, date de debut, "
                "date signalement, occurred at, reported at, created on, date demande, start date, "
                "date d ouverture, date intervention debut, signale le, date arret, date d arret, "
                "date incident, date survenue, date apparition, date defaut, date defaillance, "
                "date demande intervention, date di, date ot, date bt, date emission, date appel, "
                "date saisie, date prevue, date planifiee, date debut intervention, date debut panne, "
                "date debut arret, date debut reel, date debut reelle, date heure, date heure debut, "
                "date heure arret, debut intervention, debut arret, debut panne, debut reel, ouvert, "
                "ouverture, cree, creation, declare, demande, survenu, signalee, emis, jour, horodatage, "
                "timestamp, time, breakdown date, breakdown start, malfunction start, "
                "malfunction start date, failure time, failure start, failed at, failed on, fault date, "
                "fault time, incident date, incident time, issue date, downtime start, down since, "
                "stop time, stopped at, request date, requested on, requested at, request created, "
                "reported date, report date, reported on, reported, date reported, date opened, "
                "date created, date requested, date time, datetime, opened, opened at, opened on, "
                "opened date, open date, created, created date, creation date, started, started at, "
                "started on, start time, actual start, actual start date, scheduled date, scheduled start, "
                "work date, work start, service date, repair date, job date, event date, event time, "
                "notification date, order date, basic start date, planned start date, raised on, "
                "date raised, logged date, required start, entry date"
            ),
            example="14/03/2026 09:12",
            description="Quand la panne commence.",
        ),
        Field(
            "cycle",
            "Cycle",
            "number",
            names(
                "cycle, cycles, time in cycles, cycle panne, cycle de la panne, cycle at failure, failure cycle"
            ),
            low=0,
            example="1 204",
            description="Le numéro du cycle, quand les relevés n'ont pas d'heure.",
        ),
        Field(
            "end",
            "Remise en marche",
            "datetime",
            names(
                "fin, date fin, remise en marche, end, repaired at, date cloture, date de fin, "
                "date fin intervention, completed at, cloture le, date resolution, "
                "fin intervention, completed on, terminee le, date de cloture, end date, "
                "date remise en service, date de remise en service, date completed, "
                "completed date, completion date, closed at, resolved at, date remise route, "
                "date remise etat, date reparation, date reparation effective, date realisation, "
                "date realisee, date fermeture, date termine, date terminee, date fin arret, "
                "date fin panne, date fin reelle, date fin reel, date heure fin, date cloture ot, "
                "date fin travaux, fin panne, fin arret, fin reelle, fin reparation, fin travaux, "
                "clos, ferme, fermeture, resolu, repare, reparee, termine, acheve, realise, "
                "remis service, remise service, remise route, retour service, redemarrage, "
                "heure remise marche, completed, date complete, completed time, complete date, "
                "completion, completion time, completed at time, finish, finish date, finish time, "
                "finished, finished at, finished on, actual finish, actual finish date, "
                "actual end, actual end date, actual completion date, end time, ended, ended at, "
                "ended on, closed, closed on, closed date, close date, date closed, closing date, "
                "closure date, resolved, resolved on, resolved date, resolution date, "
                "date resolved, repair end, repaired on, repair completed, repair completion date, "
                "fixed at, fixed on, restored at, restored on, restart, restarted at, "
                "back service, back online, return to service, return to service date, up since, "
                "downtime end, malfunction end, malfunction end date, breakdown end, "
                "breakdown end date, work end, work completed, failure end, date done, done on, "
                "done date, signed off date, actfinish"
            ),
            example="14/03/2026 11:40",
            description="Quand la machine repart.",
        ),
        Field(
            "type",
            "Nature",
            "text",
            names(
                "type, nature, type panne, failure type, preventif curatif, type intervention, "
                "type d intervention, type maintenance, type de maintenance, categorie, work type, "
                "type ot, type bt, maintenance type, type demande, type arret, type defaillance, "
                "type defaut, type incident, type entretien, type travaux, type travail, type tache, "
                "type activite, type evenement, type ordre, type bon, type ticket, nature intervention, "
                "nature panne, nature travaux, categorie intervention, categorie panne, categorie ot, "
                "categorie ticket, category, classe, mode maintenance, strategie, failure category, "
                "failure class, failure mode, order type, work order type, work order category, "
                "workorder type, wo type, wo category, job type, task type, task category, service type, "
                "service category, activity type, maintenance category, maintenance activity type, "
                "request type, ticket type, ticket category, incident type, incident category, issue type, "
                "issue category, event type, fault type, breakdown type, notification type, repair type, "
                "pm type, planned unplanned, planned or unplanned, worktype, corrective preventive, "
                "curatif preventif, type maintenance preventif curatif, kind, famille intervention, "
                "downtime type"
            ),
            example="Curatif",
            description="Curatif, préventif, réglage.",
        ),
        Field(
            "cause",
            "Cause",
            "text",
            names(
                "cause, motif, root cause, origine, cause panne, origine panne, code cause, "
                "cause racine, code panne, failure code, problem code, cause de la panne, "
                "failure cause, cause defaillance, cause arret, cause probable, cause reelle, "
                "cause incident, cause intervention, cause principale, causes, causes panne, "
                "code defaut, code defaillance, code erreur, code arret, code motif, "
                "code cause panne, libelle cause, motif panne, motif arret, motif intervention, "
                "motif immobilisation, origine defaillance, origine defaut, origine incident, "
                "raison, raison arret, raison panne, diagnostic, diagnostique, defaut, "
                "defaut constate, defaillance, probleme, nature defaut, cause code, "
                "cause description, cause text, cause failure, cause breakdown, causes failure, "
                "failure reason, failure description cause, failed component, failure, fault, "
                "fault code, fault cause, fault reason, error code, damage code, downtime reason, "
                "down reason, breakdown cause, breakdown reason, breakdown code, stop reason, "
                "stoppage reason, reason, reason code, reason failure, reason repair, "
                "repair reason, reason repairs, problem, problem cause, issue cause, issue reason, "
                "root cause analysis, origin, diagnosis, defect, defect code, failurecode, "
                "cause racine identifiee, libelle defaut, libelle panne, code defaut libelle"
            ),
            example="Roulement usé",
            description="Pourquoi.",
        ),
        Field(
            "downtime",
            "Temps d'arrêt",
            "number",
            names(
                "temps arret, temps d arret, duree arret, downtime, duree, duree immobilisation, "
                "temps immobilisation, arret h, duree arret h, duree indisponibilite, down time, "
                "temps d arret h, duree d arret, duree panne, downtime hours, heures d arret, "
                "temps arret min, temps arret minutes, temps arret heures, temps arret machine, "
                "temps panne, temps indisponibilite, temps arret production, duree arret min, "
                "duree arret machine, duree arret minutes, duree arret production, duree indispo, "
                "duree incident, duree totale arret, duree immobilisation h, duree immobilisation jours, "
                "minutes arret, nb heures arret, heures immobilisation, indisponibilite, immobilisation, "
                "arret machine, arret, arret min, arret production, arrets, perte production h, "
                "downtime h, downtime hrs, downtime min, downtime mins, downtime minutes, "
                "downtime duration, downtime time, downtime total, total downtime, total downtime hours, "
                "asset downtime, asset downtime hours, equipment downtime, machine downtime, "
                "production downtime, unplanned downtime, breakdown duration, breakdown hours, "
                "duration breakdown, outage duration, outage hours, hours down, hours out service, "
                "time down, days down, days out service, stop duration, stoppage duration, "
                "failure duration, unavailability, down duration"
            ),
            unit="h",
            low=0,
            example="2,5",
            description="Combien de temps la machine s'est arrêtée, en heures.",
        ),
        Field(
            "labour",
            "Temps passé",
            "number",
            names(
                "temps passe, temps intervention, duree intervention, heures main oeuvre, labor hours, "
                "temps main oeuvre, temps passe h, mo, heures passees, duree mo, total time, temps total, "
                "time spent, temps intervention h, temps travail, temps reparation, temps mo, temps mo h, "
                "temps passe heures, temps passe min, temps passe minutes, temps reel, temps realise, "
                "temps reel passe, temps total passe, temps total intervention, temps homme, duree reelle, "
                "duree intervention h, duree intervention min, duree reparation, duree travaux, "
                "duree travail, duree main oeuvre, duree passee, heures, heures mo, heures travaillees, "
                "heures travail, heures reelles, heures realisees, heures intervention, nb heures, "
                "nb heures mo, nb heures main oeuvre, nb heures travaillees, nb h, nombre heures, "
                "main oeuvre h, main oeuvre heures, charge reelle, labor, labor time, labour time, "
                "labor hour, labour hours, labor hours total, total labor hours, total labour hours, "
                "total labor time, total hours, total hours spent, actual hours, actual work, "
                "actual labor hours, actual duration, actual time, actual labor, work hours, worked hours, "
                "working hours, hours worked, hours, hours spent, man hours, manhours, time worked, "
                "time taken, time logged, total time spent, work time, work duration, repair time, "
                "repair hours, repair duration, technician hours, wrench time, time to complete, "
                "time to repair, logged time, actlabhrs, effort, job duration, elapsed time"
            ),
            unit="h",
            low=0,
            example="1,5",
            description="Le temps de travail de la réparation, en heures.",
        ),
        Field(
            "cost",
            "Coût",
            "money",
            names(
                "cout, cost, cout reparation, montant, cout total, cout intervention, montant total, "
                "total cost, cout pieces et mo, cout global, cout ht, cout h t, cout total ht, cout ttc, "
                "cout reel, cout reel total, cout intervention ht, cout reparation ht, cout maintenance, "
                "cout total intervention, cout total reparation, cout total maintenance, cout ot, cout bt, "
                "cout panne, couts, couts totaux, couts reels, montant ht, montant ttc, montant total ht, "
                "montant facture, montant intervention, montant reparation, montant travaux, "
                "montant depense, prix, prix intervention, total, total ht, total couts, depense, "
                "depenses, facture ht, work order cost, wo cost, total work order cost, repair cost, "
                "repair costs, total repair cost, maintenance cost, total maintenance cost, service cost, "
                "intervention cost, job cost, actual cost, actual costs, actual total cost, "
                "total actual cost, total actual costs, total costs, cost total, total amount, amount, "
                "costs, invoice amount, overall cost, cost repair, cost failure, expense, acttotalcost, "
                "total price, repair amount"
            ),
            unit="€",
            low=0,
            example="340,00",
            description="Ce que la réparation a coûté.",
        ),
        Field(
            "person",
            "Intervenant",
            "text",
            names(
                "intervenant, technicien, technician, assigned to, assignee, realise par, "
                "operateur, demandeur, assigne a, repare par, intervenants, "
                "responsable intervention, intervenant principal, intervenant nom, "
                "nom intervenant, nom technicien, nom operateur, technicien nom, "
                "technicien affecte, technicien assigne, technicien intervenant, "
                "technicien maintenance, technicien responsable, techniciens, mecanicien, agent, "
                "agent maintenance, ouvrier, executant, equipe, equipe intervention, affecte, "
                "affectation, attribue, effectue par, execute par, traite par, pris charge par, "
                "pris charge, resolu par, cloture par, responsable, responsable ot, prestataire, "
                "sous traitant, ressource, ressource affectee, assigned, assigned technician, "
                "assigned technician name, assigned technicians, assigned user, assigned users, "
                "assigned to user, assigned to name, assigned team, assigned employee, "
                "assigned worker, assigned person, assigned mechanic, technician name, "
                "technician assigned, technicians, technician full name, mechanic, mechanic name, "
                "engineer, engineer name, operator, operator name, worker, worker name, employee, "
                "employee name, owner, lead, lead tech, craftsman, craftsperson, completed par, "
                "completed user, completed name, done par, performed par, repaired par, "
                "resolved par, fixed par, closed par, executed par, executor, person responsible, "
                "responsible, responsible person, responsible technician, work performed par, "
                "service provider, vendor, staff, team, resource, user assigned, handled par, "
                "assignee name, maintenance technician, maintenance team, serviced par, personnel"
            ),
            personal=True,
            example="Camille Robin",
            description="Qui a réparé.",
        ),
        Field(
            "place",
            "Lieu",
            "text",
            names(
                "lieu, localisation, atelier, site, ligne, secteur, location, emplacement, zone, "
                "lieu intervention, lieu panne, localisation equipement, localisation machine, "
                "localisation geographique, site intervention, nom site, code site, site nom, site client, "
                "site production, atelier nom, nom atelier, code atelier, batiment, usine, "
                "unite production, ligne production, nom ligne, salle, local, etage, agence, departement, "
                "service, emplacement equipement, emplacement machine, zone intervention, "
                "zone geographique, poste, poste travail, centre, chantier, adresse, etablissement, "
                "location name, location code, location id, location description, asset location, "
                "equipment location, machine location, area, area name, building, building name, plant, "
                "plant name, facility, facility name, department, department name, line, line name, "
                "production line, site name, site code, workshop, shop, room, region, branch, "
                "work location, sector, maintenance plant, siteid"
            ),
            example="Atelier B",
            description="Où est la machine.",
        ),
        Field(
            "priority",
            "Priorité",
            "text",
            names(
                "priorite, priority, urgence, criticite, gravite, niveau priorite, niveau urgence, "
                "niveau criticite, niveau gravite, degre urgence, degre priorite, urgence intervention, "
                "urgence demande, priorite intervention, priorite ot, priorite bt, priorite demande, "
                "priorite ticket, code priorite, libelle priorite, importance, impact, severite, severity, "
                "severity level, criticality, criticality level, urgency, priority level, priority code, "
                "priority name, priority description, work order priority, wo priority, wopriority, "
                "job priority, task priority, order priority, request priority, issue priority, "
                "repair priority class, urgent, failure severity, risk level, critique"
            ),
            example="Haute",
            description="À quel point c'est pressé.",
        ),
        Field(
            "status",
            "État",
            "text",
            names(
                "statut, etat, status, etat intervention, avancement, statut intervention, statut ot, "
                "statut bt, statut di, statut demande, statut ticket, statut panne, statut actuel, "
                "statut tache, statut ordre, etat ot, etat bt, etat di, etat demande, etat panne, "
                "etat bon, etat actuel, etat avancement, etat ticket, etat tache, etape, situation, "
                "cloture o n, code statut, libelle statut, work order status, work order state, "
                "workorder status, wo status, job status, task status, order status, request status, "
                "ticket status, incident status, issue status, repair status, repair order status, "
                "maintenance status, failure status, system status, user status, current status, "
                "completion status, status name, status code, status description, state, stage, "
                "closed open, progress, notification status"
            ),
            example="Terminé",
            description="Où en est l'intervention.",
        ),
        Field(
            "comment",
            "Commentaire",
            "text",
            names(
                "commentaire, description, observation, comment, compte rendu, rapport, "
                "description panne, symptome, travaux realises, intitule, titre, libelle, title, "
                "designation, details, travaux effectues, observations, intitule intervention, "
                "work order title, task title, summary, commentaire intervention, "
                "commentaire technicien, commentaire cloture, commentaires, "
                "commentaires technicien, note, notes, notes technicien, remarque, remarques, "
                "compte rendu intervention, compte rendu technicien, cr, cr intervention, "
                "rapport intervention, rapport technicien, resume, action, actions, "
                "action corrective, action realisee, actions realisees, action menee, "
                "actions menees, action effectuee, actions correctives, solution, "
                "solution apportee, solution appliquee, resolution, reparation, "
                "reparation effectuee, remede, travail effectue, travail realise, travail demande, "
                "travail faire, travaux, travaux demandes, travaux realiser, travaux effectuer, "
                "travaux executes, taches realisees, operation, operations realisees, "
                "operation effectuee, objet, objet intervention, objet demande, sujet, "
                "libelle intervention, libelle ot, libelle demande, libelle panne, libelle bt, "
                "libelle travaux, intitule ot, intitule bt, intitule demande, titre intervention, "
                "titre demande, nom intervention, nom ot, description intervention, "
                "description probleme, description defaut, description demande, description ot, "
                "description incident, description travaux, description travail, descriptif, "
                "descriptif panne, detail, detail intervention, detail panne, "
                "details intervention, symptomes, symptome constate, anomalie, constat, comments, "
                "comment text, completion comments, completion notes, completion remarks, "
                "closing comments, closing notes, closure notes, technician comments, "
                "technician notes, technician comment, work notes, work description, "
                "work performed, work done, work details, work requested, work summary, "
                "work order description, work order name, work order notes, work order details, "
                "workorder title, wo description, wo title, job description, job title, job name, "
                "job notes, task name, task description, task notes, task details, "
                "service description, service notes, service performed, order description, "
                "short text, long text, problem description, problem reported, issue description, "
                "issue details, issue summary, issue title, failure description, "
                "fault description, incident description, breakdown description, "
                "damage description, symptom, symptoms, remedy, repair description, repair notes, "
                "repair details, corrective action, corrective actions, action taken, "
                "actions taken, action performed, remarks, remark, observation technicien, report, "
                "request description, request title, ticket title, ticket description, subject, "
                "text, note technicien, description text, notification description, complaint, "
                "correction, details work, resolution notes, resolution description"
            ),
            example="Remplacement du roulement avant",
            description="Ce qui s'est passé et ce qui a été fait.",
        ),
    ),
)
