"""Checks on what the numbers themselves say: keys of VAT numbers and IBAN, known profile, test invoices, skonto."""

from collections.abc import Iterator

from stdnum.eu import vat as eu_vat
from stdnum.fr import tva

from levier.core.french.identifiers import compact, is_iban
from levier.tables.invoicing.model import Invoice
from levier.tables.invoicing.profiles import profile_of
from levier.tables.invoicing.rules.rule import Breach, Rule


def _profile(invoice: Invoice) -> Iterator[Breach]:
    found = profile_of(invoice)
    if invoice.profile and (found is None or not found.exact):
        yield Breach("profile", f"« {invoice.profile[:120]} »" + (" : écriture ancienne" if found else ""))


def _vat_keys(invoice: Invoice) -> Iterator[Breach]:
    for name in ("seller", "buyer", "tax_representative"):
        party = getattr(invoice, name)
        for index, found in enumerate(party.tax_ids if party else ()):
            number = compact(found.value)
            if found.scheme not in ("VA", "VAT") or not number:
                continue
            european = number[:2].lower() in {*eu_vat.MEMBER_STATES, "el"}
            if european and not (
                tva.is_valid(number) if number.startswith("FR") else eu_vat.is_valid(number)
            ):
                yield Breach(f"{name}.tax_ids.{index}", f"« {found.value} »")


def _ibans(invoice: Invoice) -> Iterator[Breach]:
    for index, means in enumerate(invoice.means):
        if means.account and means.account.iban and not is_iban(means.account.iban):
            yield Breach(f"means.{index}.account.iban", f"« {means.account.iban} »")


def _test(invoice: Invoice) -> Iterator[Breach]:
    if invoice.test:
        yield Breach("test", "marquée comme essai")


DOCUMENT: tuple[Rule, ...] = (
    Rule("PROFIL", "document", "Le profil annoncé est connu (BT-24)", "Demandez à l'émetteur quel profil il emploie.", _profile, old=True),
    Rule("TVA-CLE", "document", "La clé des numéros de TVA européens est juste", "Vérifiez le numéro sur le site de la Commission européenne (VIES).", _vat_keys, "doubt", old=True),
    Rule("IBAN-CLE", "document", "La clé des IBAN est juste", "Ne payez pas : demandez l'IBAN à l'émetteur par un canal sûr.", _ibans, "doubt", old=True),
    Rule("ESSAI", "document", "Ce n'est pas une facture d'essai", "Ne payez pas : l'émetteur l'a marquée comme essai.", _test, "doubt", old=True),
)  # fmt: skip
