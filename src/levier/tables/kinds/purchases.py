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
                "commande, no commande, numero commande, bon de commande, purchase order, po, "
                "po number, commande achat, no commande fournisseur, reference commande, piece, "
                "no piece, order reference, no document, numero, bc, no bc, ref commande, "
                "commande id, id commande, num commande, numero bon commande, no bon commande, "
                "no commande achat, ref bon commande, cde, no cde, cf, no cf, "
                "commande fournisseur, numero commande fournisseur, ref commande fournisseur, "
                "reference commande fournisseur, po no, po id, po ref, po reference, "
                "purchase order number, purchase order no, purchase order id, purchase order ref, "
                "purchase order name, purchasing document, order number, order no, order id, "
                "order ref, order code, order name, document number, document no, numero piece, "
                "numero document, num piece, ebeln, supplier order number, id achat, no achat, "
                "numero achat, no bl reception, bon de reception, document d achat"
            ),
            example="CF-2026-088",
            description="Le numéro de la commande.",
        ),
        Field(
            "date",
            "Date de commande",
            "date",
            names(
                "date, date commande, date de commande, order date, date achat, purchase date, "
                "date piece, date document, confirmation date, date creation, date bc, date cde, "
                "date commande fournisseur, date bon commande, date cf, date po, po date, "
                "date ordered, ordered on, ordered at, ordered date, order created, created at, "
                "created, created on, creation date, date created, date emission, emise, "
                "purchase order date, document date, issued date, issue date, date passation, "
                "date saisie, date confirmation, cree, placed on, transaction date, order placed, "
                "date de la depense, date depense"
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
                "code frs, frs, compte fournisseur, code tiers, no tiers, compte tiers, supplier code, "
                "fournisseur code, id fournisseur, numero fournisseur, num fournisseur, "
                "identifiant fournisseur, ref frs, four, supplier no, supplier number, vendor code, "
                "vendor no, vendor number, tiers, tiers code, compte frs, code four, cod fournisseur, "
                "account code, account number, seller id, lifnr"
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
                "nom fournisseur, raison sociale fournisseur, supplier name, vendor name, "
                "intitule fournisseur, raison sociale, nom frs, nom tiers, intitule tiers, "
                "libelle fournisseur, fournisseur, supplier, vendor, fournisseur nom, "
                "fournisseur raison sociale, denomination, denomination fournisseur, societe, "
                "nom societe, company, company name, supplier company, partner, partner name, "
                "partenaire, contact, contact name, seller, seller name, supplier full name, "
                "vendor company, nom du fournisseur"
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
                "code article, code produit, reference, ref, sku, product code, item code, "
                "article, ref article, code art, reference article, ref fournisseur, "
                "reference fournisseur, order lines product code, supplier part number, "
                "part number, supplier sku, item number, vendor part number, id article, "
                "id produit, no article, numero article, article code, article id, article no, "
                "article number, product id, product sku, product number, product ref, product no, "
                "item id, item sku, item no, sku fournisseur, supplier product code, "
                "supplier code article, supplier item code, vendor sku, vendor item number, "
                "vendor product code, vendor code article, reference produit, ref produit, "
                "reference interne, ref interne, internal reference, code barres, ean, gencod, "
                "material, material number, matnr, part no, part, art code, ref art, ref prod, "
                "code prod, reference piece, code ressource, stock code, stock item code, mpn, "
                "manufacturer part number, code article fournisseur, ref article fournisseur, "
                "barcode, ugs, code ugs"
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
                "designation, libelle, description, product, nom article, designation article, "
                "libelle article, libelle ligne, order lines product, item, nom produit, "
                "libelle produit, designation produit, designation ligne, produit, product name, "
                "product title, product description, item name, item description, item title, "
                "line description, line item, material description, short text, intitule, "
                "intitule article, nom, title, part name, part description, prestation, service, "
                "product variant, description ligne, order line description, description article, "
                "matiere, matiere premiere, type de depense"
            ),
            example="Toile coton 310 g",
            description="Le nom de l'article commandé.",
        ),
        Field(
            "quantity",
            "Quantité commandée",
            "number",
            names(
                "quantite, qte, quantite commandee, qte commandee, quantity, qty, ordered quantity, "
                "qte cdee, order qty, quantite cde, qte cde, nombre, quantites, qtes, qte commande, "
                "qte cf, quantite commande, quantite commander, quantite achat, qte achat, "
                "quantite achetee, qte achetee, quantite ligne, nb, nb unites, nombre commande, units, "
                "unites, ordered, ordered qty, order quantity, quantity ordered, qty ordered, "
                "purchase quantity, purchased quantity, purchase qty, product qty, po quantity, po qty, "
                "line quantity, item quantity, requested quantity, units ordered, quantite demandee, "
                "total quantity"
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
                "prix unitaire, pu, pu ht, prix achat, prix d achat, unit price, unit cost, cost, "
                "prix unitaire ht, pu net, pu achat, px achat, prix net ht, rate, pu brut, pu brut ht, "
                "pu net ht, p u, p u ht, px unitaire, px unitaire ht, px achat ht, prix achat ht, "
                "prix achat net, prix achat unitaire ht, prix brut, prix brut ht, prix net, "
                "prix net unitaire, prix unitaire net, prix unitaire net ht, prix unitaire brut, "
                "prix unitaire achat, prix tarif, prix, price, prix ht, purchase price, "
                "purchase unit price, buy price, buying price, cost price, item cost, item price, "
                "net price, net unit price, price per unit, price each, unit amount, supplier price, "
                "supplier cost, cout unitaire, cout unitaire ht, cout, cout achat, tarif, tarif ht, "
                "unit purchase price, vendor price, unit rate, po price, cost per unit"
            ),
            unit="€",
            example="8,40",
            description="Le prix d'achat d'une unité, hors taxes.",
        ),
        Field(
            "discount",
            "Remise",
            "number",
            names(
                "remise, remise pct, taux remise, discount, remise 1, remise ligne, tx remise, "
                "remise fournisseur, remise pourcentage, discount rate, discount percent, "
                "discount percentage, discount pct, line discount, line discount pct, pourcentage remise, "
                "rem"
            ),
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
                "montant net ht, total ligne, subtotal, price subtotal, item total, net total, "
                "line amount, montant net, montant hors taxes, montant hors taxe, montant ht net, "
                "montant ht ligne, montant ligne ht, montant total, montant total ht, montant achat, "
                "montant achat ht, montant commande, montant commande ht, total hors taxes, total net, "
                "total net ht, total ht ligne, mt ht, mt ligne ht, mt net ht, prix total, prix total ht, "
                "net amount, net value, net order value, amount excl tax, amount excluding tax, "
                "total excl tax, total excluding tax, total amount, total price, total cost, total value, "
                "order amount, order value, order total, line value, line cost, line subtotal, "
                "line item total, line net amount, extended price, extended cost, extended amount, "
                "ext cost, untaxed amount, tax excl, purchase amount, cout total, valeur, valeur ht, "
                "cout total ht, valeur commande, po amount, item amount, value"
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
                "date livraison prevue, livraison prevue, date promise, promised date, "
                "expected date, date prevue, due date, delai annonce, date de livraison demandee, "
                "date livraison demandee, expected arrival, expected delivery, "
                "livraison souhaitee, scheduled date, need by, need by date, required by, "
                "required date, requested date, date livraison promise, date livraison annoncee, "
                "date livraison confirmee, date livraison estimee, date livraison attendue, "
                "date livraison souhaitee, date reception prevue, date arrivee prevue, "
                "livraison demandee, livraison attendue, livraison estimee, livraison confirmee, "
                "livrer, attendu, prevu, date attendue, date souhaitee, date demandee, "
                "date besoin, date confirmee, date echeance livraison, echeance livraison, "
                "promise date, promised delivery, promised delivery date, expected delivery date, "
                "expected on, expected receipt date, expected receipt, expected at, expected par, "
                "expected arrival date, estimated delivery, estimated delivery date, "
                "estimated arrival, estimated arrival date, eta, planned delivery date, "
                "planned receipt date, planned date, planned delivery, confirmed delivery date, "
                "confirmed date, scheduled delivery date, scheduled receipt date, "
                "scheduled arrival, schedule date, requested delivery date, "
                "requested receipt date, required delivery date, delivery due date, due on, "
                "reqd date, date planned, delivery due, deliver par, due, demande pour le"
            ),
            example="16/03/2026",
            description="La date de livraison promise ou demandée.",
        ),
        Field(
            "delivered",
            "Livraison réelle",
            "date",
            names(
                "date reception, date de reception, received date, livre le, date bl, "
                "date entree stock, date de livraison reelle, effective date, arrival date, "
                "receipt date, date livree, date livraison effective, date effective, "
                "date reception reelle, date reception effective, date bon livraison, date entree, "
                "date arrivee, receptionne, receptionnee, reception, received on, received at, "
                "date received, received on date, date delivered, delivered on, delivered at, "
                "delivered date, actual delivery date, actual delivery, actual receipt date, "
                "actual arrival, actual date, goods receipt date, gr date, last receipt date, "
                "reception date, arrived at, arrived on, fulfilled date"
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
                "qte recept, qte receptionnee, recu, received, quantites recues, quantite receptionnee, "
                "quantite reception, qte reception, qte recu, quantite acceptee, received qty, "
                "quantity received, units received, delivered quantity, delivered qty, qty delivered, "
                "quantity delivered, accepted quantity, goods receipt quantity, receipt quantity, "
                "receipt qty, gr quantity, nb recu, fulfilled quantity"
            ),
            unit="unités",
            example="58",
            description="Combien d'unités sont arrivées.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names(
                "devise, currency, monnaie, code devise, devise commande, currency code, order currency, "
                "po currency, transaction currency, purchase currency, devise achat, devise fournisseur, "
                "document currency"
            ),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
        Field(
            "status",
            "État",
            "text",
            names(
                "etat, statut, status, etat commande, statut commande, etat cde, etat reception, "
                "etat livraison, avancement, order status, po status, purchase order status, "
                "purchase status, line status, receipt status, delivery status, state, receiving status, "
                "statut reception, statut livraison, situation, order state"
            ),
            example="Livrée",
            description="Où en est la commande.",
        ),
    ),
)
