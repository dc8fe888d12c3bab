"""Stock: the quantity on hand of an article, in a place, at a day."""

from levier.tables.kinds.kind import Field, Kind, names

Stock = Kind(
    name="stock",
    label="Stock",
    lines="la quantité en stock d'un article",
    day="date",
    requires=(("product_code",), ("on_hand",)),
    key=("product_code", "place", "date"),
    distinctive=("on_hand", "reserved", "on_order", "reorder_point"),
    fields=(
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "code article, code produit, reference, ref, sku, product code, stock code, item code, "
                "article, product id, ref article, code art, internal reference, reference interne, item "
                "no, variant sku, reference article"
            ),
            refers="products.product_code",
            example="CH-1001",
            description="Le code de l'article, le même que dans votre catalogue.",
        ),
        Field(
            "product",
            "Désignation",
            "text",
            names(
                "designation, libelle, description, product, nom article, libelle article, product name, "
                "nom produit, title, designation article, item name"
            ),
            example="Chaussure de marche Mercantour",
            description="Le nom de l'article.",
        ),
        Field(
            "ean",
            "Code-barres",
            "code",
            names("ean, ean13, code barre, code barres, gencod, barcode, gtin, upc"),
            holds="ean",
            example="3760123450018",
            description="Le code-barres.",
        ),
        Field(
            "category",
            "Catégorie",
            "text",
            names(
                "famille, categorie, sous famille, category, rayon, product category, product group, groupe, "
                "item group, groupe articles"
            ),
            example="Randonnée",
            description="La famille de l'article.",
        ),
        Field(
            "date",
            "Date de l'état",
            "date",
            names(
                "date, date stock, date inventaire, date de l inventaire, stock date, as of, jour, date "
                "etat, date releve, snapshot date, date valorisation"
            ),
            example="31/03/2026",
            description="Le jour de l'inventaire ou de l'export.",
        ),
        Field(
            "place",
            "Dépôt",
            "text",
            names(
                "depot, entrepot, magasin, emplacement, warehouse, location, site, place, code depot, nom "
                "depot, stock location, lieu de stockage, zone, casier, branch, succursale"
            ),
            example="Dépôt Annecy",
            description="Le dépôt, le magasin ou l'emplacement.",
        ),
        Field(
            "on_hand",
            "Quantité en stock",
            "number",
            names(
                "stock, quantite en stock, qte stock, stock physique, stock reel, on hand, qty on hand, "
                "quantity on hand, stock quantity, inventaire, en stock, stock disponible, stock actuel, "
                "qte en stock, quantite physique, stock theorique, quantite, qte, quantity, qte reelle, "
                "solde stock, available quantity, stock on hand"
            ),
            unit="unités",
            example="128",
            description="La quantité présente.",
        ),
        Field(
            "available",
            "Quantité disponible",
            "number",
            names(
                "stock disponible, disponible, available, quantite disponible, qte disponible, free to "
                "use, available stock"
            ),
            unit="unités",
            example="116",
            description="La quantité présente moins ce qui est réservé.",
        ),
        Field(
            "reserved",
            "Quantité réservée",
            "number",
            names(
                "reserve, quantite reservee, qte reservee, stock reserve, reserved, allocated, committed, "
                "reserve client, stock engage, commandes clients, commande client, reserved quantity"
            ),
            unit="unités",
            low=0,
            example="12",
            description="Ce qui est promis à des clients.",
        ),
        Field(
            "on_order",
            "Quantité en commande",
            "number",
            names(
                "en commande, quantite en commande, qte commandee, stock a venir, on order, incoming, "
                "attendu, commandes fournisseurs, commande fournisseur, qte attendue, en cours de "
                "reception, reappro en cours"
            ),
            unit="unités",
            low=0,
            example="60",
            description="Ce que les fournisseurs doivent livrer.",
        ),
        Field(
            "reorder_point",
            "Seuil de réapprovisionnement",
            "number",
            names(
                "seuil, stock mini, stock minimum, stock de securite, seuil reappro, reorder point, min "
                "stock, safety stock, stock alerte, seuil alerte, quantite mini, low stock amount, point "
                "de commande, min qty"
            ),
            unit="unités",
            low=0,
            example="10",
            description="La quantité sous laquelle il faut commander.",
        ),
        Field(
            "unit_cost",
            "Coût unitaire",
            "money",
            names(
                "prix achat, pamp, cmup, pump, cout unitaire, prix de revient, unit cost, cost, prix "
                "moyen pondere, pmp, pmp ht, average cost"
            ),
            unit="€",
            low=0,
            example="31,20",
            description="Ce qu'une unité a coûté en moyenne.",
        ),
        Field(
            "value",
            "Valeur du stock",
            "money",
            names(
                "valeur, valeur stock, valeur du stock, stock value, value, valorisation, valeur stock ht, "
                "total value, stock valorise, montant stock, valeur totale, total cost, cost value, inventory "
                "value, extended cost"
            ),
            unit="€",
            example="3 993,60",
            description="La quantité multipliée par le coût.",
        ),
        Field(
            "lot",
            "Lot",
            "code",
            names("lot, no lot, numero de lot, lot no, batch, lot serie, no serie"),
            example="L2603-07",
            description="Le numéro de lot ou de série.",
        ),
        Field(
            "expiry",
            "Date limite",
            "date",
            names("dlc, ddm, dluo, date limite, peremption, date peremption, expiry date, expiration date"),
            example="30/09/2026",
            description="La date limite de consommation ou d'usage.",
        ),
        Field(
            "supplier",
            "Fournisseur",
            "code",
            names("fournisseur, code fournisseur, fournisseur principal, supplier, vendor"),
            refers="suppliers.supplier",
            example="F0012",
            description="Le code du fournisseur principal.",
        ),
    ),
)
