"""UBL 2.1 Invoice and CreditNote."""

from datetime import date
from decimal import Decimal

from levier.tables.invoicing.model import (
    Account,
    Address,
    AllowanceCharge,
    Attribute,
    Contact,
    Delivery,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    PaymentMeans,
    PaymentTerms,
    Period,
    Preceding,
    Supporting,
    Totals,
    VatLine,
)
from levier.tables.invoicing.reading.attached import embedded
from levier.tables.invoicing.reading.node import Node
from levier.tables.invoicing.reading.notes import subject_and_text
from levier.tables.invoicing.reading.skonto import structured_discounts

_SEPA = "SEPA"
_OBJECT = "130"


def read_ubl(root: Node) -> Invoice:
    """The invoice or credit note in a UBL document."""
    currency = root.code("DocumentCurrencyCode", "currency")
    tax_currency = root.code("TaxCurrencyCode", "tax_currency")
    seller = _party(root, "AccountingSupplierParty/Party", "seller") or Party()
    payee = _party(root, "PayeeParty", "payee")
    vat = tuple(_vat(node) for node in _subtotals(root, currency))
    thing, others = _documents(root)
    return Invoice(
        syntax="UBL",
        profile=root.code("CustomizationID", "profile"),
        process=root.code("ProfileID", "process"),
        number=root.code("ID", "number"),
        type_code=root.code("InvoiceTypeCode|CreditNoteTypeCode", "type_code"),
        issued=root.iso_day("IssueDate", "issued"),
        currency=currency,
        tax_currency=tax_currency,
        tax_point=root.iso_day("TaxPointDate", "tax_point"),
        tax_point_code=root.code("InvoicePeriod/DescriptionCode", "tax_point_code"),
        notes=tuple(_note(node) for node in root.each("Note", "notes")),
        buyer_reference=root.text("BuyerReference", "buyer_reference"),
        order=root.code("OrderReference/ID", "order"),
        sales_order=root.code("OrderReference/SalesOrderID", "sales_order"),
        contract=root.code("ContractDocumentReference/ID", "contract"),
        project=root.code("ProjectReference/ID", "project"),
        tender=root.code("OriginatorDocumentReference/ID", "tender"),
        receipt=root.code("ReceiptDocumentReference/ID", "receipt"),
        despatch=root.code("DespatchDocumentReference/ID", "despatch"),
        object=thing,
        accounting=root.text("AccountingCost", "accounting"),
        preceding=tuple(
            Preceding(number=node.code("ID", "number") or "", issued=node.iso_day("IssueDate", "issued"))
            for node in root.each("BillingReference/InvoiceDocumentReference", "preceding")
        ),
        supporting=others,
        seller=_without_creditor(seller),
        buyer=_party(root, "AccountingCustomerParty/Party", "buyer") or Party(),
        payee=_without_creditor(payee) if payee else None,
        tax_representative=_party(root, "TaxRepresentativeParty", "tax_representative"),
        delivery=_delivery(root),
        period=_period(root),
        remittance=root.text("PaymentMeans/PaymentID", "remittance"),
        creditor=_creditor(seller) or (_creditor(payee) if payee else None),
        mandate=root.code("PaymentMeans/PaymentMandate/ID", "mandate"),
        means=tuple(_means(node) for node in root.each("PaymentMeans", "means")),
        terms=_terms(root),
        allowances=tuple(_allowance(node) for node in root.each("AllowanceCharge", "allowances")),
        vat=vat,
        totals=_totals(root, currency, tax_currency),
        lines=tuple(_line(node) for node in root.each("InvoiceLine|CreditNoteLine", "lines")),
    )


def _note(node: Node) -> Note:
    subject, text = subject_and_text(node.text("", "text") or "")
    return Note(text=text, subject=subject)


def _documents(root: Node) -> tuple[Identifier | None, tuple[Supporting, ...]]:
    """The invoiced object (BT-18, type code 130) and the supporting documents (BG-24)."""
    thing, others = None, []
    for node in root.each("AdditionalDocumentReference", "supporting"):
        if node.code("DocumentTypeCode", "type_code") == _OBJECT:
            thing = _identifier(node.one("ID", "id"))
            continue
        size, digest = embedded(node, "Attachment/EmbeddedDocumentBinaryObject")
        others.append(
            Supporting(
                id=node.code("ID", "id"),
                description=node.text("DocumentDescription", "description"),
                uri=node.code("Attachment/ExternalReference/URI", "uri"),
                filename=node.attribute("Attachment/EmbeddedDocumentBinaryObject", "filename"),
                mime=node.attribute("Attachment/EmbeddedDocumentBinaryObject", "mimeCode"),
                size=size,
                sha256=digest,
            )
        )
    return thing, tuple(others)


def _identifier(node: Node | None) -> Identifier | None:
    if node is None:
        return None
    return Identifier(value=node.code("", "value") or "", scheme=node.attribute("", "schemeID"))


def _party(root: Node, path: str, key: str) -> Party | None:
    """A party. The registered name is BT-27/BT-44; the trading name is PartyName (a payee has only the latter)."""
    node = root.one(path, key)
    if node is None:
        return None
    registered = node.code("PartyLegalEntity/RegistrationName", "name")
    known_as = node.code("PartyName/Name", "name" if registered is None else "trading_name")
    contact = node.one("Contact", "contact")
    return Party(
        name=known_as if registered is None else registered,
        trading_name=None if registered is None else known_as,
        ids=tuple(
            Identifier(value=found.code("", "value") or "", scheme=found.attribute("", "schemeID"))
            for found in node.each("PartyIdentification/ID", "ids")
        ),
        legal_id=_identifier(node.one("PartyLegalEntity/CompanyID", "legal_id")),
        legal_form=node.text("PartyLegalEntity/CompanyLegalForm", "legal_form"),
        tax_ids=tuple(_tax_id(found) for found in node.each("PartyTaxScheme", "tax_ids")),
        electronic=_identifier(node.one("EndpointID", "electronic")),
        address=_address(node, "PostalAddress"),
        contact=Contact(
            name=contact.text("Name", "name"),
            phone=contact.text("Telephone", "phone"),
            email=contact.text("ElectronicMail", "email"),
        )
        if contact
        else None,
    )


def _tax_id(node: Node) -> Identifier:
    """A VAT number (scheme VAT, read as VA like in CII); any other scheme is a local tax number (FC)."""
    scheme = (node.code("TaxScheme/ID", "scheme") or "").upper()
    return Identifier(value=node.code("CompanyID", "value") or "", scheme="VA" if scheme == "VAT" else "FC")


def _creditor(party: Party) -> str | None:
    """The SEPA creditor identifier (BT-90), written among the identifiers of the seller or payee."""
    return next((found.value for found in party.ids if found.scheme == _SEPA), None)


def _without_creditor(party: Party) -> Party:
    return party.model_copy(update={"ids": tuple(found for found in party.ids if found.scheme != _SEPA)})


def _address(parent: Node, path: str) -> Address | None:
    node = parent.one(path, "address")
    if node is None:
        return None
    return Address(
        line1=node.text("StreetName", "line1"),
        line2=node.text("AdditionalStreetName", "line2"),
        line3=node.text("AddressLine/Line", "line3"),
        post_code=node.code("PostalZone", "post_code"),
        city=node.text("CityName", "city"),
        subdivision=node.text("CountrySubentity", "subdivision"),
        country=node.code("Country/IdentificationCode", "country"),
    )


def _delivery(root: Node) -> Delivery | None:
    node = root.one("Delivery", "delivery")
    if node is None:
        return None
    place = node.one("DeliveryLocation")
    return Delivery(
        name=node.text("DeliveryParty/PartyName/Name", "name"),
        location=_identifier(node.one("DeliveryLocation/ID", "location")),
        day=node.iso_day("ActualDeliveryDate", "day"),
        address=_address(place, "Address") if place else None,
    )


def _period(parent: Node) -> Period | None:
    node = parent.one("InvoicePeriod", "period")
    if node is None:
        return None
    found = Period(start=node.iso_day("StartDate", "start"), end=node.iso_day("EndDate", "end"))
    return None if found == Period() else found


def _means(node: Node) -> PaymentMeans:
    account = node.one("PayeeFinancialAccount", "account")
    number = account.code("ID", "iban") if account else None
    is_iban = bool(number) and number[:2].isalpha() and number[2:4].isdigit() if number else False
    return PaymentMeans(
        code=node.code("PaymentMeansCode", "code"),
        text=node.attribute("PaymentMeansCode", "name"),
        account=Account(
            iban=number if is_iban else None,
            other=None if is_iban else number,
            name=account.text("Name", "name"),
            bic=account.code("FinancialInstitutionBranch/ID", "bic"),
        )
        if account
        else None,
        card=node.code("CardAccount/PrimaryAccountNumberID", "card"),
        card_holder=node.text("CardAccount/HolderName", "card_holder"),
        debited=node.code("PaymentMandate/PayerFinancialAccount/ID", "debited"),
    )


def _terms(root: Node) -> tuple[PaymentTerms, ...]:
    """UBL parts what the norm joins: the due date stands alone (in a credit note, in the payment means)."""
    due: date | None = root.iso_day("DueDate", "terms.0.due")
    if due is None and not root.all("DueDate"):
        due = root.iso_day("PaymentMeans/PaymentDueDate", "terms.0.due")
    texts = [node.text("Note", "text") for node in root.each("PaymentTerms", "terms")]
    if not texts and due is None:
        return ()
    first, *others = texts or [None]
    return (
        PaymentTerms(text=first, due=due, discounts=structured_discounts(first)),
        *(PaymentTerms(text=text, discounts=structured_discounts(text)) for text in others),
    )


def _allowance(node: Node) -> AllowanceCharge:
    return AllowanceCharge(
        charge=node.yes("ChargeIndicator", "charge") or False,
        amount=node.number("Amount", "amount"),
        base=node.number("BaseAmount", "base"),
        percent=node.number("MultiplierFactorNumeric", "percent"),
        reason=node.text("AllowanceChargeReason", "reason"),
        reason_code=node.code("AllowanceChargeReasonCode", "reason_code"),
        category=node.code("TaxCategory/ID", "category"),
        rate=node.number("TaxCategory/Percent", "rate"),
    )


def _subtotals(root: Node, currency: str | None) -> list[Node]:
    """The VAT breakdown: the one of the TaxTotal in the invoice's currency when there are two."""
    totals = list(root.each("TaxTotal", "tax_totals"))
    own = [node for node in totals if node.attribute("TaxAmount", "currencyID") in (currency, None)] or totals
    held = [element for node in own for element in node.all("TaxSubtotal")]
    nodes = []
    for index, element in enumerate(held):
        root.book.elements[f"vat.{index}"] = element
        nodes.append(Node(element, f"vat.{index}.", root.book))
    return nodes


def _vat(node: Node) -> VatLine:
    return VatLine(
        category=node.code("TaxCategory/ID", "category"),
        rate=node.number("TaxCategory/Percent", "rate"),
        basis=node.number("TaxableAmount", "basis"),
        tax=node.number("TaxAmount", "tax"),
        exemption=node.text("TaxCategory/TaxExemptionReason", "exemption"),
        exemption_code=node.code("TaxCategory/TaxExemptionReasonCode", "exemption_code"),
    )


def _totals(root: Node, currency: str | None, tax_currency: str | None) -> Totals:
    node = root.one("LegalMonetaryTotal", "totals") or Node((), "totals.", root.book)
    vat: Decimal | None = None
    accounting: Decimal | None = None
    for found in root.each("TaxTotal/TaxAmount", "tax_amounts"):
        written = found.attribute("", "currencyID")
        if written and written == tax_currency != currency:
            root.book.elements["totals.vat_accounting"] = found.element
            accounting = found.number("", "value")
        elif vat is None:
            root.book.elements["totals.vat"] = found.element
            vat = found.number("", "value")
    return Totals(
        lines=node.number("LineExtensionAmount", "lines"),
        allowances=node.number("AllowanceTotalAmount", "allowances"),
        charges=node.number("ChargeTotalAmount", "charges"),
        net=node.number("TaxExclusiveAmount", "net"),
        vat=vat,
        vat_accounting=accounting,
        gross=node.number("TaxInclusiveAmount", "gross"),
        prepaid=node.number("PrepaidAmount", "prepaid"),
        rounding=node.number("PayableRoundingAmount", "rounding"),
        payable=node.number("PayableAmount", "payable"),
    )


def _line(node: Node) -> Line:
    item = node.one("Item") or Node((), node.prefix, node.book)
    quantity = "InvoicedQuantity|CreditedQuantity"
    category = "ClassifiedTaxCategory"
    return Line(
        id=node.code("ID", "id"),
        note=node.text("Note", "note"),
        name=item.text("Name", "name"),
        description=item.text("Description", "description"),
        seller_id=item.code("SellersItemIdentification/ID", "seller_id"),
        buyer_id=item.code("BuyersItemIdentification/ID", "buyer_id"),
        standard_id=_identifier(item.one("StandardItemIdentification/ID", "standard_id")),
        classes=tuple(
            Identifier(value=found.code("", "value") or "", scheme=found.attribute("", "listID"))
            for found in item.each("CommodityClassification/ItemClassificationCode", "classes")
        ),
        origin=item.code("OriginCountry/IdentificationCode", "origin"),
        attributes=tuple(
            Attribute(name=found.text("Name", "name"), value=found.text("Value", "value"))
            for found in item.each("AdditionalItemProperty", "attributes")
        ),
        object=_identifier(node.one("DocumentReference/ID", "object")),
        order_line=node.code("OrderLineReference/LineID", "order_line"),
        accounting=node.text("AccountingCost", "accounting"),
        quantity=node.number(quantity, "quantity"),
        unit=node.attribute(quantity, "unitCode"),
        price=node.number("Price/PriceAmount", "price"),
        base_quantity=node.number("Price/BaseQuantity", "base_quantity"),
        base_unit=node.attribute("Price/BaseQuantity", "unitCode"),
        gross_price=node.number("Price/AllowanceCharge/BaseAmount", "gross_price"),
        price_discount=node.number("Price/AllowanceCharge/Amount", "price_discount"),
        allowances=tuple(_allowance(found) for found in node.each("AllowanceCharge", "allowances")),
        category=item.code(f"{category}/ID", "category"),
        rate=item.number(f"{category}/Percent", "rate"),
        net=node.number("LineExtensionAmount", "net"),
        period=_period(node),
    )
