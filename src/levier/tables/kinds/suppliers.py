"""Suppliers: one company that Levier's company buys from."""

from levier.tables.kinds.kind import Field, Kind, names

Suppliers = Kind(
    name="suppliers",
    label="Fournisseurs",
    lines="un fournisseur",
    requires=(("supplier", "supplier_name"),),
    key=("supplier",),
    distinctive=("supplier", "supplier_name", "iban"),
    fields=(
        Field(
            "supplier",
            "Code fournisseur",
            "code",
            names(
                "code fournisseur, no fournisseur, id fournisseur, supplier id, supplier code, vendor id, "
                "fournisseur, compte fournisseur, code, code frs, no tiers, code tiers, compte tiers, ref "
                "fournisseur, reference, numero"
            ),
            holds="code",
            example="F0012",
            description="Le code du fournisseur : unique, le même dans tous vos tableaux.",
        ),
        Field(
            "supplier_name",
            "Nom du fournisseur",
            "text",
            names(
                "nom fournisseur, nom du fournisseur, fournisseur, supplier, raison sociale, supplier "
                "name, vendor name, nom, denomination, intitule, company name, display name, vendor, nom "
                "commercial, company, societe, name, nom complet"
            ),
            holds="name",
            example="Textiles du Lac SAS",
            description="Le nom ou la raison sociale.",
        ),
        Field(
            "contact",
            "Interlocuteur",
            "text",
            names("contact, interlocuteur, nom contact, contact name, correspondant"),
            personal=True,
            example="Élise Morel",
            description="La personne à qui vous parlez.",
        ),
        Field(
            "siren",
            "SIREN",
            "code",
            names(
                "siren, no siren, siret, no siret, siren siret, no siret siren, company registration number"
            ),
            holds="siren",
            example="552 100 554",
            description="Le SIREN (9 chiffres) ou le SIRET (14 chiffres).",
        ),
        Field(
            "vat_number",
            "N° de TVA",
            "code",
            names(
                "tva intracommunautaire, no tva, numero tva, vat number, no tva intracom, no tva "
                "intracommunautaire, tva intracom, identifiant tva, tax id, code tva intracommunautaire"
            ),
            holds="vat",
            example="FR 60 552100554",
            description="Le numéro de TVA intracommunautaire.",
        ),
        Field(
            "iban",
            "IBAN",
            "code",
            names("iban, compte bancaire, rib, no iban, compte bancaire iban"),
            personal=True,
            holds="iban",
            example="FR76 3000 6000 0112 3456 7890 189",
            description="Le compte bancaire du fournisseur.",
        ),
        Field(
            "bic",
            "BIC",
            "code",
            names("bic, swift, code bic, bic swift"),
            holds="bic",
            example="AGRIFRPP",
            description="Le code de sa banque.",
        ),
        Field(
            "account",
            "Compte comptable",
            "code",
            names(
                "compte comptable, compte collectif, compte general, no compte, code comptable, code "
                "compta fournisseur, compte"
            ),
            example="401TEXT",
            description="Le compte du plan comptable (401…).",
        ),
        Field(
            "payment_days",
            "Délai de paiement",
            "number",
            names(
                "delai paiement, delai de paiement, payment terms, payment days, echeance jours, "
                "conditions de reglement jours, echeance, nb jours"
            ),
            unit="jours",
            low=0,
            high=365,
            example="45",
            description="Le délai de paiement, en jours.",
        ),
        Field(
            "lead_time",
            "Délai de livraison",
            "number",
            names(
                "delai livraison, delai de livraison, lead time, delai, delai moyen livraison, delai "
                "appro, delai approvisionnement"
            ),
            unit="jours",
            low=0,
            high=1000,
            example="14",
            description="Le délai de livraison habituel, en jours.",
        ),
        Field(
            "franco",
            "Franco de port",
            "money",
            names(
                "franco, franco de port, franco port, seuil franco, montant franco, franco ht, port offert des, "
                "free shipping threshold, carriage paid, free freight amount"
            ),
            unit="€",
            low=0,
            example="500",
            description="Le montant de commande à partir duquel le port est offert.",
        ),
        Field(
            "min_order",
            "Minimum de commande",
            "money",
            names(
                "minimum de commande, minimum commande, mini commande, montant minimum, montant minimum de commande, "
                "commande minimum, minimum order, minimum order amount, minimum order value, min order value"
            ),
            unit="€",
            low=0,
            example="150",
            description="Le plus petit montant de commande que le fournisseur accepte.",
        ),
        Field(
            "email",
            "Adresse e-mail",
            "text",
            names("email, e mail, mail, courriel, adresse mail, adresse email, email 1, contact email"),
            personal=True,
            holds="email",
            example="commandes@textilesdulac.fr",
            description="L'adresse e-mail.",
        ),
        Field(
            "phone",
            "Téléphone",
            "code",
            names(
                "telephone, tel, phone, mobile, telephone fixe, tel 1, telephone 1, numero de telephone, "
                "main phone, phone numbers, tel fixe, tel portable"
            ),
            personal=True,
            holds="phone",
            example="04 50 12 34 56",
            description="Le numéro de téléphone.",
        ),
        Field(
            "address",
            "Adresse",
            "text",
            names("adresse, adresse 1, rue, street, address, address 1, voie, adresse facturation"),
            example="12 rue des Tanneurs",
            description="La rue et le numéro.",
        ),
        Field(
            "postcode",
            "Code postal",
            "code",
            names("code postal, cp, zip, postcode, zip code, postal code"),
            holds="postcode",
            example="74000",
            description="Le code postal.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names("ville, city, commune, town, localite, bureau distributeur"),
            example="Annecy",
            description="La ville.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names("pays, country, code pays, code iso pays, country code, pays iso"),
            holds="country",
            example="France",
            description="Le pays.",
        ),
        Field(
            "active",
            "Actif",
            "boolean",
            names("actif, active, status, statut, etat, enabled"),
            example="oui",
            description="« oui » si vous travaillez encore avec lui.",
        ),
    ),
)
