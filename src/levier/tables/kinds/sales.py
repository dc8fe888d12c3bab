"""Sales: one line of an invoice, a till receipt or an order, at its date."""

from levier.tables.kinds.kind import Field, Kind, names

Sales = Kind(
    name="sales",
    label="Ventes",
    lines="une ligne de facture, de ticket ou de commande",
    title="Lignes de vente",
    day="date",
    requires=(("date",), ("product_code", "product"), ("quantity", "amount"), ("unit_price", "amount")),
    distinctive=("quantity", "unit_price", "amount", "invoice"),
    fields=(
        Field(
            "invoice",
            "N° de facture",
            "code",
            names(
                "invoiceno, invoice no, invoice number, invoice, facture, no facture, numero facture, num "
                "facture, n facture, piece, no piece, numero de piece, ticket, no ticket, commande, no "
                "commande, numero commande, order, order id, order no, order number, transaction id, "
                "receipt, bon, no facture ou ticket, ref commande, reference commande, numero document, "
                "document, no document, order name, sales record number, receipt number, no bon "
                "livraison, sale id, no vente, sale number, ticket id, purchase order, name, numero de "
                "recu, no recu"
            ),
            refers="invoices.invoice",
            example="FA-2026-0412",
            description="Le numéro de la facture, du ticket ou de la commande dont cette ligne fait partie.",
        ),
        Field(
            "date",
            "Date",
            "datetime",
            names(
                "invoicedate, invoice date, date, date facture, date de facture, date vente, date de "
                "vente, date commande, order date, sale date, sales date, date piece, transaction date, "
                "jour, day, horodatage, timestamp, created at, date document, date ticket, date de "
                "creation, paid at, date heure"
            ),
            example="14/03/2026",
            description="Le jour de la vente (celui de la facture, du ticket ou de la commande).",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "stockcode, stock code, code article, code produit, reference, ref, ref article, reference "
                "article, reference produit, article, sku, product code, product id, item code, item id, "
                "item, ean, code ean, gencod, code barre, code art, lineitem sku, no article, sku produit, "
                "reference interne, internal reference, plu, ar ref, custom label, manuf sku, reference "
                "vendeur, sku vendeur, seller sku, merchant sku, reference marchand"
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
                "description, designation, libelle, libelle article, libelle produit, produit, product, "
                "product name, nom produit, nom article, item name, intitule, designation article, "
                "lineitem name, article vendu, nom de l article, libelle ligne, product service, produit "
                "service, prestation, item, nom de l article vendu, item title, titre article, titre "
                "annonce"
            ),
            example="Chaussure de marche Mercantour",
            description="Le nom de l'article vendu.",
        ),
        Field(
            "quantity",
            "Quantité",
            "number",
            names(
                "quantity, qty, quantite, qte, quantite vendue, qte vendue, nb, nombre, units, unites, "
                "quantite facturee, units sold, lineitem quantity, quantite livree, qte livree, qte "
                "facturee, quantity shipped, quantity purchased, qte commandee, quantite commandee, nb "
                "articles"
            ),
            unit="unités",
            example="2",
            description="Combien d'unités ; négatif pour un retour.",
        ),
        Field(
            "unit_price",
            "Prix unitaire",
            "money",
            names(
                "unitprice, unit price, price, prix unitaire, prix unitaire ht, pu, pu ht, puht, prix, "
                "prix ht, prix de vente, prix vente ht, prix unit, selling price, lineitem price, prix "
                "vente unitaire, pu net ht, unit price excl tax, rate, item cost, retail, retail price, "
                "sold for, prix apres remise"
            ),
            unit="€",
            example="49,90",
            description="Le prix d'une unité, hors taxes de préférence.",
        ),
        Field(
            "amount",
            "Montant",
            "money",
            names(
                "amount, montant, montant ht, total ht, total, montant ligne, total ligne, line total, "
                "chiffre d affaires, ca, ca ht, sales, revenue, net amount, montant net ht, montant ht "
                "ligne, total ligne ht, total ht ligne, line amount, subtotal, montant net, net sales, "
                "ventes nettes, item total, row total"
            ),
            unit="€",
            example="99,80",
            description="Le montant de la ligne, remise déduite, hors taxes de préférence.",
        ),
        Field(
            "discount",
            "Remise",
            "number",
            names(
                "remise, discount, taux remise, remise pct, rabais, remise en pourcentage, pourcentage "
                "remise, remise ligne, taux remise ligne, rem, discount percent"
            ),
            unit="%",
            low=0,
            high=100,
            example="10",
            description="La remise en pourcentage (10 pour 10 %).",
        ),
        Field(
            "vat_rate",
            "Taux de TVA",
            "number",
            names("tva, taux tva, taux de tva, pourcentage tva, vat rate, tax rate, code tva"),
            unit="%",
            low=0,
            high=100,
            example="20",
            description="Le taux de TVA de la ligne, en pourcentage.",
        ),
        Field(
            "vat",
            "Montant de TVA",
            "money",
            names("montant tva, tva ligne, total tva, vat amount, item tax, tax amount, taxes, tax"),
            unit="€",
            example="19,96",
            description="Le montant de TVA de la ligne.",
        ),
        Field(
            "gross",
            "Montant TTC",
            "money",
            names(
                "montant ttc, total ttc, ttc, prix total ttc, gross amount, gross sales, ventes brutes, "
                "total ttc ligne, total, total price"
            ),
            unit="€",
            example="119,76",
            description="Le montant de la ligne toutes taxes comprises.",
        ),
        Field(
            "cost",
            "Coût de revient",
            "money",
            names(
                "prix de revient, prix achat, cout unitaire, cost, pamp, cmup, prix revient unitaire, "
                "cout achat, unit cost, pa ht"
            ),
            unit="€",
            example="31,20",
            description="Ce qu'une unité vous coûte ; sert à la marge.",
        ),
        Field(
            "customer",
            "Code client",
            "code",
            names(
                "customerid, customer id, customer, client, code client, no client, numero client, id "
                "client, customer code, compte client, client id, num client, no compte tiers, code "
                "tiers, tiers, cle client, compte tiers, sold to, ct num"
            ),
            personal=True,
            refers="customers.customer",
            holds="code",
            example="C00125",
            description="Le code du client, le même que dans votre fichier des clients.",
        ),
        Field(
            "customer_name",
            "Nom du client",
            "text",
            names(
                "customer name, nom client, nom du client, raison sociale, raison sociale client, client "
                "nom, libelle client, nom tiers, intitule tiers, intitule client, billing name, client "
                "livre, buyer name, denomination client, nom acheteur, societe client, customer full "
                "name, client, customer, buyer"
            ),
            personal=True,
            holds="name",
            example="Sport & Montagne SARL",
            description="Le nom ou la raison sociale du client.",
        ),
        Field(
            "seller",
            "Vendeur",
            "text",
            names(
                "vendeur, commercial, representant, collaborateur, employe, staff, salesperson, sales "
                "rep, caissier, employee, personnel, collaborateur vendeur"
            ),
            personal=True,
            example="Camille Robin",
            description="La personne qui a vendu.",
        ),
        Field(
            "store",
            "Point de vente",
            "text",
            names(
                "magasin, point de vente, boutique, store, location, depot, agence, etablissement, "
                "caisse, site"
            ),
            example="Annecy",
            description="Le magasin, l'agence ou le dépôt de la vente.",
        ),
        Field(
            "channel",
            "Canal de vente",
            "text",
            names("canal, canal de vente, sales channel, channel, origine commande, order channel"),
            example="Boutique en ligne",
            description="Par où la vente est passée : magasin, site, place de marché.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names(
                "country, pays, pays client, pays de livraison, ship country, code pays, shipping "
                "country, billing country, pays livraison, pays facturation"
            ),
            holds="country",
            example="France",
            description="Le pays du client ou de la livraison.",
        ),
        Field(
            "category",
            "Catégorie",
            "text",
            names(
                "category, categorie, famille, famille article, rayon, gamme, product category, product "
                "line, groupe article, sous famille, segment produit, type produit, product type, item "
                "category, famille produit, nom famille, department"
            ),
            example="Randonnée",
            description="La famille de l'article.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names("currency, devise, monnaie, code devise, code monnaie, invoice currency"),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
    ),
)
