"""Reviews: one opinion of a customer, with its mark."""

from levier.tables.kinds.kind import Field, Kind, names

Reviews = Kind(
    name="reviews",
    label="Avis clients",
    lines="un avis ou une réponse d'enquête",
    day="date",
    requires=(("rating", "text"),),
    distinctive=("rating", "text"),
    fields=(
        Field(
            "review",
            "Identifiant",
            "code",
            names(
                "id, review id, identifiant, identifiant avis, no avis, reference avis, avis id, numero, "
                "id avis, id commentaire, id reponse, identifiant reponse, no reponse, num avis, "
                "numero avis, ref avis, review no, review number, review uid, review uuid, feedback id, "
                "comment id, response id, respondent id, submission id, token, answer id, "
                "survey response id, uuid, record id, reponse id, entry id"
            ),
            example="A-2210",
            description="L'identifiant de l'avis.",
        ),
        Field(
            "date",
            "Date",
            "date",
            names(
                "date, date avis, publie le, review date, created at, date publication, "
                "date de publication, date de l avis, date creation, created, cree le, submitted at, "
                "date reponse, submit date, horodateur, review submit date and time, date soumission, "
                "date depot, date evaluation, date commentaire, date note, date notation, date enquete, "
                "date experience, date avis client, date collecte, date heure, date saisie, depose, poste, "
                "ecrit, laisse, redige, soumis, envoye, recu, timestamp, time, horodatage, review created, "
                "review created at, review created utc, review created date, review creation date, "
                "review published date, review publish date, review published at, review posted on, "
                "review time, review timestamp, review submitted, reviewed at, reviewed on, rated at, "
                "published, published at, published on, published date, publication date, publish date, "
                "posted, posted at, posted on, created on, created date, created time, creation date, "
                "create time, date created, date posted, date submitted, date review, submitted on, "
                "submission date, submitted, end date, completed at, completed, response date, "
                "responded at, responded on, answered at, feedback date, rating date, date time, added on, "
                "received at"
            ),
            example="14/03/2026",
            description="Le jour de l'avis.",
        ),
        Field(
            "rating",
            "Note",
            "number",
            names(
                "note, rating, score, etoiles, stars, nps, note globale, stars rating, star rating, "
                "review stars, evaluation, nb etoiles, nombre d etoiles, satisfaction, note sur 5, "
                "note sur 10, likelihood to recommend, notation, note avis, note client, note donnee, "
                "note attribuee, note obtenue, note produit, note generale, note moyenne, note finale, "
                "note satisfaction, note nps, note cinq, note dix, nombre etoile, etoile, star, "
                "star count, number stars, nb stars, overall rating, overall score, overall satisfaction, "
                "general rating, global rating, product rating, service rating, review rating, "
                "review score, review rating value, rating value, rating score, rating stars, ratings, "
                "customer rating, average rating, average score, avg rating, satisfaction score, "
                "satisfaction rating, satisfaction globale, satisfaction client, score satisfaction, "
                "score nps, score global, score client, nps score, csat, csat score, ces, mark, grade, "
                "recommendation score, recommandation, evaluation globale, evaluation client, "
                "appreciation, rate, niveau satisfaction, likelihood to recommend score, points"
            ),
            low=0,
            high=100,
            example="4",
            description="La note donnée.",
        ),
        Field(
            "scale",
            "Note maximale",
            "number",
            names(
                "note max, sur, scale, max, bareme, note maximum, max note, max rating, rating max, "
                "best rating, max score, maximum rating, rating scale, echelle, out, score max, "
                "maximum score, note max possible, echelle note"
            ),
            low=1,
            high=100,
            example="5",
            description="La note la plus haute possible.",
        ),
        Field(
            "title",
            "Titre",
            "text",
            names(
                "titre, title, titre avis, review title, objet, titre commentaire, titre avis client, "
                "headline, review headline, review subject, subject, heading, summary, resume, "
                "title review, comment title, sujet, review heading, accroche"
            ),
            example="Très satisfait",
            description="Le titre de l'avis.",
        ),
        Field(
            "text",
            "Commentaire",
            "text",
            names(
                "commentaire, avis, texte, comment, review, text, verbatim, contenu, body, message, "
                "review content, review text, contenu de l avis, content, feedback, remarque, "
                "review content text, commentaire client, commentaire avis, commentaire libre, "
                "commentaires, commentaires libres, avis client, avis texte, texte avis, "
                "texte commentaire, texte libre, contenu commentaire, corps, corps avis, description, "
                "remarques, observations, suggestion, suggestions, temoignage, opinion, reponse libre, "
                "message client, message avis, review body, review comment, review comments, "
                "review description, review message, review detail, reviews text, product review, "
                "comments, customer comment, customer comments, customer feedback, customer review, "
                "comment text, feedback text, feedback comment, feedback message, open feedback, "
                "open text, open comment, free text, testimonial, verbatims, verbatim client, raison note, "
                "reason, reason score, score reason, nps reason, additional comments, impressions, "
                "body text, consumer comment, experience, note commentaire"
            ),
            example="Livraison rapide, chaussures conformes.",
            description="Ce que dit le client.",
        ),
        Field(
            "customer",
            "Client",
            "code",
            names(
                "client, code client, customer, auteur, author, code clt, ref client, customer id, "
                "id client, numero client, no client, identifiant client, reference client, "
                "customer number, customer no, customer code, customer ref, client id, client code, "
                "user id, reviewer id, author id, consumer id, contact id, account id, consumer user id, "
                "respondent, buyer id, member id, membre"
            ),
            personal=True,
            refers="customers.customer",
            example="C00125",
            description="Le code ou le nom du client.",
        ),
        Field(
            "customer_name",
            "Nom du client",
            "text",
            names(
                "nom, pseudo, auteur, author, nom client, reviewer, reviewer name, display name, prenom, "
                "nom auteur, nom du client, username, consumer name, name, client, nom acheteur, "
                "nom complet, nom prenom, nom complet client, nom reviewer, nom utilisateur, nom affiche, "
                "nom consommateur, nom internaute, prenom nom, client nom, auteur avis, "
                "auteur commentaire, redacteur, redige par, ecrit par, utilisateur, internaute, "
                "consommateur, pseudonyme, surnom, acheteur, voyageur, reviewer display name, "
                "reviewer full name, reviewer nickname, reviewed par, review author, review par, "
                "author name, author full name, customer full name, customer display name, consumer, "
                "consumer display name, consumer nickname, user, user name, user display name, nickname, "
                "full name, buyer name, buyer, client name, guest name, guest, respondent name, "
                "written par, contact name, your name, given par, customer nickname, traveler name, "
                "nom voyageur"
            ),
            personal=True,
            holds="name",
            example="Hugo P.",
            description="Qui a écrit l'avis.",
        ),
        Field(
            "email",
            "Adresse e-mail",
            "text",
            names(
                "email, e mail, mail, courriel, reviewer email, adresse email, adresse mail, email client, "
                "mail client, email auteur, email acheteur, email adresse, email address, e mail address, "
                "author email, customer email, consumer email, user email, buyer email, respondent email, "
                "contact email, reviewer email address, client email, customer mail, adresse courriel"
            ),
            personal=True,
            holds="email",
            example="hugo.petit@exemple.fr",
            description="Son adresse e-mail.",
        ),
        Field(
            "order",
            "N° de commande",
            "code",
            names(
                "commande, no commande, numero commande, order id, reference commande, order number, "
                "reference id, ref commande, num commande, id commande, identifiant commande, commande id, "
                "commande no, order no, order ref, order reference, order name, order code, "
                "order reference id, purchase id, transaction id, booking id, booking reference, "
                "reservation, no reservation, numero reservation, invoice number, no facture, ref facture, "
                "purchase order"
            ),
            example="CC-2026-031",
            description="La commande dont parle l'avis.",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "code article, reference, sku, product code, produit, product id, sku produit, "
                "ref produit, id produit, code produit, ref, ref article, reference article, "
                "reference produit, id article, identifiant produit, article id, produit id, produit ref, "
                "produit reference, product ref, product reference, product number, product no, "
                "product sku, item id, item sku, item code, variant sku, asin, ean, gtin, product ean, "
                "product gtin, upc, code ean, mpn, model number, product code sku, sku code, "
                "product identifier, no produit, produit sku"
            ),
            refers="products.product_code",
            example="CH-1001",
            description="Le code de l'article.",
        ),
        Field(
            "product",
            "Article",
            "text",
            names(
                "produit, nom produit, product, product name, product title, nom du produit, article, "
                "nom article, nom produits, libelle produit, libelle article, designation, "
                "designation produit, produit nom, produit titre, titre produit, intitule produit, "
                "article nom, item, item name, item title, article name, products, service, prestation, "
                "product description name, product label, variant title, modele"
            ),
            example="Chaussure de marche Mercantour",
            description="Le nom de l'article.",
        ),
        Field(
            "reply",
            "Réponse",
            "text",
            names(
                "reponse, reply, company reply, votre reponse, reponse du marchand, owner response, "
                "reponse professionnel, review reply, reponse avis, reponse commercant, "
                "reponse entreprise, reponse proprietaire, reponse vendeur, reponse etablissement, "
                "reponse site, reponse publique, reponse apportee, reponse client, texte reponse, "
                "contenu reponse, notre reponse, commentaire marchand, commentaire vendeur, "
                "commentaire entreprise, droit reponse, reply text, reply content, reply comment, "
                "reply body, reply message, reply from owner, public reply, public response, "
                "company response, company comment, business reply, business response, merchant reply, "
                "merchant response, merchant comment, owner reply, owner answer, owner comment, "
                "management response, seller reply, seller response, seller comment, shop reply, "
                "store reply, store response, vendor reply, review response, response text, "
                "response from owner, response, our response, our reply, admin reply, moderator reply, "
                "brand response, answer, review reply comment, reponse texte, host response"
            ),
            example="Merci pour votre confiance.",
            description="Ce que vous avez répondu.",
        ),
        Field(
            "source",
            "Origine",
            "text",
            names(
                "source, site, plateforme, origine, canal, domaine, reference source, provenance, "
                "review source, origin, source avis, source collecte, origine avis, canal collecte, "
                "canal avis, provenance avis, plateforme avis, site avis, review site, review origin, "
                "review platform, review channel, review provider, review collector, collector, "
                "collection method, collected via, platform, provider, channel, site web, feedback source, "
                "source name, network, reseau, listing site, source type, website, media"
            ),
            example="Site",
            description="D'où vient l'avis.",
        ),
    ),
)
