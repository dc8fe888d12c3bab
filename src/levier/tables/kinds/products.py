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
                "code article, code produit, reference, ref, sku, product code, stock code, item code, "
                "article, product id, code art, code, ref article, reference article, reference interne, "
                "internal reference, variant sku, no article, ref produit, item no"
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
                "etiquette, nom du produit, intitule article, description"
            ),
            example="Chaussure de marche Mercantour",
            description="Le nom de l'article.",
        ),
        Field(
            "category",
            "Catégorie",
            "text",
            names(
                "categorie, famille, category, rayon, gamme, product category, code famille, famille article, "
                "categories, product type, type produit, categorie produit, rayon famille, item group, "
                "collection, collections, product group, department"
            ),
            example="Randonnée",
            description="La famille ou la catégorie.",
        ),
        Field(
            "brand",
            "Marque",
            "text",
            names("marque, brand, fabricant, manufacturer, vendor brand"),
            example="Mercantour",
            description="La marque ou le fabricant.",
        ),
        Field(
            "purchase_price",
            "Prix d'achat",
            "money",
            names(
                "prix achat, prix d achat, prix achat ht, pa ht, cost, cost price, purchase price, cout, "
                "prix de revient, pru, dernier prix achat, cost per item, prix achat moyen, wholesale "
                "price, buying price, standard price, cout de revient, prix revient ht, unit cost, pamp, "
                "cmup"
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
                "tarif, prix ht, pu ht, prix unitaire ht, price, variant price, regular price, sales "
                "price, prix unitaire, prix, prix de vente ht, prix public ht, unit price, price tax "
                "excluded, prix de base"
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
            names("prix ttc, pv ttc, prix de vente ttc, prix public ttc, pu ttc, price tax included"),
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
                "tva, taux tva, taux de tva, vat, vat rate, code tva, tva vente, tax rate, customer "
                "taxes, tax, taux"
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
                "variant inventory qty, on hand, stock actuel, quantity on hand, qte en stock"
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
                "unite, unit, uom, unite de vente, conditionnement unite, unite de mesure, unit of "
                "measure, unite achat"
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
                "code frs, frs principal, nom fournisseur, vendors, preferred vendor"
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
                "delai, delai approvisionnement, delai de livraison, delai reappro, lead time, lead time "
                "days, delai approvisionnement jours, delai jours"
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
                "conditionnement, colisage, pack size, pcb, multiple, lot, quantite par colis, unites par "
                "carton, nombre par carton"
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
                "minimum commande, mini commande, moq, min order, minimum order quantity, quantite "
                "minimale, minimal quantity, qte mini commande"
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
                "stock mini, stock minimum, seuil alerte, stock alerte, low stock amount, seuil de "
                "reappro, quantite alerte"
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
                "duree conservation jours, duree de vie jours, conservation jours"
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
            names("poids, weight, poids kg, poids net, package weight"),
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
                "ean, ean13, gencod, code barre, code barres, barcode, gtin, upc, ean 13, variant "
                "barcode, code ean, isbn"
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
                "actif, active, en vente, status, statut, published, publie, etat, visible, "
                "enabled, mis en vente"
            ),
            example="oui",
            description="« oui » si l'article est encore vendu.",
        ),
    ),
)
