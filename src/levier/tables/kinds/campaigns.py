"""Campaigns: one marketing action with what it cost and brought, by day or in total."""

from levier.tables.kinds.kind import Field, Kind

Campaigns = Kind(
    name="campaigns",
    label="Campagnes",
    lines="une campagne de communication",
    day="date",
    requires=(("campaign",),),
    distinctive=("campaign", "sent", "clicks", "spend"),
    fields=(
        Field("campaign", "Campagne", "text", ("campagne", "campaign", "nom campagne", "campaign name")),
        Field("date", "Date", "date", ("date", "date envoi", "debut", "start date", "jour")),
        Field("channel", "Canal", "text", ("canal", "channel", "support", "media", "source")),
        Field("spend", "Dépense", "money", ("depense", "cout", "budget", "spend", "cost"), unit="€", low=0),
        Field(
            "sent", "Envois", "integer", ("envois", "envoyes", "sent", "impressions", "destinataires"), low=0
        ),
        Field("opened", "Ouvertures", "integer", ("ouvertures", "ouverts", "opens", "opened"), low=0),
        Field("clicks", "Clics", "integer", ("clics", "clicks", "visites"), low=0),
        Field(
            "conversions", "Conversions", "integer", ("conversions", "ventes", "commandes", "leads"), low=0
        ),
        Field(
            "revenue",
            "Chiffre d'affaires attribué",
            "money",
            ("chiffre d affaires", "ca", "revenue"),
            unit="€",
        ),
    ),
)
