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
                "invoiceno, invoice no, invoice number, invoice, facture, no facture, numero facture, "
                "num facture, n facture, piece, no piece, numero de piece, ticket, no ticket, commande, "
                "no commande, numero commande, order, order id, order no, order number, transaction id, "
                "receipt, bon, no facture ou ticket, ref commande, reference commande, numero document, "
                "document, no document, order name, sales record number, receipt number, no bon livraison, "
                "sale id, no vente, sale number, ticket id, purchase order, name, numero de recu, no recu, "
                "n piece, num piece, num ticket, num commande, numero ticket, ticket number, ticket no, "
                "receipt no, receipt id, order ref, order reference, commande id, id commande, id facture, "
                "id vente, id ticket, sale no, sales order, sales order number, sales order no, so number, "
                "amazon order id, id commande amazon, order nr, transaction number, transaction no, "
                "check number, bill no, bill number, document number, document no, do piece, no bl, "
                "numero bl, bon livraison, invoice id, invoice ref, ref facture, reference facture, "
                "reference document, no transaction, id transaction, identifiant commande, increment id, "
                "billing document, vbeln, order display name"
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
                "invoicedate, invoice date, date, date facture, date de facture, date vente, "
                "date de vente, date commande, order date, sale date, sales date, date piece, "
                "transaction date, jour, day, horodatage, timestamp, created at, date document, "
                "date ticket, date de creation, paid at, date heure, date issued, issue date, issued at, "
                "issued, date bl, invoice date time, order placed, order date time, purchase date, "
                "ordered at, date ordered, order created, date created, created, creation date, "
                "date encaissement, date achat, billing date, posting date, date comptable, date emission, "
                "sold on, sold at, completed at, business date, journee, do date, date facturation, "
                "placed on, date time, datetime, date transaction, date purchased, transaction date time, "
                "date operation"
            ),
            example="14/03/2026",
            description="Le jour de la vente (celui de la facture, du ticket ou de la commande).",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "stockcode, stock code, code article, code produit, reference, ref, ref article, "
                "reference article, reference produit, article, sku, product code, product id, "
                "item code, item id, item, ean, code ean, gencod, code barre, code art, "
                "lineitem sku, no article, sku produit, reference interne, internal reference, "
                "plu, ar ref, custom label, manuf sku, reference vendeur, sku vendeur, seller sku, "
                "merchant sku, reference marchand, id article, id produit, no produit, "
                "numero article, article code, article id, article no, article number, "
                "product sku, product number, product no, product ref, product reference, "
                "item sku, item number, item no, line item sku, line item code, variant sku, "
                "code barres, barcode, asin, seller product id, code prestation, "
                "code produit service, code plu, material, material number, matnr, upc, ean13, "
                "gtin, art code, cod art, ref art, ref prod, code prod, ref article fournisseur, "
                "sku code, sku number, part number, model number, offer sku, sku offre, "
                "variation sku, product service code, ugs, code ugs"
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
                "lineitem name, article vendu, nom de l article, libelle ligne, product service, "
                "produit service, prestation, item, nom de l article vendu, item title, titre article, "
                "titre annonce, produits, articles, nom, designation produit, item description, "
                "product description, line item name, line item, line description, product title, title, "
                "article name, line item description, service, services, menu item, plat, item sold, "
                "variant title, listing title, nom prestation, libelle prestation, material description, "
                "product variant title, sku description, article description, intitule ligne, "
                "intitule article, detail, details"
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
                "quantite facturee, units sold, lineitem quantity, quantite livree, qte livree, "
                "qte facturee, quantity shipped, quantity purchased, qte commandee, quantite commandee, "
                "nb articles, quantites, quantite article, quantite vendues, quantite produits, "
                "nombre articles, nb unites, nb ventes, nombre vendu, nombre vendus, nb vendu, "
                "nombre unites, quantity sold, qty sold, qty ordered, quantity ordered, quantity invoiced, "
                "qty invoiced, item quantity, items sold, items, item count, product quantity, "
                "product qty, net quantity, quantite nette, sold quantity, sold qty, qte ligne, "
                "quantite ligne, quantite uv, billed quantity, invoiced quantity, order quantity, "
                "order qty, net items sold, volume vendu, volume, line quantity, product sales quantity, "
                "total quantity"
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
                "unitprice, unit price, price, prix unitaire, prix unitaire ht, pu, pu ht, puht, "
                "prix, prix ht, prix de vente, prix vente ht, prix unit, selling price, "
                "lineitem price, prix vente unitaire, pu net ht, unit price excl tax, rate, "
                "item cost, sold for, prix apres remise, prix unitaire net, prix unitaire net ht, "
                "pv ht, pv unitaire, pu vente, pu vente ht, pu brut, pu brut ht, prix brut, "
                "prix net, prix net ht, p u, p u ht, px unitaire, px vente, px vente ht, "
                "unit selling price, unit sale price, product unit price, sale price, sales price, "
                "net unit price, net price, unit net price, price per unit, price each, "
                "unit amount, base price, tarif, tarif ht, tarif unitaire, prix uht, "
                "price excl tax, price ex tax, unit price ex tax, unit price net, "
                "prix unitaire hors taxes, prix unitaire hors taxe, prix unit ht, "
                "prix unitaire vente, prix article, prix de l article, cout article"
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
                "amount, montant, montant ht, total ht, total, montant ligne, total ligne, "
                "line total, chiffre d affaires, ca, ca ht, sales, revenue, net amount, "
                "montant net ht, montant ht ligne, total ligne ht, total ht ligne, line amount, "
                "subtotal, montant net, net sales, ventes nettes, item total, row total, "
                "montant hors taxes, montant hors taxe, montant hors tva, montant ligne ht, "
                "montant total ht, montant vente, montant ventes, montant facture ht, "
                "total hors taxes, total hors taxe, total net, total net ht, total vente ht, "
                "chiffre affaires ht, ca net, ca net ht, ventes ht, vente ht, ventes, "
                "line net amount, line amount excl tax, net value, net total, net revenue, "
                "net sale, total net amount, amount excl tax, amount excluding tax, "
                "total excl tax, total excluding tax, line subtotal, item subtotal, product sales, "
                "sales amount, sale amount, extended price, extended amount, ext price, "
                "line item total, product total price, order line total, total amount, "
                "mt ligne ht, net ht, net sales amount, prix total, prix total ht, revenu, "
                "row total excl tax, sales value, turnover, total line amount, "
                "montant net hors taxe, montant ht net, ca realise, ca hors taxes, "
                "sous total ligne, sous total, sous total article"
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
                "remise, discount, taux remise, remise pct, rabais, remise en pourcentage, "
                "pourcentage remise, remise ligne, taux remise ligne, rem, discount percent, remise 1, "
                "remise ligne pct, pct remise, tx remise, remise client, discount rate, discount pct, "
                "line discount, line discount pct, discount percentage"
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
            names(
                "tva, taux tva, taux de tva, pourcentage tva, vat rate, tax rate, taux taxe, "
                "tx tva, tva taux, tva pct, vat pct, vat percent, vat percentage, tax percent, "
                "tax percentage, tax pct, taux tva applique, line tax rate, item tax rate, gst rate"
            ),
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
            names(
                "montant tva, tva ligne, total tva, vat amount, item tax, tax amount, taxes, tax, mt tva, "
                "montant taxe, montant taxes, total taxes, total taxe, vat value, tax total, line tax, "
                "line vat, sales tax, vat total, taxe, total tax, total vat, product tax, "
                "montant tva ligne, dont tva, item tax amount, row tax"
            ),
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
                "total ttc ligne, total, total price, montant ttc ligne, montant ligne ttc, "
                "montant total ttc, montant vente ttc, ca ttc, ventes ttc, vente ttc, "
                "chiffre affaires ttc, prix ttc, amount incl tax, amount including tax, total incl tax, "
                "total including tax, line total incl tax, gross total, gross value, row total incl tax, "
                "total toutes taxes comprises, montant toutes taxes comprises, total line amount incl tax, "
                "net payer, gross revenue, total incl vat, amount incl vat"
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
                "cout achat, unit cost, pa ht, cout, prix revient ht, prix achat ht, pru, pa, "
                "unit cost price, item cost price, cost price, cost goods, cost per item, cogs, "
                "dernier prix achat, prix achat unitaire, pmp, cout moyen"
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
                "customerid, customer id, customer, client, code client, no client, numero client, "
                "id client, customer code, compte client, client id, num client, no compte tiers, "
                "code tiers, tiers, cle client, compte tiers, sold to, ct num, cod client, client code, "
                "client no, customer no, customer number, customer ref, numero tiers, no tiers, "
                "account number, account code, account, bill to customer, compte tiers client, "
                "code tiers payeur, code client facture, client facture, buyer id, buyer user id, "
                "identifiant client, ref client, reference client, client livre code, do tiers, "
                "account id, patient, membre, no membre, tiers code"
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
                "customer name, nom client, nom du client, raison sociale, raison sociale client, "
                "client nom, libelle client, nom tiers, intitule tiers, intitule client, billing name, "
                "client livre, buyer name, denomination client, nom acheteur, societe client, "
                "customer full name, client, customer, buyer, nom complet client, nom prenom client, "
                "client facture nom, client raison sociale, customer fullname, company, company name, "
                "client name, buyer full name, buyer fullname, account name, bill to name, ship to name, "
                "recipient name, customer company, billing company, nom facturation, destinataire, "
                "shipping name, nom societe, societe, raison sociale facturation, nom compte, "
                "patient name, acheteur"
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
                "vendeur, commercial, representant, collaborateur, employe, staff, salesperson, sales rep, "
                "caissier, employee, personnel, collaborateur vendeur, vendeurs, vendu par, nom vendeur, "
                "commercial nom, nom commercial, code vendeur, code commercial, code representant, "
                "sales person, sales representative, salesman, sales agent, sold par, served par, serveur, "
                "server, cashier, caissiere, operateur, operator, utilisateur, user, staff member, "
                "staff name, employee name, team member, conseiller, representant nom, account manager, "
                "owner, encaisse par, cree par"
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
                "caisse, site, nom magasin, code magasin, nom boutique, boutique nom, store name, "
                "store id, shop, shop name, outlet, outlet name, location name, pos location, "
                "register, register name, till, terminal, point sale, lieu vente, "
                "nom etablissement, code etablissement, code depot, nom depot, branch, "
                "branch name, salle, site vente, restaurant, succursale, warehouse, entrepot, "
                "venue, agence commerciale, pos location name, code mag"
            ),
            example="Annecy",
            description="Le magasin, l'agence ou le dépôt de la vente.",
        ),
        Field(
            "channel",
            "Canal de vente",
            "text",
            names(
                "canal, canal de vente, sales channel, channel, origine commande, order channel, source, "
                "canal distribution, sales channel name, order source, marketplace, place marche, "
                "plateforme, distribution channel, mode vente, type vente, mode consommation, "
                "source commande, source name, sale channel, platform, channel name, site vente ligne"
            ),
            example="Boutique en ligne",
            description="Par où la vente est passée : magasin, site, place de marché.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names(
                "country, pays, pays client, pays de livraison, ship country, code pays, shipping country, "
                "billing country, pays livraison, pays facturation, pays facture, pays facturation client, "
                "customer country, delivery country, destination country, country name, country code, "
                "ship to country, bill to country, ship country code, shipping country code, "
                "billing country code, pays destination, delivery country code, buyer country"
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
                "category, categorie, famille, famille article, rayon, gamme, product category, "
                "product line, groupe article, sous famille, segment produit, type produit, product type, "
                "item category, famille produit, nom famille, department, categories, categorie article, "
                "categorie produit, code famille, famille produits, libelle famille, famille libelle, "
                "nom categorie, category name, product family, product group, product type name, "
                "reporting category, groupe produits, sous categorie, collection, rayon article, univers, "
                "secteur, article category, material group, item group, department name"
            ),
            example="Randonnée",
            description="La famille de l'article.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names(
                "currency, devise, monnaie, code devise, code monnaie, invoice currency, devise commande, "
                "devise facture, devise document, order currency, order currency code, currency code, "
                "transaction currency, code iso devise, sales currency, document currency"
            ),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
    ),
)
