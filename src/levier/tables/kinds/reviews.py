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
            names("id, review id, identifiant, identifiant avis, no avis, reference avis, avis id, numero"),
            example="A-2210",
            description="L'identifiant de l'avis.",
        ),
        Field(
            "date",
            "Date",
            "date",
            names(
                "date, date avis, publie le, review date, created at, date publication, date de "
                "publication, date de l avis, date creation, created, cree le, submitted at, date "
                "reponse, submit date, horodateur, review submit date and time"
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
                "review stars, evaluation, nb etoiles, nombre d etoiles, satisfaction, note sur 5, note "
                "sur 10, likelihood to recommend"
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
            names("note max, sur, scale, max, bareme, note maximum"),
            low=1,
            high=100,
            example="5",
            description="La note la plus haute possible.",
        ),
        Field(
            "title",
            "Titre",
            "text",
            names("titre, title, titre avis, review title, objet"),
            example="Très satisfait",
            description="Le titre de l'avis.",
        ),
        Field(
            "text",
            "Commentaire",
            "text",
            names(
                "commentaire, avis, texte, comment, review, text, verbatim, contenu, body, message, "
                "review content, review text, contenu de l avis, content, feedback, remarque, review "
                "content text"
            ),
            example="Livraison rapide, chaussures conformes.",
            description="Ce que dit le client.",
        ),
        Field(
            "customer",
            "Client",
            "code",
            names(
                "client, code client, customer, auteur, author, code clt, ref client, customer id, id client"
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
                "nom auteur, nom du client, username, consumer name, name, client, nom acheteur"
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
            names("email, e mail, mail, courriel, reviewer email, adresse email"),
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
                "reference id, ref commande"
            ),
            example="CC-2026-031",
            description="La commande dont parle l'avis.",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "code article, reference, sku, product code, produit, product id, sku produit, ref "
                "produit, id produit"
            ),
            refers="products.product_code",
            example="CH-1001",
            description="Le code de l'article.",
        ),
        Field(
            "product",
            "Article",
            "text",
            names("produit, nom produit, product, product name, product title, nom du produit, article"),
            example="Chaussure de marche Mercantour",
            description="Le nom de l'article.",
        ),
        Field(
            "reply",
            "Réponse",
            "text",
            names(
                "reponse, reply, company reply, votre reponse, reponse du marchand, owner response, "
                "reponse professionnel, review reply"
            ),
            example="Merci pour votre confiance.",
            description="Ce que vous avez répondu.",
        ),
        Field(
            "source",
            "Origine",
            "text",
            names(
                "source, site, plateforme, origine, canal, domaine, reference source, provenance, review "
                "source, origin"
            ),
            example="Site",
            description="D'où vient l'avis.",
        ),
    ),
)
