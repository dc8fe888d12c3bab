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
                "no intervention, numero intervention, id intervention, ot, no ot, numero ot, bon de "
                "travail, work order, work order id, reference, no di, di, ticket, id, numero, no bt"
            ),
            example="BT-0412",
            description="Le numéro du bon de travail.",
        ),
        Field(
            "machine",
            "Machine",
            "code",
            names(
                "machine, equipement, equipment, asset, id machine, code equipement, no equipement, code "
                "machine, nom equipement, equipment id, id equipement, bien, materiel, installation, "
                "machine id, udi, product id, actif, nom machine, asset name, asset id, code materiel, "
                "ref equipement, equipements"
            ),
            example="PRESSE-02",
            description="La machine en panne.",
        ),
        Field(
            "date",
            "Date",
            "datetime",
            names(
                "date, date panne, date intervention, debut, failure date, start, date declaration, date "
                "de panne, date debut, date heure panne, date creation, created at, date de debut, date "
                "signalement, occurred at, reported at, created on, date demande, start date, date d "
                "ouverture, date intervention debut, signale le, date arret, date d arret"
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
                "fin, date fin, remise en marche, end, repaired at, date cloture, date de fin, date fin "
                "intervention, completed at, cloture le, date resolution, fin intervention, completed on, "
                "terminee le, date de cloture, end date, date remise en service, date de remise en service, "
                "date completed, completed date, completion date, closed at, resolved at"
            ),
            example="14/03/2026 11:40",
            description="Quand la machine repart.",
        ),
        Field(
            "type",
            "Nature",
            "text",
            names(
                "type, nature, type panne, failure type, preventif curatif, type intervention, type d "
                "intervention, type maintenance, type de maintenance, categorie, work type, type ot, type "
                "bt, maintenance type"
            ),
            example="Curatif",
            description="Curatif, préventif, réglage.",
        ),
        Field(
            "cause",
            "Cause",
            "text",
            names(
                "cause, motif, root cause, origine, cause panne, origine panne, code cause, cause racine, "
                "code panne, failure code, problem code, cause de la panne, failure cause"
            ),
            example="Roulement usé",
            description="Pourquoi.",
        ),
        Field(
            "downtime",
            "Temps d'arrêt",
            "number",
            names(
                "temps arret, temps d arret, duree arret, downtime, duree, duree immobilisation, temps "
                "immobilisation, arret h, duree arret h, duree indisponibilite, down time, temps d arret "
                "h, duree d arret, duree panne, downtime hours, heures d arret"
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
                "time spent"
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
                "total cost, cout pieces et mo, cout global"
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
                "intervenant, technicien, technician, assigned to, assignee, realise par, operateur, "
                "demandeur, assigne a, repare par, intervenants, responsable intervention"
            ),
            personal=True,
            example="Camille Robin",
            description="Qui a réparé.",
        ),
        Field(
            "place",
            "Lieu",
            "text",
            names("lieu, localisation, atelier, site, ligne, secteur, location, emplacement, zone"),
            example="Atelier B",
            description="Où est la machine.",
        ),
        Field(
            "priority",
            "Priorité",
            "text",
            names("priorite, priority, urgence, criticite, gravite"),
            example="Haute",
            description="À quel point c'est pressé.",
        ),
        Field(
            "status",
            "État",
            "text",
            names("statut, etat, status, etat intervention, avancement"),
            example="Terminé",
            description="Où en est l'intervention.",
        ),
        Field(
            "comment",
            "Commentaire",
            "text",
            names(
                "commentaire, description, observation, comment, compte rendu, rapport, description panne, "
                "symptome, travaux realises, intitule, titre, libelle, title, designation, details, travaux "
                "effectues, observations, intitule intervention, work order title, task title, summary"
            ),
            example="Remplacement du roulement avant",
            description="Ce qui s'est passé et ce qui a été fait.",
        ),
    ),
)
