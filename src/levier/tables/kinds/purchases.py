"""Purchases: one line of an order to a supplier, with its promised and real delivery."""

from levier.tables.kinds.kind import Field, Kind, names

Purchases = Kind(
    name="purchases",
    label="Achats",
    lines="une ligne de commande à un fournisseur",
    day="date",
    requires=(("date",), ("supplier", "supplier_name"), ("quantity", "amount")),
    distinctive=("supplier", "supplier_name", "delivered", "promised"),
    fields=(
        Field(
            "order",
            "N° de commande",
            "code",
            names(
                "commande, no commande, numero commande, bon de commande, purchase order, po, po number, "
                "commande achat, no commande fournisseur, reference commande, piece, no piece, order "
                "reference, no document, numero, bc, no bc, ref commande"
            ),
            example="CF-2026-088",
            description="Le numéro de la commande.",
        ),
        Field(
            "date",
            "Date de commande",
            "date",
            names(
                "date, date commande, date de commande, order date, date achat, purchase date, date "
                "piece, date document, confirmation date, date creation, date bc"
            ),
            example="02/03/2026",
            description="Le jour de la commande.",
        ),
        Field(
            "supplier",
            "Code fournisseur",
            "code",
            names(
                "code fournisseur, fournisseur, supplier, supplier id, vendor, vendor id, no fournisseur, "
                "code frs, frs, compte fournisseur, code tiers, no tiers, compte tiers, supplier code"
            ),
            refers="suppliers.supplier",
            holds="code",
            example="F0012",
            description="Le code du fournisseur, le même que dans votre fichier des fournisseurs.",
        ),
        Field(
            "supplier_name",
            "Nom du fournisseur",
            "text",
            names(
                "nom fournisseur, raison sociale fournisseur, supplier name, vendor name, intitule "
                "fournisseur, raison sociale, nom frs, nom tiers, intitule tiers, libelle fournisseur, "
                "fournisseur, supplier, vendor"
            ),
            holds="name",
            example="Textiles du Lac SAS",
            description="Le nom ou la raison sociale du fournisseur.",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "code article, code produit, reference, ref, sku, product code, item code, article, ref "
                "article, code art, reference article, ref fournisseur, reference fournisseur, order lines "
                "product code, supplier part number, part number, supplier sku, item number, vendor part "
                "number"
            ),
            refers="products.product_code",
            example="TX-0310",
            description="Le code de l'article commandé.",
        ),
        Field(
            "product",
            "Désignation",
            "text",
            names(
                "designation, libelle, description, product, nom article, designation article, libelle "
                "article, libelle ligne, order lines product, item"
            ),
            example="Toile coton 310 g",
            description="Le nom de l'article commandé.",
        ),
        Field(
            "quantity",
            "Quantité commandée",
            "number",
            names(
                "quantite, qte, quantite commandee, qte commandee, quantity, qty, ordered quantity, qte "
                "cdee, order qty, quantite cde, qte cde, nombre"
            ),
            unit="unités",
            example="60",
            description="Combien d'unités sont commandées.",
        ),
        Field(
            "unit_price",
            "Prix d'achat unitaire",
            "money",
            names(
                "prix unitaire, pu, pu ht, prix achat, prix d achat, unit price, unit cost, cost, prix "
                "unitaire ht, pu net, pu achat, px achat, prix net ht, rate"
            ),
            unit="€",
            example="8,40",
            description="Le prix d'achat d'une unité, hors taxes.",
        ),
        Field(
            "discount",
            "Remise",
            "number",
            names("remise, remise pct, taux remise, discount"),
            unit="%",
            low=0,
            high=100,
            example="5",
            description="La remise en pourcentage.",
        ),
        Field(
            "amount",
            "Montant",
            "money",
            names(
                "montant, montant ht, total ht, total, amount, line total, montant ligne, total ligne ht, "
                "montant net ht, total ligne, subtotal, price subtotal, item total, net total, line "
                "amount"
            ),
            unit="€",
            example="478,80",
            description="Le montant de la ligne, hors taxes.",
        ),
        Field(
            "promised",
            "Livraison promise",
            "date",
            names(
                "date livraison prevue, livraison prevue, date promise, promised date, expected date, date "
                "prevue, due date, delai annonce, date de livraison demandee, date livraison demandee, "
                "expected arrival, expected delivery, livraison souhaitee, scheduled date, need by, need by "
                "date, required by, required date, requested date"
            ),
            example="16/03/2026",
            description="La date de livraison promise ou demandée.",
        ),
        Field(
            "delivered",
            "Livraison réelle",
            "date",
            names(
                "date livraison, date de livraison, date reception, date de reception, received date, "
                "delivery date, livre le, date bl, date entree stock, date de livraison reelle, effective "
                "date, arrival date, receipt date"
            ),
            example="18/03/2026",
            description="La date de livraison réelle.",
        ),
        Field(
            "received",
            "Quantité reçue",
            "number",
            names(
                "quantite recue, qte recue, qte livree, quantite livree, received quantity, qty received, "
                "qte recept, qte receptionnee, recu, received"
            ),
            unit="unités",
            example="58",
            description="Combien d'unités sont arrivées.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names("devise, currency, monnaie"),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
        Field(
            "status",
            "État",
            "text",
            names("etat, statut, status, etat commande"),
            example="Livrée",
            description="Où en est la commande.",
        ),
    ),
)
