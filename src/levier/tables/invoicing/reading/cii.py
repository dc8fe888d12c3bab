"""CrossIndustryInvoice (D16B, D22B: Factur-X, ZUGFeRD 2, XRechnung) and ZUGFeRD 1.0's CrossIndustryDocument.

ZUGFeRD 1.0 (2014) and its release candidates hold the same things under older names: each path gives both.
"""

from datetime import date
from decimal import Decimal

from levier.tables.invoicing.model import (
    Account,
    Address,
    AllowanceCharge,
    Attribute,
    Contact,
    Delivery,
    Discount,
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
    Syntax,
    Totals,
    VatLine,
)
from levier.tables.invoicing.reading.attached import embedded
from levier.tables.invoicing.reading.node import Node
from levier.tables.invoicing.reading.skonto import structured_discounts

_ID = "IssuerAssignedID|ID"
_RATE = "RateApplicablePercent|ApplicablePercent"
_DAY = "DateTimeString|DateString"
_SUMS = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
OLDER = ("urn:ferd:", "urn:un:unece:uncefact:data:standard:CBFBUY:")
"""Namespaces of ZUGFeRD 1.0 and of its release candidates."""
_REFERENCED, _TENDER, _OBJECT = "916", "50", "130"
"""Type codes of additional documents: a supporting document, a tender or lot, an invoiced object."""


def read_cii(root: Node) -> Invoice:
    """The invoice in a CII document."""
    namespace = str(root.element.tag).partition("}")[0].lstrip("{")
    syntax: Syntax = "ZUGFeRD 1.0" if namespace.startswith(OLDER) else "CII"
    context = _child(root, "ExchangedDocumentContext|SpecifiedExchangedDocumentContext")
    document = _child(root, "ExchangedDocument|HeaderExchangedDocument")
    deal = _child(root, "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction")
    agreement = _child(deal, "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement")
    shipping = _child(deal, "ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery")
    settlement = _child(deal, "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement")
    currency = settlement.code("InvoiceCurrencyCode", "currency")
    tax_currency = settlement.code("TaxCurrencyCode", "tax_currency")
    tender, thing, others = _documents(agreement)
    terms = tuple(_terms(node) for node in settlement.each("SpecifiedTradePaymentTerms", "terms"))
    return Invoice(
        syntax=syntax,
        profile=context.code("GuidelineSpecifiedDocumentContextParameter/ID", "profile"),
        process=context.code("BusinessProcessSpecifiedDocumentContextParameter/ID", "process"),
        test=context.yes("TestIndicator/Indicator", "test") or False,
        number=document.code("ID", "number"),
        type_code=document.code("TypeCode", "type_code"),
        name=document.text("Name", "name"),
        issued=_day(document, "IssueDateTime", "issued"),
        currency=currency,
        tax_currency=tax_currency,
        tax_point=settlement.compact_day("ApplicableTradeTax/TaxPointDate/DateString", "tax_point"),
        tax_point_code=settlement.code("ApplicableTradeTax/DueDateTypeCode", "tax_point_code"),
        notes=tuple(
            Note(text=note.text("Content", "text") or "", subject=note.code("SubjectCode", "subject"))
            for note in document.each("IncludedNote", "notes")
        ),
        buyer_reference=agreement.text("BuyerReference", "buyer_reference"),
        order=agreement.code(f"BuyerOrderReferencedDocument/{_ID}", "order"),
        sales_order=agreement.code(f"SellerOrderReferencedDocument/{_ID}", "sales_order"),
        contract=agreement.code(f"ContractReferencedDocument/{_ID}", "contract"),
        project=agreement.code("SpecifiedProcuringProject/ID", "project"),
        tender=tender,
        receipt=shipping.code(f"ReceivingAdviceReferencedDocument/{_ID}", "receipt"),
        despatch=shipping.code(f"DespatchAdviceReferencedDocument/{_ID}", "despatch"),
        object=thing,
        accounting=settlement.text("ReceivableSpecifiedTradeAccountingAccount/ID", "accounting"),
        preceding=tuple(
            Preceding(
                number=node.code(_ID, "number") or "", issued=_day(node, "FormattedIssueDateTime", "issued")
            )
            for node in settlement.each("InvoiceReferencedDocument", "preceding")
        ),
        supporting=others,
        seller=_party(agreement, "SellerTradeParty", "seller") or Party(),
        buyer=_party(agreement, "BuyerTradeParty", "buyer") or Party(),
        payee=_party(settlement, "PayeeTradeParty", "payee"),
        tax_representative=_party(agreement, "SellerTaxRepresentativeTradeParty", "tax_representative"),
        delivery=_delivery(shipping),
        period=_period(settlement),
        remittance=settlement.text("PaymentReference", "remittance"),
        creditor=settlement.code("CreditorReferenceID", "creditor"),
        mandate=settlement.code("SpecifiedTradePaymentTerms/DirectDebitMandateID", "mandate"),
        means=tuple(
            _means(node) for node in settlement.each("SpecifiedTradeSettlementPaymentMeans", "means")
        ),
        terms=terms,
        allowances=_allowances(settlement),
        vat=tuple(_vat(node) for node in settlement.each("ApplicableTradeTax", "vat")),
        totals=_totals(settlement, currency, tax_currency),
        lines=tuple(_line(node) for node in deal.each("IncludedSupplyChainTradeLineItem", "lines")),
    )


def _child(node: Node, path: str) -> Node:
    """The child, or an empty element: what it should hold is then absent."""
    return node.one(path) or Node((), node.prefix, node.book)


def _day(node: Node, path: str, key: str) -> date | None:
    """A date in its DateTimeString, or (release candidates of ZUGFeRD 1.0) written directly."""
    if node.all(f"{path}/{_DAY}"):
        return node.compact_day(f"{path}/{_DAY}", key)
    return node.compact_day(path, key)


def _documents(agreement: Node) -> tuple[str | None, Identifier | None, tuple[Supporting, ...]]:
    """The tender (BT-17), the invoiced object (BT-18) and the supporting documents (BG-24), told by type code."""
    tender, thing, others = None, None, []
    for node in agreement.each("AdditionalReferencedDocument", "supporting"):
        code = node.code("TypeCode", "type_code")
        number = node.code(_ID, "id")
        if code == _TENDER:
            tender = number
        elif code == _OBJECT:
            thing = Identifier(value=number or "", scheme=node.code("ReferenceTypeCode", "scheme"))
        else:
            filename = node.attribute("AttachmentBinaryObject", "filename")
            mime = node.attribute("AttachmentBinaryObject", "mimeCode")
            size, digest = embedded(node, "AttachmentBinaryObject")
            others.append(
                Supporting(
                    id=number,
                    description=node.text("Name", "description"),
                    uri=node.code("URIID", "uri"),
                    filename=filename,
                    mime=mime,
                    size=size,
                    sha256=digest,
                )
            )
    return tender, thing, tuple(others)


def _party(parent: Node, path: str, key: str) -> Party | None:
    node = parent.one(path, key)
    if node is None:
        return None
    ids = [_identifier(found, "") for found in node.each("ID", "ids")]
    ids += [_identifier(found, "") for found in node.each("GlobalID", "ids", len(ids))]
    contact = node.one("DefinedTradeContact", "contact")
    electronic = node.one("URIUniversalCommunication/URIID", "electronic")
    legal = node.one("SpecifiedLegalOrganization/ID", "legal_id")
    return Party(
        name=node.code("Name", "name"),
        trading_name=node.code("SpecifiedLegalOrganization/TradingBusinessName", "trading_name"),
        ids=tuple(ids),
        legal_id=_identifier(legal, "") if legal else None,
        legal_form=node.text("Description", "legal_form"),
        tax_ids=tuple(
            _identifier(found, "") for found in node.each("SpecifiedTaxRegistration/ID", "tax_ids")
        ),
        electronic=_identifier(electronic, "") if electronic else None,
        address=_address(node),
        contact=Contact(
            name=contact.text("PersonName", "name"),
            department=contact.text("DepartmentName", "department"),
            phone=contact.text("TelephoneUniversalCommunication/CompleteNumber", "phone"),
            email=contact.text("EmailURIUniversalCommunication/URIID", "email"),
        )
        if contact
        else None,
    )


def _identifier(node: Node, path: str) -> Identifier:
    return Identifier(value=node.code(path, "value") or "", scheme=node.attribute(path, "schemeID"))


def _address(parent: Node) -> Address | None:
    node = parent.one("PostalTradeAddress", "address")
    if node is None:
        return None
    return Address(
        line1=node.text("LineOne", "line1"),
        line2=node.text("LineTwo", "line2"),
        line3=node.text("LineThree", "line3"),
        post_code=node.code("PostcodeCode", "post_code"),
        city=node.text("CityName", "city"),
        subdivision=node.text("CountrySubDivisionName", "subdivision"),
        country=node.code("CountryID", "country"),
    )


def _delivery(shipping: Node) -> Delivery | None:
    where = shipping.one("ShipToTradeParty", "delivery") or Node((), "delivery.", shipping.book)
    day = _day(shipping, "ActualDeliverySupplyChainEvent/OccurrenceDateTime", "delivery.day")
    location = where.one("GlobalID", "location") or where.one("ID", "location")
    found = Delivery(
        name=where.text("Name", "name"),
        location=_identifier(location, "") if location else None,
        day=day,
        address=_address(where),
    )
    return None if found == Delivery() else found


def _period(parent: Node) -> Period | None:
    node = parent.one("BillingSpecifiedPeriod", "period")
    if node is None:
        return None
    return Period(start=_day(node, "StartDateTime", "start"), end=_day(node, "EndDateTime", "end"))


def _means(node: Node) -> PaymentMeans:
    account = node.one("PayeePartyCreditorFinancialAccount", "account")
    bank = node.code("PayeeSpecifiedCreditorFinancialInstitution/BICID", "account.bic")
    card = "ApplicableTradeSettlementFinancialCard"
    held = account or Node((), f"{node.prefix}account.", node.book)
    return PaymentMeans(
        code=node.code("TypeCode", "code"),
        text=node.text("Information", "text"),
        account=Account(
            iban=held.code("IBANID", "iban"),
            other=held.code("ProprietaryID", "other"),
            name=held.text("AccountName", "name"),
            bic=bank,
        )
        if account or bank
        else None,
        card=node.code(f"{card}/ID", "card"),
        card_holder=node.text(f"{card}/CardholderName", "card_holder"),
        debited=node.code("PayerPartyDebtorFinancialAccount/IBANID", "debited"),
    )


def _terms(node: Node) -> PaymentTerms:
    text = node.text("Description", "text")
    discounts = tuple(
        Discount(
            percent=found.number("CalculationPercent", "percent"),
            amount=found.number("ActualDiscountAmount", "amount"),
            base=found.number("BasisAmount", "base"),
            days=found.number("BasisPeriodMeasure", "days"),
            unit=found.attribute("BasisPeriodMeasure", "unitCode"),
            basis=_day(found, "BasisDateTime", "basis"),
        )
        for found in node.each("ApplicableTradePaymentDiscountTerms", "discounts")
    )
    return PaymentTerms(
        text=text, due=_day(node, "DueDateDateTime", "due"), discounts=discounts or structured_discounts(text)
    )


def _allowances(settlement: Node) -> tuple[AllowanceCharge, ...]:
    """Discounts and charges of the document, then the logistics charges of the extended profiles."""
    found = [_allowance(node) for node in settlement.each("SpecifiedTradeAllowanceCharge", "allowances")]
    for node in settlement.each("SpecifiedLogisticsServiceCharge", "allowances", len(found)):
        found.append(
            AllowanceCharge(
                charge=True,
                amount=node.number("AppliedAmount", "amount"),
                reason=node.text("Description", "reason"),
                category=node.code("AppliedTradeTax/CategoryCode", "category"),
                rate=node.number(f"AppliedTradeTax/{_RATE}", "rate"),
            )
        )
    return tuple(found)


def _allowance(node: Node) -> AllowanceCharge:
    return AllowanceCharge(
        charge=node.yes("ChargeIndicator/Indicator", "charge") or False,
        amount=node.number("ActualAmount", "amount"),
        base=node.number("BasisAmount", "base"),
        percent=node.number("CalculationPercent", "percent"),
        reason=node.text("Reason", "reason"),
        reason_code=node.code("ReasonCode", "reason_code"),
        category=node.code("CategoryTradeTax/CategoryCode", "category"),
        rate=node.number(f"CategoryTradeTax/{_RATE}", "rate"),
    )


def _vat(node: Node) -> VatLine:
    return VatLine(
        category=node.code("CategoryCode", "category"),
        rate=node.number(_RATE, "rate"),
        basis=node.number("BasisAmount", "basis"),
        tax=node.number("CalculatedAmount", "tax"),
        exemption=node.text("ExemptionReason", "exemption"),
        exemption_code=node.code("ExemptionReasonCode", "exemption_code"),
    )


def _totals(settlement: Node, currency: str | None, tax_currency: str | None) -> Totals:
    node = settlement.one(_SUMS, "totals") or Node((), "totals.", settlement.book)
    vat, accounting = _vat_totals(node, currency, tax_currency)
    return Totals(
        lines=node.number("LineTotalAmount", "lines"),
        allowances=node.number("AllowanceTotalAmount", "allowances"),
        charges=node.number("ChargeTotalAmount", "charges"),
        net=node.number("TaxBasisTotalAmount", "net"),
        vat=vat,
        vat_accounting=accounting,
        gross=node.number("GrandTotalAmount", "gross"),
        prepaid=node.number("TotalPrepaidAmount", "prepaid"),
        rounding=node.number("RoundingAmount", "rounding"),
        payable=node.number("DuePayableAmount", "payable"),
    )


def _vat_totals(
    node: Node, currency: str | None, tax_currency: str | None
) -> tuple[Decimal | None, Decimal | None]:
    """BT-110 and BT-111: two amounts under one name, told apart by their currency."""
    vat = accounting = None
    for index, found in enumerate(node.each("TaxTotalAmount", "vats")):
        written = found.attribute("", "currencyID")
        if written and tax_currency and written == tax_currency != currency:
            node.book.elements[f"{node.prefix}vat_accounting"] = found.element
            accounting = found.number("", "value")
        elif vat is None or (written == currency and index):
            node.book.elements[f"{node.prefix}vat"] = found.element
            vat = found.number("", "value")
    return vat, accounting


def _line(node: Node) -> Line:
    agreement = _child(node, "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement")
    shipping = _child(node, "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery")
    settlement = _child(node, "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement")
    document = _child(node, "AssociatedDocumentLineDocument")
    product = _child(node, "SpecifiedTradeProduct")
    gross, net = "GrossPriceProductTradePrice", "NetPriceProductTradePrice"
    standard = product.one("GlobalID", "standard_id")
    thing = settlement.one("AdditionalReferencedDocument", "object")
    return Line(
        id=document.code("LineID", "id"),
        parent=document.code("ParentLineID", "parent"),
        kind=document.code("LineStatusReasonCode", "kind"),
        note=document.text("IncludedNote/Content", "note"),
        name=product.text("Name", "name"),
        description=product.text("Description", "description"),
        seller_id=product.code("SellerAssignedID", "seller_id"),
        buyer_id=product.code("BuyerAssignedID", "buyer_id"),
        standard_id=_identifier(standard, "") if standard else None,
        classes=tuple(
            Identifier(value=found.code("", "value") or "", scheme=found.attribute("", "listID"))
            for found in product.each("DesignatedProductClassification/ClassCode", "classes")
        ),
        origin=product.code("OriginTradeCountry/ID", "origin"),
        attributes=tuple(
            Attribute(name=found.text("Description", "name"), value=found.text("Value", "value"))
            for found in product.each("ApplicableProductCharacteristic", "attributes")
        ),
        object=Identifier(
            value=thing.code(_ID, "value") or "", scheme=thing.code("ReferenceTypeCode", "scheme")
        )
        if thing
        else None,
        order_line=agreement.code("BuyerOrderReferencedDocument/LineID", "order_line"),
        accounting=settlement.text(
            "ReceivableSpecifiedTradeAccountingAccount|SpecifiedTradeAccountingAccount/ID", "accounting"
        ),
        quantity=shipping.number("BilledQuantity", "quantity"),
        unit=shipping.attribute("BilledQuantity", "unitCode"),
        price=agreement.number(f"{net}/ChargeAmount", "price"),
        base_quantity=agreement.number(f"{net}/BasisQuantity", "base_quantity"),
        base_unit=agreement.attribute(f"{net}/BasisQuantity", "unitCode"),
        gross_price=agreement.number(f"{gross}/ChargeAmount", "gross_price"),
        price_discount=_price_discount(agreement, f"{gross}/AppliedTradeAllowanceCharge"),
        allowances=tuple(
            _allowance(found) for found in settlement.each("SpecifiedTradeAllowanceCharge", "allowances")
        ),
        category=settlement.code("ApplicableTradeTax/CategoryCode", "category"),
        rate=settlement.number(f"ApplicableTradeTax/{_RATE}", "rate"),
        net=settlement.number(
            "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
            "/LineTotalAmount",
            "net",
        ),
        period=_period(settlement),
    )


def _price_discount(agreement: Node, path: str) -> Decimal | None:
    """BT-147: what the gross price loses (the extended profiles may hold several, charges among them)."""
    total = None
    for node in agreement.each(path, "price_discount"):
        amount = node.number("ActualAmount", "amount")
        if amount is not None:
            charge = node.yes("ChargeIndicator/Indicator", "charge")
            total = (total or 0) + (-amount if charge else amount)
    return total
