"""Measures over events of the web site."""

from levier.tables.measures.aggregates import count, distinct, ratio, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Join, Measure, made

_BOUGHT = "is_purchase"
_SESSION = ("session",)
_PURCHASES = "'achat|purchase|commande|order|transaction|checkout_complete|paiement|vente'"

WEB_EVENTS = made(
    "web_events",
    "day",
    (
        Measure(
            "web_sessions", "nombre de sessions", "le nombre de sessions", "Sessions différentes.", distinct("session"),
            unit="sessions", additive=False, columns=_SESSION,
            synonyms=("sessions", "visites du site", "combien de sessions", "fréquentation du site", "trafic du site", "trafic",
                      "visites sur le site", "site visits"),
        ),
        Measure(
            "web_visitors", "nombre de visiteurs", "le nombre de visiteurs", "Visiteurs différents.", distinct("visitor"),
            unit="visiteurs", additive=False, columns=("visitor",),
            synonyms=("visiteurs", "combien de visiteurs", "visiteurs uniques", "visiteurs du site", "internautes", "visitors"),
        ),
        Measure(
            "page_views", "nombre de pages vues", "le nombre de pages vues",
            "Événements qui ne sont pas des achats et portent une page (les seules vues quand le tableau les nomme).",
            total("times", "is_view"), unit="pages", columns=("page",), lines="is_view",
            synonyms=("pages vues", "combien de pages vues", "page views", "vues"),
        ),
        Measure(
            "web_events_count", "nombre d'événements du site", "le nombre d'événements du site",
            "Nombre de lignes (leur décompte quand le tableau compte déjà).", total("times"),
            unit="événements", better="", synonyms=("événements", "événements du site"),
        ),
        Measure(
            "web_purchases", "nombre d'achats en ligne", "le nombre d'achats en ligne", "Événements d'achat.", total("times", _BOUGHT),
            unit="achats", columns=("event",), lines=_BOUGHT,
            synonyms=("achats en ligne", "achats sur le site", "commandes en ligne", "commandes du site", "online purchases"),
        ),
        Measure(
            "web_conversion", "taux de conversion du site", "le taux de conversion du site",
            "Sessions qui comptent un achat au moins, divisées par toutes les sessions.",
            ratio(distinct("session", _BOUGHT), distinct("session"), 8), unit="%", additive=False,
            columns=("session", "event"),
            synonyms=("taux de conversion", "conversion du site", "taux de transformation du site", "conversion en ligne",
                      "site conversion rate"),
        ),
        Measure(
            "bounce_rate", "taux de rebond", "le taux de rebond",
            "Sessions qui n'ont qu'un seul événement, divisées par toutes les sessions.",
            ratio(distinct("session", "session_events = 1"), distinct("session"), 8), unit="%", additive=False,
            columns=_SESSION, better="down", synonyms=("rebond", "bounce rate", "sessions d'une seule page"),
        ),
        Measure(
            "pages_per_session", "nombre de pages par session", "le nombre de pages par session",
            "Pages vues divisées par les sessions.", ratio(total("times", "is_view"), distinct("session")), unit="pages",
            additive=False, columns=("session", "page"), synonyms=("pages par session", "pages par visite", "profondeur de visite"),
        ),
        Measure(
            "web_value", "valeur des achats en ligne", "la valeur des achats en ligne",
            "Somme des valeurs des événements d'achat (de tous les événements quand le tableau n'en nomme pas).",
            total("value", "is_purchase OR event IS NULL"), unit="money", columns=("value",), feminine=True,
            lines="(is_purchase OR event IS NULL) AND value IS NOT NULL",
            synonyms=("ventes en ligne", "ca en ligne", "chiffre d'affaires du site", "chiffre d'affaires en ligne", "ca du site",
                      "online revenue"),
        ),
        Measure(
            "web_basket", "panier moyen en ligne", "le panier moyen en ligne",
            "Moyenne des valeurs des événements d'achat.", ratio(total("value", _BOUGHT), count(f"{_BOUGHT} AND value IS NOT NULL")),
            unit="money", additive=False, columns=("value", "event"), lines=_BOUGHT, synonyms=("panier moyen du site", "panier en ligne"),
        ),
    ),
    (
        axis("page", "page", "pages", feminine=True, synonyms=("adresse", "url")),
        axis("source", "origine", "origines", feminine=True, synonyms=("source", "provenance", "référent", "canal")),
        axis("device", "appareil", "appareils", synonyms=("terminal", "support")),
        axis("event", "type d'événement", "types d'événement", synonyms=("événement", "action")),
        axis("country", "pays", "pays"),
        axis("product", "article", "articles", "product_member", columns=("product_code",), synonyms=("produit", "référence")),
        *calendar(hours=True),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("times", 'COALESCE("count", 1)'),
        ("event_word", "strip_accents(lower(COALESCE(event, '')))"),
        ("is_purchase", f"regexp_matches(event_word, {_PURCHASES}) AND NOT regexp_matches(event_word, 'panier|cart|begin|abandon')"),
        ("named_view", "regexp_matches(event_word, 'vue|view|page|visite')"),
        ("views_named", "BOOL_OR(named_view) OVER ()"),
        ("is_view", "page IS NOT NULL AND NOT is_purchase AND (named_view OR NOT views_named)"),
        ("session_events", "COUNT(*) OVER (PARTITION BY session)"),
    ),
    joins=(Join("products", "products", (("product_code", "product_code"),), ("product",), "sans fiche article"),),
    derived=(("product_member", "COALESCE(products__product, product_code)"),),
    main="web_sessions",
    lines="événements du site",
    subject="le site",
)  # fmt: skip
