"""French regions and departments from a postcode (five digits; Corsica and overseas by their own rules).

Source: code officiel géographique of the INSEE, regions in force since 1 January 2016.
"""

_REGIONS = {
    "Auvergne-Rhône-Alpes": "01 03 07 15 26 38 42 43 63 69 73 74",
    "Bourgogne-Franche-Comté": "21 25 39 58 70 71 89 90",
    "Bretagne": "22 29 35 56",
    "Centre-Val de Loire": "18 28 36 37 41 45",
    "Corse": "20",
    "Grand Est": "08 10 51 52 54 55 57 67 68 88",
    "Hauts-de-France": "02 59 60 62 80",
    "Île-de-France": "75 77 78 91 92 93 94 95",
    "Normandie": "14 27 50 61 76",
    "Nouvelle-Aquitaine": "16 17 19 23 24 33 40 47 64 79 86 87",
    "Occitanie": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "Pays de la Loire": "44 49 53 72 85",
    "Provence-Alpes-Côte d'Azur": "04 05 06 13 83 84",
    "Guadeloupe": "971",
    "Martinique": "972",
    "Guyane": "973",
    "La Réunion": "974",
    "Mayotte": "976",
}


def region_of(postcode: str) -> str:
    """The SQL of the region of a postcode column; NULL when it is not a French postcode."""
    clean = f"lpad(replace(trim({postcode}), ' ', ''), 5, '0')"
    cases = " ".join(
        f"WHEN left({clean}, {len(codes.split()[0])}) IN ({', '.join(_quoted(code) for code in codes.split())}) "
        f"THEN {_quoted(region)}"
        for region, codes in _REGIONS.items()
    )
    return f"CASE WHEN NOT regexp_full_match(replace(trim({postcode}), ' ', ''), '[0-9]{{4,5}}') THEN NULL {cases} END"


def department_of(postcode: str) -> str:
    """The SQL of the department's number of a postcode column."""
    clean = f"lpad(replace(trim({postcode}), ' ', ''), 5, '0')"
    return (
        f"CASE WHEN NOT regexp_full_match(replace(trim({postcode}), ' ', ''), '[0-9]{{4,5}}') THEN NULL "
        f"WHEN left({clean}, 2) = '97' THEN left({clean}, 3) ELSE left({clean}, 2) END"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
