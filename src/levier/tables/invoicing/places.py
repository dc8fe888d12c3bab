"""Where a term stands: its name in French, its path and line in the XML."""

from typing import Any

from levier.tables.invoicing.reading.node import Book, local

_WORDS = {
    "lines": "Ligne", "vat": "TVA", "allowances": "Remise ou frais", "notes": "Note", "means": "Moyen de paiement",
    "terms": "Conditions de paiement", "totals": "Totaux", "seller": "Vendeur", "buyer": "Acheteur",
    "payee": "Bénéficiaire", "tax_representative": "Représentant fiscal", "delivery": "Livraison",
    "supporting": "Pièce jointe", "preceding": "Facture antérieure", "period": "Période", "address": "adresse",
    "country": "pays", "name": "nom", "price": "prix net", "gross_price": "prix brut", "net": "montant net",
    "quantity": "quantité", "base_quantity": "quantité de base", "rate": "taux", "basis": "base", "tax": "montant",
    "category": "catégorie", "exemption": "motif", "exemption_code": "code du motif", "amount": "montant",
    "reason": "motif", "reason_code": "code du motif", "code": "code", "account": "compte", "iban": "IBAN",
    "gross": "total TTC", "payable": "net à payer", "prepaid": "déjà payé", "charges": "frais", "due": "échéance",
    "number": "Numéro", "issued": "Date d'émission", "type_code": "Type de document", "currency": "Devise",
    "profile": "Profil", "process": "Cadre de facturation", "electronic": "adresse électronique",
    "legal_id": "immatriculation", "tax_ids": "numéro de TVA", "ids": "identifiant", "id": "numéro",
    "vat_accounting": "TVA en devise de comptabilité", "end": "fin", "start": "début", "day": "date",
    "subject": "sujet", "standard_id": "identifiant standard", "classes": "classe", "origin": "origine",
    "attributes": "caractéristique", "card": "carte", "tax_currency": "Devise de la TVA", "unit": "unité",
    "tax_point": "Exigibilité de la TVA", "test": "Essai", "content": "contenu", "lines_total": "total des lignes",
}  # fmt: skip


def place_of(term: str) -> str:
    """« lines.1.price » → « Ligne 2, prix net »."""
    words: list[str] = []
    parts = term.split(".")
    for index, part in enumerate(parts):
        if part.isdigit():
            if words:
                words[-1] += f" {int(part) + 1}"
        elif parts[0] == "totals" and index == 1:
            words.append({"lines": "total des lignes", "net": "total HT", "vat": "total de TVA", "allowances": "total des remises", "charges": "total des frais"}.get(part, _WORDS.get(part, part)))  # fmt: skip
        else:
            words.append(_WORDS.get(part, part))
    return ", ".join(words)


def element_of(book: Book, term: str) -> Any:
    """The element of the term, or of the nearest term around it; None when not even that."""
    parts = term.split(".")
    while parts:
        found = book.elements.get(".".join(parts))
        if found is not None and found != ():
            return found
        parts.pop()
    return None


def path_of(element: Any) -> str:
    """The path from the root by local names, numbered among brothers of the same name."""
    steps: list[str] = []
    while element is not None:
        name, parent = local(element), element.getparent()
        if parent is not None:
            same = [child for child in parent if child.tag == element.tag]
            if len(same) > 1:
                name += f"[{same.index(element) + 1}]"
        steps.append(name)
        element = parent
    return "/" + "/".join(reversed(steps))
