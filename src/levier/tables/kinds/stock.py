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
                "code article, code produit, reference, ref, sku, product code, stock code, "
                "item code, article, product id, ref article, code art, internal reference, "
                "reference interne, item no, variant sku, reference article, id article, "
                "id produit, no article, no produit, numero article, numero produit, article code, "
                "article id, article no, article number, product sku, product number, product no, "
                "product reference, product ref, item id, item sku, item number, variant code, "
                "material, material number, matnr, art code, cod art, ref art, ref prod, "
                "code prod, sku code, part number, part no, reference produit, ref produit, asin, "
                "fnsku, seller sku, sku vendeur, ref interne, code interne, ar ref, article ref, "
                "reference piece, piece, stock item, inventory id, code mp, code composant, "
                "component code, ugs, code ugs"
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
                "nom produit, title, designation article, item name, nom, name, libelle produit, "
                "designation produit, designation 1, product title, titre, item, item title, "
                "item description, product description, article name, ar design, material description, "
                "intitule, intitule article, produit, article libelle, libelle piece, part name, "
                "part description, component name, variant name, nom piece, designation piece"
            ),
            example="Chaussure de marche Mercantour",
            description="Le nom de l'article.",
        ),
        Field(
            "ean",
            "Code-barres",
            "code",
            names(
                "ean, ean13, code barre, code barres, gencod, barcode, gtin, upc, code ean, code ean13, "
                "codebarre, gencode, bar code, variant barcode, upc code, ean gtin, gtin ean, ean code, "
                "item barcode, product barcode, ean 13, product ean"
            ),
            holds="ean",
            example="3760123450018",
            description="Le code-barres.",
        ),
        Field(
            "category",
            "Catégorie",
            "text",
            names(
                "famille, categorie, sous famille, category, rayon, product category, product group, "
                "groupe, item group, groupe articles, categorie article, categorie produit, code famille, "
                "nom famille, libelle famille, famille article, famille produit, sous categorie, "
                "nom categorie, category name, categories, product type, product family, item category, "
                "item type, type article, type produit, gamme, collection, univers, marchandise, "
                "material group, department, type"
            ),
            example="Randonnée",
            description="La famille de l'article.",
        ),
        Field(
            "date",
            "Date de l'état",
            "date",
            names(
                "date, date stock, date inventaire, date de l inventaire, stock date, as of, jour, "
                "date etat, date releve, snapshot date, date valorisation, situation, "
                "date inventaire physique, date comptage, inventory date, count date, counted at, "
                "date arrete, arrete, date export, date edition, date situation, report date, as at, "
                "date photo"
            ),
            example="31/03/2026",
            description="Le jour de l'inventaire ou de l'export.",
        ),
        Field(
            "place",
            "Dépôt",
            "text",
            names(
                "depot, entrepot, magasin, emplacement, warehouse, location, site, place, code depot, "
                "nom depot, stock location, lieu de stockage, zone, casier, branch, succursale, "
                "nom entrepot, nom magasin, code magasin, code entrepot, code emplacement, "
                "nom emplacement, emplacement stockage, lieu, stockage, stock site, boutique, point vente, "
                "outlet, outlet name, store, store name, location name, location code, bin, bin location, "
                "bin code, shelf, shelf location, rack, allee, aisle, storage location, storage bin, "
                "site name, warehouse name, warehouse code, warehouse location, fulfillment center id, "
                "plant, intitule depot, libelle depot, adresse stockage, rangement, reserve magasin, "
                "stock area, default location"
            ),
            example="Dépôt Annecy",
            description="Le dépôt, le magasin ou l'emplacement.",
        ),
        Field(
            "on_hand",
            "Quantité en stock",
            "number",
            names(
                "stock, quantite en stock, qte stock, stock physique, stock reel, on hand, "
                "qty on hand, quantity on hand, stock quantity, inventaire, en stock, "
                "stock disponible, stock actuel, qte en stock, quantite physique, stock theorique, "
                "quantite, qte, quantity, qte reelle, solde stock, available quantity, "
                "stock on hand, quantite reelle, quantite main, quantite totale, "
                "quantite inventoriee, quantite comptee, quantite actuelle, qte physique, "
                "qte totale, qte inventaire, qte comptee, qte main, stock total, stock courant, "
                "stock final, stock cours, stock fin, niveau stock, nb stock, nombre stock, "
                "unites stock, unites, units, units stock, units on hand, hand, physical stock, "
                "physical quantity, physical qty, physical inventory, current stock, "
                "current quantity, current inventory, current stock level, stock level, "
                "total stock, total quantity, total inventory, total qty, inventory quantity, "
                "inventory level, inventory count, actual quantity, count, counted, "
                "counted quantity, counted qty, onhand, on hand qty, on hand quantity, "
                "unrestricted, unrestricted stock, unrestricted use stock, closing stock, "
                "ending quantity, ending inventory, qty, qty stock, stock quantite, stocks, nb, "
                "nombre, existant, closing balance quantity, balance qty, actual qty, "
                "afn fulfillable quantity, afn warehouse quantity, warehouse quantity"
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
                "stock disponible, disponible, available, quantite disponible, qte disponible, "
                "free to use, available stock, dispo, stock dispo, quantite dispo, qte dispo, "
                "quantite disponible vente, disponible vente, stock virtuel, qty available, "
                "quantity available, available qty, available to sell, available sale, sellable, "
                "free stock, free quantity, stock net, stock libre, available to promise, "
                "net available, virtual available, forecasted quantity, forecast quantity, "
                "projected qty, stock previsionnel, quantite previsionnelle, "
                "afn fulfillable quantity, fulfillable quantity"
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
                "reserve client, stock engage, commandes clients, commande client, reserved quantity, "
                "reservations, stock reserve client, qte reserve, qte engagee, quantite engagee, "
                "quantite allouee, qte allouee, alloue, engage, reserved qty, qty reserved, "
                "reserved stock, quantity reserved, allocated quantity, allocated qty, quantity allocated, "
                "qty allocated, committed quantity, committed stock, quantity committed, qty committed, "
                "on sales order, on sales orders, commande clients, reserve commandes, "
                "commandes cours clients, livrer, reste livrer, customer orders, outgoing, "
                "outgoing quantity, afn reserved quantity, stock allocated, to deliver"
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
                "attendu, commandes fournisseurs, commande fournisseur, qte attendue, "
                "en cours de reception, reappro en cours, expected, attendus, stock attendu, "
                "quantite attendue, quantite recevoir, qte recevoir, recevoir, reste recevoir, "
                "commande frs, cours commande, commande cours, qte commande, cde fournisseur, "
                "cdes fournisseurs, reappro, reapprovisionnement cours, transit, quantity on order, "
                "qty on order, on order qty, on order quantity, on purchase order, on purchase orders, "
                "incoming quantity, incoming qty, incoming stock, inbound, inbound quantity, ordered, "
                "ordered quantity, ordered qty, expected quantity, expected stock, to receive, "
                "purchase orders, stock entrant, quantite entrante, receivable, encours fournisseur"
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
                "seuil, stock mini, stock minimum, stock de securite, seuil reappro, reorder point, "
                "min stock, safety stock, stock alerte, seuil alerte, quantite mini, low stock amount, "
                "point de commande, min qty, seuil mini, seuil minimum, seuil stock, seuil commande, mini, "
                "minimum, qte mini, qte minimum, quantite minimum, quantite minimale, stock minimal, "
                "alerte, alerte stock, min, min quantity, minimum quantity, min level, minimum level, "
                "minimum stock, minimum stock level, reorder level, reorder threshold, "
                "reorder qty threshold, low stock threshold, low stock level, low stock alert, "
                "stock alert, restock level, restock threshold, level, desired stock level, "
                "optimal stock level minimum, niveau mini, point reapprovisionnement, regle mini, "
                "alert level, order point, minimum on hand"
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
                "prix achat, pamp, cmup, pump, cout unitaire, prix de revient, unit cost, cost, "
                "prix moyen pondere, pmp, pmp ht, average cost, cout, cout moyen, cout moyen unitaire, "
                "cout unitaire moyen, cout revient, cout standard, cout achat, prix unitaire, "
                "prix unitaire ht, prix achat ht, prix achat moyen, prix moyen, prix revient unitaire, pu, "
                "pu ht, pa, pa ht, pru, valeur unitaire, dernier prix achat, purchase price, buy price, "
                "unit price, cost price, cost per item, cost per unit, item cost, avg cost, "
                "average unit cost, moving average price, moving price, standard cost, standard price, "
                "average price, weighted average cost, rate, supply price, valuation rate, last cost, "
                "last purchase price"
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
                "total value, stock valorise, montant stock, valeur totale, total cost, cost value, "
                "inventory value, extended cost, valeur ht, valeur totale ht, valeur totale stock, "
                "valeur inventaire, valeur achat, valeur pamp, valeur pmp, valeur cump, montant, "
                "montant ht, montant total, total ht, valorisation ht, valorisation stock, stock valeur, "
                "stock valorise ht, total, total stock value, total inventory value, inventory cost, "
                "inventory valuation, stock cost, value stock, value on hand, stock on hand value, "
                "asset value, total value stock, valuation, book value, balance value, closing value, "
                "total asset value"
            ),
            unit="€",
            example="3 993,60",
            description="La quantité multipliée par le coût.",
        ),
        Field(
            "lot",
            "Lot",
            "code",
            names(
                "lot, no lot, numero de lot, lot no, batch, lot serie, no serie, code lot, lot number, "
                "lot fournisseur, batch number, batch no, batch id, batch code, serial number, serial no, "
                "numero serie, numero lot serie, lot numero serie, lot serial number, serial lot number, "
                "n serie"
            ),
            example="L2603-07",
            description="Le numéro de lot ou de série.",
        ),
        Field(
            "expiry",
            "Date limite",
            "date",
            names(
                "dlc, ddm, dluo, date limite, peremption, date peremption, expiry date, expiration date, "
                "date expiration, date limite consommation, date durabilite minimale, expiration, expire, "
                "expires, expires on, best before, best before date, use par, use date, sell date, "
                "shelf life expiration date, date dlc, date ddm, date dluo, dlc ddm, dlc dluo, "
                "removal date, bbd, sled bbd, perime"
            ),
            example="30/09/2026",
            description="La date limite de consommation ou d'usage.",
        ),
        Field(
            "supplier",
            "Fournisseur",
            "code",
            names(
                "fournisseur, code fournisseur, fournisseur principal, supplier, vendor, "
                "fournisseur habituel, fournisseur defaut, id fournisseur, no fournisseur, "
                "nom fournisseur, supplier name, supplier code, supplier id, main supplier, "
                "default supplier, default vendor, primary supplier, preferred supplier, preferred vendor, "
                "vendor name, vendor id, vendor code, code frs, frs, frs principal, fournisseurs, "
                "fabricant fournisseur"
            ),
            refers="suppliers.supplier",
            example="F0012",
            description="Le code du fournisseur principal.",
        ),
    ),
)
