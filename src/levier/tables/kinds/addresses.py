"""Addresses with their coordinates: the « adresses » files of the Base Adresse Nationale, or the company's own."""

from levier.tables.kinds.kind import Field, Kind, names

Addresses = Kind(
    name="addresses",
    label="Adresses localisées",
    lines="une adresse et sa position",
    requires=(("street", "city"), ("latitude",), ("longitude",)),
    distinctive=("street", "insee", "repetition"),
    fields=(
        Field(
            "address_id",
            "Identifiant",
            "code",
            names(
                "id ban adresse, cle interop, identifiant adresse, id adresse, uid adresse, id, "
                "cle interoperabilite, cle ban, id ban, ban id, code adresse, no adresse, "
                "identifiant ban, ref adresse, reference adresse, id adr"
            ),
            example="74010_0250_00003",
            description="La clé d'interopérabilité de l'adresse.",
        ),
        Field(
            "number",
            "Numéro",
            "code",
            names(
                "numero, numero voie, numero de voie, house number, no, no voie, no rue, numero rue, num, "
                "num voie, num rue, street number, street no, housenumber, house no, building number, "
                "dnuvoi"
            ),
            example="3",
            description="Le numéro dans la voie.",
        ),
        Field(
            "repetition",
            "Indice de répétition",
            "text",
            names(
                "rep, indice repetition, indice de repetition, suffixe, suffixe numero, complement numero, "
                "bis ter, btq, dindic, indice rep, number suffix, suffix, house number suffix, indice"
            ),
            example="bis",
            description="Bis, ter, a, b…",
        ),
        Field(
            "street",
            "Voie",
            "text",
            names(
                "nom voie, voie, voie nom, libelle voie, nom de la voie, street name, nom ld, nom rue, "
                "rue, adresse, adresse rue, libelle rue, intitule voie, voie libelle, adresse voie, "
                "street address, road, road name, street line, address, address line 1, nom afnor, "
                "lieu dit, nom lieu dit, voie ou lieu dit, type nom voie"
            ),
            example="Rue des Artisans",
            description="Le nom de la voie ou du lieu-dit.",
        ),
        Field(
            "postcode",
            "Code postal",
            "code",
            names(
                "code postal, cp, postcode, zip, code post, codepostal, code postal adresse, post code, "
                "postal code, zip code, zipcode, cp ville, code poste"
            ),
            holds="postcode",
            example="74000",
            description="Le code postal.",
        ),
        Field(
            "insee",
            "Code commune",
            "code",
            names(
                "code insee, code commune, insee, commune insee, citycode, code insee commune, "
                "code commune insee, codeinsee, code com, codcom, depcom, com, cog, code geo, insee code, "
                "insee com, municipality code, city code, commune code, com insee"
            ),
            example="74010",
            description="Le code INSEE de la commune.",
        ),
        Field(
            "city",
            "Commune",
            "text",
            names(
                "nom commune, commune, commune nom, ville, city, nom ville, commune insee nom, "
                "libelle commune, libelle acheminement, municipality, town, localite, locality, city name, "
                "nom com, libcom"
            ),
            example="Annecy",
            description="Le nom de la commune.",
        ),
        Field(
            "latitude",
            "Latitude",
            "number",
            names(
                "lat, latitude, y, lat wgs84, latitude wgs84, gps lat, coord y, coordonnee y, geo lat, "
                "latitude gps, latitude degres"
            ),
            unit="°",
            low=-90,
            high=90,
            holds="latitude",
            example="45,8992",
            description="La latitude, en degrés (WGS 84).",
        ),
        Field(
            "longitude",
            "Longitude",
            "number",
            names(
                "lon, longitude, lng, long, x, lon wgs84, longitude wgs84, gps lon, gps lng, coord x, "
                "coordonnee x, geo lon, geo lng, longitude gps, longitude degres"
            ),
            unit="°",
            low=-180,
            high=180,
            holds="longitude",
            example="6,1294",
            description="La longitude, en degrés (WGS 84).",
        ),
    ),
)
