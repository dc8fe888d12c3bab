"""Write an invoice as CII and as UBL, element by element in the order of their schemas: the reader's other half in tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from levier.tables.invoicing.model import Address, AllowanceCharge, Identifier, Invoice, Line, Party

_RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
_RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
_UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
_QDT = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC, _CBC = f"{_UBL}CommonAggregateComponents-2", f"{_UBL}CommonBasicComponents-2"


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


class _At:
    """An element under which others are written; None values are left out."""

    def __init__(self, element: Any, namespace: str, leaves: str = "") -> None:
        self.element, self.namespace, self.leaves = element, namespace, leaves or namespace

    def into(self, name: str) -> "_At":
        return _At(etree.SubElement(self.element, f"{{{self.namespace}}}{name}"), self.namespace, self.leaves)

    def put(self, name: str, value: Any, /, **attributes: str | None) -> None:
        if value is None:
            return
        leaf = etree.SubElement(self.element, f"{{{self.leaves}}}{name}")
        leaf.text = _text(value)
        for key, given in attributes.items():
            if given is not None:
                leaf.set(key, given)

    def identify(self, name: str, found: Identifier | None) -> None:
        if found:
            self.put(name, found.value, schemeID=found.scheme)

    def day(self, name: str, value: date | None, leaf: str = "DateTimeString", namespace: str = _UDT) -> None:
        if value is not None:
            inner = etree.SubElement(self.into(name).element, f"{{{namespace}}}{leaf}", format="102")
            inner.text = f"{value:%Y%m%d}"


def cii(invoice: Invoice) -> bytes:
    """The invoice as CrossIndustryInvoice."""
    root = _At(
        etree.Element(
            f"{{{_RSM}}}CrossIndustryInvoice", nsmap={"rsm": _RSM, "ram": _RAM, "udt": _UDT, "qdt": _QDT}
        ),
        _RSM,
    )
    context = _At(root.into("ExchangedDocumentContext").element, _RAM)
    if invoice.process is not None:
        context.into("BusinessProcessSpecifiedDocumentContextParameter").put("ID", invoice.process)
    context.into("GuidelineSpecifiedDocumentContextParameter").put("ID", invoice.profile)
    document = _At(root.into("ExchangedDocument").element, _RAM)
    document.put("ID", invoice.number)
    document.put("TypeCode", invoice.type_code)
    document.day("IssueDateTime", invoice.issued)
    for note in invoice.notes:
        held = document.into("IncludedNote")
        held.put("Content", note.text)
        held.put("SubjectCode", note.subject)
    deal = _At(root.into("SupplyChainTradeTransaction").element, _RAM)
    for line in invoice.lines:
        _cii_line(deal.into("IncludedSupplyChainTradeLineItem"), line)
    agreement = deal.into("ApplicableHeaderTradeAgreement")
    agreement.put("BuyerReference", invoice.buyer_reference)
    _cii_party(agreement.into("SellerTradeParty"), invoice.seller)
    _cii_party(agreement.into("BuyerTradeParty"), invoice.buyer)
    if invoice.tax_representative:
        _cii_party(agreement.into("SellerTaxRepresentativeTradeParty"), invoice.tax_representative)
    for name, value in (
        ("SellerOrder", invoice.sales_order),
        ("BuyerOrder", invoice.order),
        ("Contract", invoice.contract),
    ):
        if value is not None:
            agreement.into(f"{name}ReferencedDocument").put("IssuerAssignedID", value)
    shipping = deal.into("ApplicableHeaderTradeDelivery")
    if invoice.delivery:
        if invoice.delivery.name is not None or invoice.delivery.address or invoice.delivery.location:
            where = shipping.into("ShipToTradeParty")
            where.identify("GlobalID", invoice.delivery.location)
            where.put("Name", invoice.delivery.name)
            _cii_address(where, invoice.delivery.address)
        if invoice.delivery.day:
            shipping.into("ActualDeliverySupplyChainEvent").day("OccurrenceDateTime", invoice.delivery.day)
    _cii_settlement(deal.into("ApplicableHeaderTradeSettlement"), invoice)
    return etree.tostring(root.element, xml_declaration=True, encoding="UTF-8")


def _cii_settlement(at: _At, invoice: Invoice) -> None:
    at.put("CreditorReferenceID", invoice.creditor)
    at.put("PaymentReference", invoice.remittance)
    at.put("TaxCurrencyCode", invoice.tax_currency)
    at.put("InvoiceCurrencyCode", invoice.currency)
    if invoice.payee:
        _cii_party(at.into("PayeeTradeParty"), invoice.payee)
    for means in invoice.means:
        held = at.into("SpecifiedTradeSettlementPaymentMeans")
        held.put("TypeCode", means.code)
        held.put("Information", means.text)
        if means.debited is not None:
            held.into("PayerPartyDebtorFinancialAccount").put("IBANID", means.debited)
        if means.account:
            account = held.into("PayeePartyCreditorFinancialAccount")
            account.put("IBANID", means.account.iban)
            account.put("AccountName", means.account.name)
            account.put("ProprietaryID", means.account.other)
            if means.account.bic is not None:
                held.into("PayeeSpecifiedCreditorFinancialInstitution").put("BICID", means.account.bic)
    for found in invoice.vat:
        tax = at.into("ApplicableTradeTax")
        tax.put("CalculatedAmount", found.tax)
        tax.put("TypeCode", "VAT")
        tax.put("ExemptionReason", found.exemption)
        tax.put("BasisAmount", found.basis)
        tax.put("CategoryCode", found.category)
        tax.put("ExemptionReasonCode", found.exemption_code)
        tax.put("RateApplicablePercent", found.rate)
    _cii_period(at, invoice)
    for allowance in invoice.allowances:
        _cii_allowance(at, allowance, with_tax=True)
    for terms in invoice.terms:
        held = at.into("SpecifiedTradePaymentTerms")
        held.put("Description", terms.text)
        held.day("DueDateDateTime", terms.due)
        held.put("DirectDebitMandateID", invoice.mandate if terms is invoice.terms[0] else None)
    sums, total = at.into("SpecifiedTradeSettlementHeaderMonetarySummation"), invoice.totals
    sums.put("LineTotalAmount", total.lines)
    sums.put("ChargeTotalAmount", total.charges)
    sums.put("AllowanceTotalAmount", total.allowances)
    sums.put("TaxBasisTotalAmount", total.net)
    sums.put("TaxTotalAmount", total.vat, currencyID=invoice.currency)
    sums.put("TaxTotalAmount", total.vat_accounting, currencyID=invoice.tax_currency)
    sums.put("RoundingAmount", total.rounding)
    sums.put("GrandTotalAmount", total.gross)
    sums.put("TotalPrepaidAmount", total.prepaid)
    sums.put("DuePayableAmount", total.payable)
    for found in invoice.preceding:
        held = at.into("InvoiceReferencedDocument")
        held.put("IssuerAssignedID", found.number)
        held.day("FormattedIssueDateTime", found.issued, namespace=_QDT)
    if invoice.accounting is not None:
        at.into("ReceivableSpecifiedTradeAccountingAccount").put("ID", invoice.accounting)


def _cii_period(at: _At, holder: Invoice | Line) -> None:
    if holder.period:
        held = at.into("BillingSpecifiedPeriod")
        held.day("StartDateTime", holder.period.start)
        held.day("EndDateTime", holder.period.end)


def _cii_allowance(at: _At, found: AllowanceCharge, *, with_tax: bool) -> None:
    held = at.into("SpecifiedTradeAllowanceCharge")
    etree.SubElement(held.into("ChargeIndicator").element, f"{{{_UDT}}}Indicator").text = _text(found.charge)
    held.put("CalculationPercent", found.percent)
    held.put("BasisAmount", found.base)
    held.put("ActualAmount", found.amount)
    held.put("ReasonCode", found.reason_code)
    held.put("Reason", found.reason)
    if with_tax:
        tax = held.into("CategoryTradeTax")
        tax.put("TypeCode", "VAT")
        tax.put("CategoryCode", found.category)
        tax.put("RateApplicablePercent", found.rate)


def _cii_party(at: _At, party: Party) -> None:
    for found in party.ids:
        at.identify("ID" if found.scheme is None else "GlobalID", found)
    at.put("Name", party.name)
    at.put("Description", party.legal_form)
    if party.legal_id or party.trading_name is not None:
        legal = at.into("SpecifiedLegalOrganization")
        legal.identify("ID", party.legal_id)
        legal.put("TradingBusinessName", party.trading_name)
    if party.contact:
        contact = at.into("DefinedTradeContact")
        contact.put("PersonName", party.contact.name)
        contact.put("DepartmentName", party.contact.department)
        if party.contact.phone is not None:
            contact.into("TelephoneUniversalCommunication").put("CompleteNumber", party.contact.phone)
        if party.contact.email is not None:
            contact.into("EmailURIUniversalCommunication").put("URIID", party.contact.email)
    _cii_address(at, party.address)
    if party.electronic:
        at.into("URIUniversalCommunication").identify("URIID", party.electronic)
    for found in party.tax_ids:
        at.into("SpecifiedTaxRegistration").identify("ID", found)


def _cii_address(at: _At, address: Address | None) -> None:
    if address:
        held = at.into("PostalTradeAddress")
        held.put("PostcodeCode", address.post_code)
        held.put("LineOne", address.line1)
        held.put("LineTwo", address.line2)
        held.put("LineThree", address.line3)
        held.put("CityName", address.city)
        held.put("CountryID", address.country)
        held.put("CountrySubDivisionName", address.subdivision)


def _cii_line(at: _At, line: Line) -> None:
    document = at.into("AssociatedDocumentLineDocument")
    document.put("LineID", line.id)
    if line.note is not None:
        document.into("IncludedNote").put("Content", line.note)
    product = at.into("SpecifiedTradeProduct")
    product.identify("GlobalID", line.standard_id)
    product.put("SellerAssignedID", line.seller_id)
    product.put("BuyerAssignedID", line.buyer_id)
    product.put("Name", line.name)
    product.put("Description", line.description)
    for found in line.attributes:
        held = product.into("ApplicableProductCharacteristic")
        held.put("Description", found.name)
        held.put("Value", found.value)
    for code in line.classes:
        product.into("DesignatedProductClassification").put("ClassCode", code.value, listID=code.scheme)
    if line.origin is not None:
        product.into("OriginTradeCountry").put("ID", line.origin)
    agreement = at.into("SpecifiedLineTradeAgreement")
    if line.order_line is not None:
        agreement.into("BuyerOrderReferencedDocument").put("LineID", line.order_line)
    if line.gross_price is not None:
        gross = agreement.into("GrossPriceProductTradePrice")
        gross.put("ChargeAmount", line.gross_price)
        if line.price_discount is not None:
            off = gross.into("AppliedTradeAllowanceCharge")
            etree.SubElement(off.into("ChargeIndicator").element, f"{{{_UDT}}}Indicator").text = "false"
            off.put("ActualAmount", line.price_discount)
    net = agreement.into("NetPriceProductTradePrice")
    net.put("ChargeAmount", line.price)
    net.put("BasisQuantity", line.base_quantity, unitCode=line.base_unit)
    at.into("SpecifiedLineTradeDelivery").put("BilledQuantity", line.quantity, unitCode=line.unit)
    settlement = at.into("SpecifiedLineTradeSettlement")
    tax = settlement.into("ApplicableTradeTax")
    tax.put("TypeCode", "VAT")
    tax.put("CategoryCode", line.category)
    tax.put("RateApplicablePercent", line.rate)
    _cii_period(settlement, line)
    for found in line.allowances:
        _cii_allowance(settlement, found, with_tax=False)
    settlement.into("SpecifiedTradeSettlementLineMonetarySummation").put("LineTotalAmount", line.net)
    if line.accounting is not None:
        settlement.into("ReceivableSpecifiedTradeAccountingAccount").put("ID", line.accounting)


def ubl(invoice: Invoice) -> bytes:
    """The invoice as UBL 2.1 Invoice, or CreditNote for type code 381."""
    credit = invoice.type_code == "381"
    kind = "CreditNote" if credit else "Invoice"
    namespaces = {None: f"{_UBL}{kind}-2", "cac": _CAC, "cbc": _CBC}
    at = _At(etree.Element(f"{{{_UBL}{kind}-2}}{kind}", nsmap=namespaces), _CAC, _CBC)
    due = invoice.terms[0].due if invoice.terms else None
    money = {"currencyID": invoice.currency}
    at.put("CustomizationID", invoice.profile)
    at.put("ProfileID", invoice.process)
    at.put("ID", invoice.number)
    at.put("IssueDate", invoice.issued)
    if not credit:
        at.put("DueDate", due)
    at.put(f"{kind}TypeCode", invoice.type_code)
    for note in invoice.notes:
        at.put("Note", f"#{note.subject}#{note.text}" if note.subject else note.text)
    at.put("DocumentCurrencyCode", invoice.currency)
    at.put("TaxCurrencyCode", invoice.tax_currency)
    at.put("AccountingCost", invoice.accounting)
    at.put("BuyerReference", invoice.buyer_reference)
    _ubl_period(at, invoice)
    if invoice.order is not None or invoice.sales_order is not None:
        order = at.into("OrderReference")
        order.put("ID", invoice.order)
        order.put("SalesOrderID", invoice.sales_order)
    for found in invoice.preceding:
        held = at.into("BillingReference").into("InvoiceDocumentReference")
        held.put("ID", found.number)
        held.put("IssueDate", found.issued)
    if invoice.contract is not None:
        at.into("ContractDocumentReference").put("ID", invoice.contract)
    _ubl_party(at.into("AccountingSupplierParty").into("Party"), invoice.seller, invoice.creditor)
    _ubl_party(at.into("AccountingCustomerParty").into("Party"), invoice.buyer)
    if invoice.payee:
        _ubl_party(at.into("PayeeParty"), invoice.payee)
    if invoice.tax_representative:
        _ubl_party(at.into("TaxRepresentativeParty"), invoice.tax_representative)
    if invoice.delivery:
        held = at.into("Delivery")
        held.put("ActualDeliveryDate", invoice.delivery.day)
        if invoice.delivery.location or invoice.delivery.address:
            place = held.into("DeliveryLocation")
            place.identify("ID", invoice.delivery.location)
            _ubl_address(place, "Address", invoice.delivery.address)
        if invoice.delivery.name is not None:
            held.into("DeliveryParty").into("PartyName").put("Name", invoice.delivery.name)
    for index, means in enumerate(invoice.means):
        held = at.into("PaymentMeans")
        held.put("PaymentMeansCode", means.code, name=means.text)
        if credit and not index:
            held.put("PaymentDueDate", due)
        held.put("PaymentID", invoice.remittance if not index else None)
        if means.account:
            account = held.into("PayeeFinancialAccount")
            account.put("ID", means.account.iban if means.account.iban is not None else means.account.other)
            account.put("Name", means.account.name)
            if means.account.bic is not None:
                account.into("FinancialInstitutionBranch").put("ID", means.account.bic)
        if means.debited is not None or (invoice.mandate is not None and not index):
            mandate = held.into("PaymentMandate")
            mandate.put("ID", invoice.mandate if not index else None)
            if means.debited is not None:
                mandate.into("PayerFinancialAccount").put("ID", means.debited)
    for terms in invoice.terms:
        if terms.text is not None:
            at.into("PaymentTerms").put("Note", terms.text)
    for found in invoice.allowances:
        _ubl_allowance(at, found, money, with_tax=True)
    taxes = at.into("TaxTotal")
    taxes.put("TaxAmount", invoice.totals.vat, **money)
    for found in invoice.vat:
        held = taxes.into("TaxSubtotal")
        held.put("TaxableAmount", found.basis, **money)
        held.put("TaxAmount", found.tax, **money)
        category = held.into("TaxCategory")
        category.put("ID", found.category)
        category.put("Percent", found.rate)
        category.put("TaxExemptionReasonCode", found.exemption_code)
        category.put("TaxExemptionReason", found.exemption)
        category.into("TaxScheme").put("ID", "VAT")
    if invoice.totals.vat_accounting is not None:
        at.into("TaxTotal").put("TaxAmount", invoice.totals.vat_accounting, currencyID=invoice.tax_currency)
    sums, total = at.into("LegalMonetaryTotal"), invoice.totals
    for name, value in (
        ("LineExtensionAmount", total.lines), ("TaxExclusiveAmount", total.net), ("TaxInclusiveAmount", total.gross),
        ("AllowanceTotalAmount", total.allowances), ("ChargeTotalAmount", total.charges), ("PrepaidAmount", total.prepaid),
        ("PayableRoundingAmount", total.rounding), ("PayableAmount", total.payable),
    ):  # fmt: skip
        sums.put(name, value, **money)
    for line in invoice.lines:
        _ubl_line(at.into(f"{kind}Line"), line, money, "CreditedQuantity" if credit else "InvoicedQuantity")
    return etree.tostring(at.element, xml_declaration=True, encoding="UTF-8")


def _ubl_period(at: _At, holder: Invoice | Line) -> None:
    if holder.period:
        held = at.into("InvoicePeriod")
        held.put("StartDate", holder.period.start)
        held.put("EndDate", holder.period.end)


def _ubl_allowance(at: _At, found: AllowanceCharge, money: dict[str, str | None], *, with_tax: bool) -> None:
    held = at.into("AllowanceCharge")
    held.put("ChargeIndicator", found.charge)
    held.put("AllowanceChargeReasonCode", found.reason_code)
    held.put("AllowanceChargeReason", found.reason)
    held.put("MultiplierFactorNumeric", found.percent)
    held.put("Amount", found.amount, **money)
    held.put("BaseAmount", found.base, **money)
    if with_tax:
        tax = held.into("TaxCategory")
        tax.put("ID", found.category)
        tax.put("Percent", found.rate)
        tax.into("TaxScheme").put("ID", "VAT")


def _ubl_party(at: _At, party: Party, creditor: str | None = None) -> None:
    at.identify("EndpointID", party.electronic)
    for found in party.ids:
        at.into("PartyIdentification").identify("ID", found)
    if creditor is not None:
        at.into("PartyIdentification").put("ID", creditor, schemeID="SEPA")
    if party.trading_name is not None:
        at.into("PartyName").put("Name", party.trading_name)
    _ubl_address(at, "PostalAddress", party.address)
    for found in party.tax_ids:
        held = at.into("PartyTaxScheme")
        held.put("CompanyID", found.value)
        held.into("TaxScheme").put("ID", "VAT" if found.scheme == "VA" else "LOC")
    legal = at.into("PartyLegalEntity")
    legal.put("RegistrationName", party.name)
    legal.identify("CompanyID", party.legal_id)
    legal.put("CompanyLegalForm", party.legal_form)
    if party.contact:
        contact = at.into("Contact")
        contact.put("Name", party.contact.name)
        contact.put("Telephone", party.contact.phone)
        contact.put("ElectronicMail", party.contact.email)


def _ubl_address(at: _At, name: str, address: Address | None) -> None:
    if address:
        held = at.into(name)
        held.put("StreetName", address.line1)
        held.put("AdditionalStreetName", address.line2)
        held.put("CityName", address.city)
        held.put("PostalZone", address.post_code)
        held.put("CountrySubentity", address.subdivision)
        if address.line3 is not None:
            held.into("AddressLine").put("Line", address.line3)
        if address.country is not None:
            held.into("Country").put("IdentificationCode", address.country)


def _ubl_line(at: _At, line: Line, money: dict[str, str | None], quantity: str) -> None:
    at.put("ID", line.id)
    at.put("Note", line.note)
    at.put(quantity, line.quantity, unitCode=line.unit)
    at.put("LineExtensionAmount", line.net, **money)
    at.put("AccountingCost", line.accounting)
    _ubl_period(at, line)
    if line.order_line is not None:
        at.into("OrderLineReference").put("LineID", line.order_line)
    for found in line.allowances:
        _ubl_allowance(at, found, money, with_tax=False)
    item = at.into("Item")
    item.put("Description", line.description)
    item.put("Name", line.name)
    if line.buyer_id is not None:
        item.into("BuyersItemIdentification").put("ID", line.buyer_id)
    if line.seller_id is not None:
        item.into("SellersItemIdentification").put("ID", line.seller_id)
    if line.standard_id:
        item.into("StandardItemIdentification").identify("ID", line.standard_id)
    if line.origin is not None:
        item.into("OriginCountry").put("IdentificationCode", line.origin)
    for code in line.classes:
        item.into("CommodityClassification").put("ItemClassificationCode", code.value, listID=code.scheme)
    tax = item.into("ClassifiedTaxCategory")
    tax.put("ID", line.category)
    tax.put("Percent", line.rate)
    tax.into("TaxScheme").put("ID", "VAT")
    for found in line.attributes:
        held = item.into("AdditionalItemProperty")
        held.put("Name", found.name)
        held.put("Value", found.value)
    price = at.into("Price")
    price.put("PriceAmount", line.price, **money)
    price.put("BaseQuantity", line.base_quantity, unitCode=line.base_unit)
    if line.gross_price is not None:
        off = price.into("AllowanceCharge")
        off.put("ChargeIndicator", False)
        off.put("Amount", line.price_discount, **money)
        off.put("BaseAmount", line.gross_price, **money)
