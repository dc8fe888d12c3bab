"""Suppliers: one company that Levier's company buys from."""

from levier.tables.kinds.kind import Field, Kind

Suppliers = Kind(
    name="suppliers",
    label="Fournisseurs",
    lines="un fournisseur",
    requires=(("supplier", "supplier_name"),),
    key=("supplier",),
    distinctive=("supplier", "supplier_name", "iban"),
    fields=(
        Field(
            "supplier",
            "Code fournisseur",
            "code",
            (
                "code fournisseur",
                "no fournisseur",
                "id fournisseur",
                "supplier id",
                "supplier code",
                "vendor id",
                "fournisseur",
                "compte fournisseur",
            ),
        ),
        Field(
            "supplier_name",
            "Nom du fournisseur",
            "text",
            (
                "nom fournisseur",
                "nom du fournisseur",
                "raison sociale",
                "supplier name",
                "vendor name",
                "nom",
                "supplier",
            ),
        ),
        Field("siren", "SIREN", "code", ("siren", "no siren", "siret", "no siret")),
        Field(
            "vat_number",
            "N° de TVA",
            "code",
            ("tva intracommunautaire", "no tva", "numero tva", "vat number"),
        ),
        Field("iban", "IBAN", "code", ("iban", "compte bancaire", "rib")),
        Field(
            "payment_days",
            "Délai de paiement",
            "number",
            ("delai paiement", "delai de paiement", "payment terms", "payment days", "echeance jours"),
            unit="jours",
            low=0,
            high=365,
        ),
        Field(
            "lead_time",
            "Délai de livraison",
            "number",
            ("delai livraison", "delai de livraison", "lead time", "delai"),
            unit="jours",
            low=0,
            high=1000,
        ),
        Field(
            "email",
            "Adresse e-mail",
            "text",
            ("email", "e mail", "mail", "courriel", "adresse mail"),
            personal=True,
        ),
        Field("phone", "Téléphone", "code", ("telephone", "tel", "phone", "mobile"), personal=True),
        Field("city", "Ville", "text", ("ville", "city", "commune")),
        Field("country", "Pays", "text", ("pays", "country", "code pays")),
    ),
)
