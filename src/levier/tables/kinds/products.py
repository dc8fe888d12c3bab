"""Products: one article that the company sells or stocks."""

from levier.tables.kinds.kind import Field, Kind, names

Products = Kind(
    name="products",
    label="Articles",
    lines="un article du catalogue",
    requires=(("product_code",),),
    key=("product_code",),
    distinctive=("purchase_price", "sale_price", "lead_time", "vat_rate"),
    fields=(
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "code article, code produit, reference, ref, sku, product code, stock code, "
                "item code, article, product id, code art, code, ref article, reference article, "
                "reference interne, internal reference, variant sku, no article, ref produit, "
                "item no, id article, id produit, id, no produit, numero article, numero produit, "
                "article code, article id, article no, article number, product sku, "
                "product number, product no, product reference, item id, item sku, item number, "
                "variant code, code barres interne, material, material number, matnr, art code, "
                "cod art, ref art, ref prod, code prod, sku code, part number, "
                "reference commerciale, reference produit, reference fabricant, reference unique, "
                "asin, seller sku, sku vendeur, merchant sku, ref interne, code interne, ar ref, "
                "article ref, codearticle, mpn, code reference, sku id, token sku, ugs, code ugs"
            ),
            example="CH-1001",
            description="Le code de l'article : unique, le même dans tous vos tableaux.",
        ),
        Field(
            "product",
            "Désignation",
            "text",
            names(
                "designation, libelle, nom, product, product name, nom article, intitule, title, titre, "
                "libelle article, designation article, nom produit, item name, display name, name, "
                "etiquette, nom du produit, intitule article, description, libelle produit, "
                "designation produit, designation commerciale, libelle commercial, nom commercial, "
                "designation 1, product title, item title, item description, product description, "
                "article name, titre annonce, item, article libelle, ar design, material description, "
                "nom court, libelle court, produit, sku description, product designation"
            ),
            example="Chaussure de marche Mercantour",
            description="Le nom de l'article.",
        ),
        Field(
            "category",
            "Catégorie",
            "text",
            names(
                "categorie, famille, category, rayon, gamme, product category, code famille, "
                "famille article, categories, product type, type produit, categorie produit, "
                "rayon famille, item group, collection, collections, product group, department, "
                "categories produit, categorie article, nom categorie, category name, categorie defaut, "
                "default category, nom famille, libelle famille, famille produit, sous famille, "
                "sous categorie, product family, product categories, item category, custom product type, "
                "type, type article, rayon principal, univers, groupe, groupe article, groupe produits, "
                "tags categorie, main category, item type, article group, material group, "
                "main product category"
            ),
            example="Randonnée",
            description="La famille ou la catégorie.",
        ),
        Field(
            "brand",
            "Marque",
            "text",
            names(
                "marque, brand, fabricant, manufacturer, vendor brand, nom marque, marque produit, "
                "brand name, product brand, nom fabricant, manufacturer name, maker, editeur, laboratoire, "
                "createur, code marque"
            ),
            example="Mercantour",
            description="La marque ou le fabricant.",
        ),
        Field(
            "purchase_price",
            "Prix d'achat",
            "money",
            names(
                "prix achat, prix d achat, prix achat ht, pa ht, cost, cost price, purchase price, cout, "
                "prix de revient, pru, dernier prix achat, cost per item, prix achat moyen, "
                "wholesale price, buying price, standard price, cout de revient, prix revient ht, "
                "unit cost, pamp, cmup, pa, prix achat net, prix achat unitaire, prix achat brut, "
                "prix achat hors taxes, px achat, px achat ht, tarif achat, tarif fournisseur, "
                "prix fournisseur, prix tarif fournisseur, dernier pa, cost goods, product cost, "
                "product cost price, item cost, supply price, supplier price, supplier cost, "
                "default supply price, cout standard, cout moyen, cout unitaire, cout unitaire moyen, "
                "cout achat, pmp, prix moyen pondere, average cost, default purchase price, purchase cost, "
                "variant cost, cogs, prix revient unitaire, standard cost, landed cost, prix net achat, "
                "prix achat fournisseur, buy price, purchase rate, unit purchase price"
            ),
            unit="€",
            low=0,
            example="31,20",
            description="Ce que l'article vous coûte, hors taxes.",
        ),
        Field(
            "sale_price",
            "Prix de vente",
            "money",
            names(
                "prix de vente, prix vente, prix vente ht, pv ht, sale price, selling price, list price, "
                "tarif, prix ht, pu ht, prix unitaire ht, price, variant price, regular price, "
                "sales price, prix unitaire, prix, prix de vente ht, prix public ht, unit price, "
                "price tax excluded, prix de base, pv, prix vente unitaire, prix vente hors taxes, "
                "prix hors taxes, prix hors taxe, prix tarif, prix public, prix catalogue, prix base ht, "
                "prix net ht, px vente, px vente ht, tarif ht, tarif vente, tarif public, tarif public ht, "
                "tarif base, tarif 1, montant ht, base price, retail price, default price, product price, "
                "item price, standard selling price, selling rate, sales unit price, unit sale price, "
                "net price, price excl tax, price ex vat, price excluding tax, prix unitaire vente, "
                "prix vente net, prix magasin, prix boutique, product price excl tax, sell price, "
                "current price, recommended retail price, msrp, rrp, tarif unitaire"
            ),
            unit="€",
            low=0,
            example="49,90",
            description="Le prix de vente, hors taxes de préférence.",
        ),
        Field(
            "gross_price",
            "Prix de vente TTC",
            "money",
            names(
                "prix ttc, pv ttc, prix de vente ttc, prix public ttc, pu ttc, price tax included, "
                "tarif ttc, tarif public ttc, prix unitaire ttc, prix vente unitaire ttc, montant ttc, "
                "px ttc, px vente ttc, price incl tax, price including tax, price inc vat, price incl vat, "
                "retail price incl tax, prix toutes taxes comprises, prix vente public ttc, pvc, pvp ttc, "
                "prix caisse, prix boutique ttc"
            ),
            unit="€",
            low=0,
            example="59,88",
            description="Le prix de vente toutes taxes comprises.",
        ),
        Field(
            "vat_rate",
            "Taux de TVA",
            "number",
            names(
                "tva, taux tva, taux de tva, vat, vat rate, tva vente, tax rate, customer taxes, "
                "tax, taux, taux taxe, tx tva, tva pct, vat pct, vat percentage, tax percentage, "
                "tax percent, vat code, sales tax, sales tax rate, taxe, taxes, taux tva vente, "
                "tva applicable, default tax rate"
            ),
            unit="%",
            low=0,
            high=100,
            example="20",
            description="Le taux de TVA en pourcentage.",
        ),
        Field(
            "on_hand",
            "Quantité en stock",
            "number",
            names(
                "stock, quantite, quantite en stock, stock reel, qte stock, quantity, inventory quantity, "
                "variant inventory qty, on hand, stock actuel, quantity on hand, qte en stock, "
                "quantite disponible, stock disponible, stock physique, stock total, stock quantity, "
                "stock level, stock on hand, qty, qty on hand, qty stock, quantity stock, "
                "quantity available, available quantity, units stock, current stock, current quantity, "
                "current stock level, current inventory, available stock, total stock, total inventory, "
                "inventory, inventory level, inventory count, product quantity, qte, qte disponible, "
                "nb stock, stock courant, stock online, total inventory qty, stocks, stock magasin"
            ),
            unit="unités",
            example="128",
            description="La quantité en stock au moment de l'export.",
        ),
        Field(
            "unit",
            "Unité",
            "text",
            names(
                "unite, unit, uom, unite de vente, conditionnement unite, unite de mesure, "
                "unit of measure, unite achat, unite stock, unite facturation, unite gestion, unite base, "
                "code unite, libelle unite, sales unit, unit name, base unit, usage unit, measure unit, "
                "sales uom, stocking unit, unite tarif, base unit measure, selling unit"
            ),
            example="pièce",
            description="L'unité de vente : pièce, kg, mètre, heure.",
        ),
        Field(
            "supplier",
            "Fournisseur",
            "code",
            names(
                "fournisseur, code fournisseur, supplier, supplier id, vendor, fournisseur principal, "
                "code frs, frs principal, nom fournisseur, vendors, preferred vendor, "
                "fournisseur habituel, fournisseur defaut, fournisseurs, id fournisseur, no fournisseur, "
                "ref frs, supplier name, supplier code, supplier no, main supplier, default supplier, "
                "default vendor, primary supplier, primary vendor, preferred supplier, vendor name, "
                "vendor id, vendor code, vendor no, code four, fournisseur principal nom, "
                "nom fournisseur principal, code fournisseur principal, distributeur"
            ),
            refers="suppliers.supplier",
            example="F0012",
            description="Le code du fournisseur principal.",
        ),
        Field(
            "lead_time",
            "Délai d'approvisionnement",
            "number",
            names(
                "delai, delai approvisionnement, delai de livraison, delai reappro, lead time, "
                "lead time days, delai approvisionnement jours, delai jours, delai fournisseur, "
                "delai reapprovisionnement, delai appro, delai moyen, delai expedition, "
                "supplier lead time, purchase lead time, replenishment lead time, delivery lead time, "
                "delivery time, customer lead time, delai livraison jours, jours appro, delai obtention, "
                "default lead time"
            ),
            unit="jours",
            low=0,
            high=1000,
            example="12",
            description="Le délai du fournisseur, en jours.",
        ),
        Field(
            "pack_size",
            "Conditionnement",
            "number",
            names(
                "conditionnement, colisage, pack size, pcb, multiple, lot, quantite par colis, "
                "unites par carton, nombre par carton, quantite conditionnement, quantite carton, "
                "qte carton, qte colis, nombre colis, nombre lot, unites colis, unite carton, combien, "
                "case size, case quantity, case pack, carton quantity, carton qty, units per case, "
                "units per pack, units per carton, pack quantity, qty per pack, items per pack, "
                "multiple commande, multiple achat, multiple vente, uvc carton, conditionnement achat, "
                "quantite lot, order multiple, lot commande"
            ),
            unit="unités",
            low=0,
            example="12",
            description="Combien d'unités par carton ou par lot.",
        ),
        Field(
            "min_order",
            "Minimum de commande",
            "number",
            names(
                "minimum commande, mini commande, moq, min order, minimum order quantity, "
                "quantite minimale, minimal quantity, qte mini commande, quantite minimum, "
                "quantite minimum commande, quantite mini, qte mini, qte minimum, qte minimum commande, "
                "quantite minimale commande, quantite minimum achat, min order quantity, min order qty, "
                "min qty, minimum quantity, minimum order qty, minimum purchase quantity, commande mini, "
                "commande minimum, commande minimale, minimum achat, qte mini achat, quantite mini achat"
            ),
            unit="unités",
            low=0,
            example="24",
            description="La plus petite quantité que le fournisseur accepte.",
        ),
        Field(
            "reorder_point",
            "Stock minimum",
            "number",
            names(
                "stock mini, stock minimum, seuil alerte, stock alerte, low stock amount, "
                "seuil de reappro, quantite alerte, seuil, seuil mini, seuil stock, seuil alerte stock, "
                "seuil commande, seuil reapprovisionnement, stock securite, qte mini stock, "
                "point commande, reorder level, reorder threshold, min stock, minimum stock, "
                "minimum stock level, min stock level, safety stock, low stock threshold, low stock level, "
                "low stock, minimum inventory level, stock alert, alerte stock, alert quantity, "
                "quantite alerte stock, niveau mini, niveau stock bas, restock level, "
                "default reorder point, out stock threshold"
            ),
            unit="unités",
            low=0,
            example="10",
            description="La quantité sous laquelle il faut commander.",
        ),
        Field(
            "shelf_life",
            "Durée de conservation",
            "number",
            names(
                "duree de conservation, duree conservation, duree de vie, shelf life, shelf life days, "
                "duree conservation jours, duree de vie jours, conservation jours, dlc jours, ddm jours, "
                "duree dlc, dluo jours, nb jours dlc, conservation, delai peremption"
            ),
            unit="jours",
            low=0,
            high=10000,
            example="180",
            description="Combien de jours l'article se garde, s'il se périme.",
        ),
        Field(
            "weight",
            "Poids",
            "number",
            names(
                "poids, weight, poids kg, poids net, package weight, poids brut, poids unitaire, "
                "poids article, poids produit, poids net kg, poids brut kg, poids g, unit weight, "
                "product weight, item weight, gross weight, net weight, shipping weight, variant weight, "
                "weight kg, weight value, poids gr, masse"
            ),
            unit="kg",
            low=0,
            example="1,2",
            description="Le poids d'une unité.",
        ),
        Field(
            "ean",
            "Code-barres",
            "code",
            names(
                "ean, ean13, gencod, code barre, code barres, barcode, gtin, upc, ean 13, variant barcode, "
                "code ean, isbn, codebarre, code barres ean, code ean13, gencode, bar code, upc code, "
                "ean upc, ean code, product upc, product ean, gtin13, gtin 13, ean gtin, gtin ean, isbn13, "
                "isbn upc, ean 13 ou jan, item barcode, ar codebarre, product barcode, "
                "global trade item number, codes barres, code gtin, upc ean"
            ),
            holds="ean",
            example="3760123450018",
            description="Le code-barres (EAN à 13 chiffres).",
        ),
        Field(
            "active",
            "Actif",
            "boolean",
            names(
                "actif, active, en vente, status, statut, published, publie, etat, visible, enabled, "
                "mis en vente, ligne, vendable, catalogue, est actif, product active, available, "
                "available sale, statut article, statut produit, product status, visible ligne, "
                "visibilite, visibility, peut etre vendu, can be sold, sellable, actif vente, online, "
                "disponible vente, published online store, etat article, active flag, commercialise, "
                "vendre, affiche, item status"
            ),
            example="oui",
            description="« oui » si l'article est encore vendu.",
        ),
    ),
)
