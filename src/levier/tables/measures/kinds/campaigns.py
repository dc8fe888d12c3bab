"""Measures over marketing actions."""

from levier.tables.measures.aggregates import count, distinct, ratio, raw, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Measure, made


def _rate(above: str, below: str) -> str:
    """Over the lines where both are known."""
    both = f"{above} IS NOT NULL AND {below} > 0"
    return ratio(raw(above, both), raw(below, both), 8)


def _cost(per: str) -> str:
    both = f"spend IS NOT NULL AND {per} IS NOT NULL"
    return ratio(raw("spend", both), raw(per, both))


CAMPAIGNS = made(
    "campaigns",
    "day",
    (
        Measure(
            "spend", "dépense de communication", "la dépense de communication", "Somme des dépenses des campagnes.",
            total("spend"), unit="money", columns=("spend",), better="down", feminine=True,
            synonyms=("dépenses de communication", "dépenses marketing", "budget marketing", "dépense des campagnes",
                      "coût des campagnes", "dépense publicitaire", "dépensé en publicité", "ad spend", "marketing spend",
                      "coûté les campagnes", "dépensé en communication", "avons-nous dépensé en communication", "avons-nous dépensé en publicité", "avons-nous dépensé en marketing", "dépenses en communication", "dépensé en marketing", "budget des campagnes"),
        ),
        Measure(
            "sent_count", "nombre d'envois", "le nombre d'envois", "Somme des envois.", total("sent"),
            unit="envois", columns=("sent",), synonyms=("envois", "combien d'envois", "messages envoyés", "emails envoyés"),
        ),
        Measure(
            "opened_count", "nombre d'ouvertures", "le nombre d'ouvertures", "Somme des ouvertures.", total("opened"),
            unit="ouvertures", columns=("opened",), synonyms=("ouvertures", "combien d'ouvertures"),
        ),
        Measure(
            "clicks_count", "nombre de clics", "le nombre de clics", "Somme des clics.", total("clicks"), unit="clics",
            columns=("clicks",), synonyms=("clics", "combien de clics", "clicks"),
        ),
        Measure(
            "conversions_count", "nombre de conversions", "le nombre de conversions", "Somme des conversions.",
            total("conversions"), unit="conversions", columns=("conversions",),
            synonyms=("conversions", "combien de conversions", "leads", "prospects obtenus", "contacts obtenus"),
        ),
        Measure(
            "open_rate", "taux d'ouverture", "le taux d'ouverture",
            "Ouvertures divisées par les envois, sur les lignes où les deux sont connus.", _rate("opened", "sent"), unit="%",
            additive=False, columns=("opened", "sent"),
            synonyms=("taux d'ouvertures", "ouverture des emails", "open rate", "taux d'ouverture des campagnes", "ouverture"),
        ),
        Measure(
            "click_rate", "taux de clic", "le taux de clic",
            "Clics divisés par les envois, ou par les affichages quand il n'y a pas d'envois (CTR), sur les lignes où les deux "
            "sont connus.",
            _rate("clicks", "shown"), unit="%", additive=False, columns=("clicks", "sent|impressions"),
            synonyms=("taux de clics", "ctr", "click rate", "click-through rate", "taux de clic des campagnes"),
        ),
        Measure(
            "click_to_open", "taux de réactivité", "le taux de réactivité",
            "Clics divisés par les ouvertures, sur les lignes où les deux sont connus.", _rate("clicks", "opened"), unit="%",
            additive=False, columns=("clicks", "opened"), synonyms=("clics par ouverture", "réactivité", "click to open"),
        ),
        Measure(
            "campaign_conversion", "taux de conversion des campagnes", "le taux de conversion des campagnes",
            "Conversions divisées par les clics, sur les lignes où les deux sont connus.", _rate("conversions", "clicks"),
            unit="%", additive=False, columns=("conversions", "clicks"),
            synonyms=("taux de conversion", "conversion des campagnes", "taux de transformation", "conversion rate"),
        ),
        Measure(
            "cost_per_click", "coût par clic", "le coût par clic",
            "Dépense divisée par les clics, sur les lignes où les deux sont connus.", _cost("clicks"), unit="money",
            additive=False, columns=("spend", "clicks"), better="down",
            synonyms=("cpc", "coût du clic", "cost per click", "prix du clic", "coûte un clic"),
        ),
        Measure(
            "cost_per_lead", "coût par conversion", "le coût par conversion",
            "Dépense divisée par les conversions, sur les lignes où les deux sont connus.", _cost("conversions"), unit="money",
            additive=False, columns=("spend", "conversions"), better="down",
            synonyms=("coût par lead", "coût par contact", "coût d'acquisition", "cpl", "cpa", "coût par prospect",
                      "cost per lead", "coûte un lead", "coûte une conversion", "coût d'une conversion"),
        ),
        Measure(
            "campaign_revenue", "chiffre d'affaires des campagnes", "le chiffre d'affaires des campagnes",
            "Somme du chiffre d'affaires attribué aux campagnes.", total("revenue"), unit="money", columns=("revenue",),
            synonyms=("ventes attribuées aux campagnes", "rapporté les campagnes", "chiffre d'affaires attribué", "rapportent les campagnes",
                      "ca des campagnes", "ca attribué"),
        ),
        Measure(
            "roi", "retour sur investissement des campagnes (ROI)", "le retour sur investissement des campagnes (ROI)",
            "Chiffre d'affaires attribué moins dépense, divisé par la dépense, sur les lignes où les deux sont connus.",
            ratio(raw("revenue - spend", "revenue IS NOT NULL AND spend IS NOT NULL"),
                  raw("spend", "revenue IS NOT NULL AND spend IS NOT NULL"), 8),
            unit="%", additive=False, columns=("spend", "revenue"),
            synonyms=("roi", "retour sur investissement", "rentabilité des campagnes", "roi des campagnes", "rentables",
                      "campagnes rentables", "return on investment", "roas"),
        ),
        Measure(
            "campaigns_count", "nombre de campagnes", "le nombre de campagnes", "Noms de campagne différents.",
            distinct("campaign"), unit="campagnes", additive=False, better="",
            synonyms=("combien de campagnes", "campagnes menées", "number of campaigns"),
        ),
        Measure(
            "unsubscribe_rate", "taux de désabonnement", "le taux de désabonnement",
            "Désabonnements divisés par les envois, sur les lignes où les deux sont connus.", _rate("unsubscribed", "sent"),
            unit="%", additive=False, columns=("unsubscribed", "sent"), better="down",
            synonyms=("désabonnements", "taux de désinscription", "unsubscribe rate"),
        ),
        Measure(
            "impressions_count", "nombre d'affichages", "le nombre d'affichages", "Somme des affichages.",
            total("impressions"), unit="affichages", columns=("impressions",), synonyms=("affichages", "impressions", "vues"),
        ),
        Measure("campaign_lines", "nombre de lignes de campagne", "le nombre de lignes de campagne", "Nombre de lignes.",
                count(), unit="lignes", better=""),
    ),
    (
        axis("campaign", "campagne", "campagnes", feminine=True, synonyms=("action", "newsletter", "envoi")),
        axis("channel", "canal", "canaux", synonyms=("support", "média")),
        *calendar(),
    ),
    computed=(("day", "CAST(date AS DATE)"), ("shown", "COALESCE(sent, impressions)")),
    main="spend",
    lines="lignes de campagne",
    subject="les campagnes",
)  # fmt: skip
