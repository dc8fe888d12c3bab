"""French words for the codes of invoices that people meet; the others are shown as they are."""

TYPES = {
    "380": "Facture", "381": "Avoir", "384": "Facture rectificative", "386": "Facture d'acompte", "389": "Autofacture",
    "326": "Facture partielle", "393": "Facture affacturée", "875": "Facture de situation", "876": "Facture de situation",
    "877": "Facture de solde", "751": "Facture pour information", "261": "Avoir d'autofacture", "396": "Avoir affacturé",
    "471": "Autofacture rectificative", "500": "Autofacture d'acompte", "503": "Avoir sur acompte",
}  # fmt: skip
UNITS = {
    "C62": "pièce", "H87": "pièce", "EA": "pièce", "PCE": "pièce", "XPP": "pièce", "HUR": "heure", "DAY": "jour",
    "MON": "mois", "ANN": "an", "WEE": "semaine", "MIN": "minute", "KGM": "kg", "GRM": "g", "TNE": "t", "LTR": "l",
    "MLT": "ml", "HLT": "hl", "MTR": "m", "CMT": "cm", "KMT": "km", "MTK": "m²", "MTQ": "m³", "KWH": "kWh",
    "LS": "forfait", "SET": "lot", "NAR": "article", "XBX": "boîte", "XCT": "carton", "XPK": "paquet", "XPX": "palette",
    "P1": "%", "E48": "prestation", "NPR": "paire", "PR": "paire", "DZN": "douzaine", "XBO": "bouteille", "XPA": "paquet",
}  # fmt: skip
CATEGORIES = {
    "S": "TVA", "Z": "Taux zéro", "E": "Exonéré", "AE": "Autoliquidation", "K": "Livraison intracommunautaire",
    "G": "Exportation hors UE", "O": "Hors champ de la TVA", "L": "IGIC (Canaries)", "M": "IPSI (Ceuta, Melilla)",
}  # fmt: skip
MEANS = {
    "1": "Non précisé", "10": "Espèces", "20": "Chèque", "30": "Virement", "31": "Virement débité", "42": "Virement bancaire",
    "48": "Carte bancaire", "49": "Prélèvement", "54": "Carte de crédit", "55": "Carte de débit", "57": "Accord permanent",
    "58": "Virement SEPA", "59": "Prélèvement SEPA", "97": "Compensation", "ZZZ": "Convenu entre les parties",
}  # fmt: skip
