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
                "fournisseur, compte fournisseur, code, code frs, no tiers, code tiers, compte tiers, "
                "ref fournisseur, reference, numero, id, cle fournisseur, numero fournisseur, "
                "num fournisseur, fournisseur id, identifiant fournisseur, identifiant, code four, "
                "code tiers fournisseur, numero tiers, id tiers, supplier no, supplier number, "
                "supplier ref, supplier account, vendor code, vendor no, vendor number, vendor ref, "
                "account reference, account number, account no, partner id, partner code, ref, ref frs, "
                "reference fournisseur, no compte tiers, compte auxiliaire, ct num, lifnr, creditor, "
                "creditor code, creditor number, matricule, record id, vendor account"
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
                "nom fournisseur, nom du fournisseur, fournisseur, supplier, raison sociale, "
                "supplier name, vendor name, nom, denomination, intitule, company name, display name, "
                "vendor, nom commercial, company, societe, name, nom complet, nom ou raison sociale, "
                "raison sociale fournisseur, raison sociale 1, denomination sociale, "
                "denomination fournisseur, nom complet fournisseur, nom societe, nom entreprise, "
                "entreprise, organisation, organization, organization name, nom tiers, "
                "intitule fournisseur, intitule tiers, intitule compte, libelle fournisseur, "
                "libelle tiers, fournisseur nom, legal name, business name, trading name, "
                "supplier company, supplier company name, vendor company, vendor display name, "
                "account name, company legal name, full name, nom 1, ct intitule, nom usuel, enseigne, "
                "third party name, partner name, tiers"
            ),
            holds="name",
            example="Textiles du Lac SAS",
            description="Le nom ou la raison sociale.",
        ),
        Field(
            "contact",
            "Interlocuteur",
            "text",
            names(
                "contact, interlocuteur, nom contact, contact name, correspondant, "
                "contact principal, personne contacter, personne contact, contact commercial, "
                "representant, commercial, nom interlocuteur, gerant, dirigeant, contact person, "
                "primary contact, main contact, contact full name, attention, attn, attention to, "
                "ct contact, supplier contact, vendor contact"
            ),
            personal=True,
            example="Élise Morel",
            description="La personne à qui vous parlez.",
        ),
        Field(
            "siren",
            "SIREN",
            "code",
            names(
                "siren, no siren, siret, no siret, siren siret, no siret siren, "
                "company registration number, numero siren, numero siret, siren fournisseur, "
                "siret fournisseur, code siret, code siren, id prof 1, id prof 2, identifiant siret, "
                "identifiant siren, registration number, company number, business registration number, "
                "company id, no rcs, no identification, numero identification, siret numero, n siret"
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
                "tva intracommunautaire, no tva, numero tva, vat number, no tva intracom, "
                "no tva intracommunautaire, tva intracom, identifiant tva, tax id, "
                "code tva intracommunautaire, no tva intra, tva intra, num tva, "
                "numero tva intracommunautaire, numero tva intracom, n tva, n tva intracommunautaire, "
                "no identification tva, code tva, code tva intracom, id tva, "
                "identifiant tva intracommunautaire, vat, vat no, vat id, vat reg no, "
                "vat registration number, vat registration no, vat registration, tax number, "
                "tax registration number, tax id number, tax identification number, ct identifiant, "
                "tva numero, tax reg no"
            ),
            holds="vat",
            example="FR 60 552100554",
            description="Le numéro de TVA intracommunautaire.",
        ),
        Field(
            "iban",
            "IBAN",
            "code",
            names(
                "iban, compte bancaire, rib, no iban, compte bancaire iban, iban fournisseur, code iban, "
                "no iban compte, coordonnees bancaires, compte iban, bank account, bank account number, "
                "bank account iban, iban number, account iban, default iban, rib iban, iban compte"
            ),
            personal=True,
            holds="iban",
            example="FR76 3000 6000 0112 3456 7890 189",
            description="Le compte bancaire du fournisseur.",
        ),
        Field(
            "bic",
            "BIC",
            "code",
            names(
                "bic, swift, code bic, bic swift, code swift, swift bic, bic code, swift code, "
                "code banque swift, bank bic, bank identifier code, bic banque, no bic"
            ),
            holds="bic",
            example="AGRIFRPP",
            description="Le code de sa banque.",
        ),
        Field(
            "account",
            "Compte comptable",
            "code",
            names(
                "compte comptable, compte collectif, compte general, no compte, code comptable, "
                "code compta fournisseur, compte, compte general fournisseur, "
                "compte comptable fournisseur, compte achat, compte tiers collectif, "
                "compte collectif fournisseur, numero compte comptable, numero compte, accounting code, "
                "accounting account, gl account, general ledger account, ledger account, payable account, "
                "account payable, accounts payable, nominal code, compte fournisseurs, default account, "
                "reconciliation account, control account"
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
                "conditions de reglement jours, echeance, nb jours, delai reglement, delai paiement jours, "
                "delai reglement jours, nb jours paiement, nb jours echeance, jours echeance, "
                "nombre jours echeance, jours paiement, conditions paiement, condition paiement, "
                "conditions reglement, condition reglement, modalites paiement, modalite reglement, "
                "payment term, payment terms days, terms, terms days, net days, credit days, due days, "
                "payment due days, bill terms, vendor payment terms, supplier payment terms, payment delay"
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
                "delai livraison, delai de livraison, lead time, delai, delai moyen livraison, "
                "delai appro, delai approvisionnement, delai livraison jours, delai moyen, "
                "delai moyen jours, delai appro jours, delai reappro, delai jours, delai habituel, "
                "delai expedition, delivery time, delivery lead time, delivery delay, supplier lead time, "
                "average lead time, lead time days, lead times, default lead time, purchase lead time, "
                "transit time, nb jours livraison, delivery days"
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
                "franco, franco de port, franco port, seuil franco, montant franco, franco ht, "
                "port offert des, free shipping threshold, carriage paid, free freight amount, "
                "minimum franco, franco port ht, franco mini, franco partir, seuil franco port, "
                "montant franco port, port gratuit partir, free shipping, free shipping from, "
                "free delivery, free delivery threshold, free shipping minimum, free carriage from, "
                "livraison gratuite partir"
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
                "minimum de commande, minimum commande, mini commande, montant minimum, "
                "montant minimum de commande, commande minimum, minimum order, minimum order amount, "
                "minimum order value, min order value, minimum commande ht, mini commande ht, "
                "minimum achat, montant mini, montant mini commande, montant minimum achat, "
                "montant minimal, montant minimal commande, commande mini, commande minimale, "
                "minimum order total, min order amount, minimum purchase, moq, moa, minimum spend, "
                "order minimum, min purchase"
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
            names(
                "email, e mail, mail, courriel, adresse mail, adresse email, email 1, contact email, "
                "e mails, emails, email address, e mail address, email principal, email commande, "
                "email commandes, adresse messagerie, adresse courriel, email fournisseur, email contact, "
                "mail contact, main email, primary email, supplier email, vendor email, work email, "
                "order email, ct email, courrier electronique, email societe, e mail societe"
            ),
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
                "main phone, phone numbers, tel fixe, tel portable, no telephone, no tel, num tel, "
                "numero tel, tel bureau, tel pro, tel mobile, tel principal, telephone bureau, "
                "telephone mobile, telephone portable, telephone principal, telephone contact, portable, "
                "mobile phone, mobile number, phone number, phone no, phone 1, work phone, business phone, "
                "office phone, primary phone, supplier phone, vendor phone, contact phone, contact number, "
                "telephone number, telephone no, ct telephone, standard"
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
            names(
                "adresse, adresse 1, rue, street, address, address 1, voie, adresse facturation, "
                "adresse complete, adresse postale, adresse siege, adresse ligne 1, adresse 1ere ligne, "
                "adresse rue, adresse fournisseur, adresse commande, numero rue, rue 1, street 1, "
                "street address, address line 1, address line1, billing address, billing street, "
                "billing address line 1, postal address, mailing address, main address, business address, "
                "supplier address, vendor address, physical address, po address line 1, ct adresse, "
                "address street, lieu"
            ),
            example="12 rue des Tanneurs",
            description="La rue et le numéro.",
        ),
        Field(
            "postcode",
            "Code postal",
            "code",
            names(
                "code postal, cp, zip, postcode, zip code, postal code, code post, codepostal, "
                "cp fournisseur, cp ville, post code, postal, zip postal code, zip postcode, zip postal, "
                "billing zip, billing zip code, billing postcode, billing postal code, address zip, "
                "address postcode, po postal code, ct codepostal, adresse code postal"
            ),
            holds="postcode",
            example="74000",
            description="Le code postal.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names(
                "ville, city, commune, town, localite, bureau distributeur, ville fournisseur, nom ville, "
                "billing city, address city, town city, city town, city name, po city, ct ville, "
                "adresse ville, suburb, ville siege"
            ),
            example="Annecy",
            description="La ville.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names(
                "pays, country, code pays, code iso pays, country code, pays iso, nom pays, "
                "pays fournisseur, pays facturation, code pays iso, iso pays, iso code pays, country name, "
                "country region, billing country, billing country code, address country, country iso, "
                "country iso code, po country, ct pays, adresse pays, pays siege, country key"
            ),
            holds="country",
            example="France",
            description="Le pays.",
        ),
        Field(
            "active",
            "Actif",
            "boolean",
            names(
                "actif, active, status, statut, etat, enabled, est actif, activite, actif o n, "
                "statut fournisseur, statut tiers, supplier status, vendor status, etat fournisseur, "
                "active supplier"
            ),
            example="oui",
            description="« oui » si vous travaillez encore avec lui.",
        ),
    ),
)
