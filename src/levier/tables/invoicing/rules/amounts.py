"""Sums and products: BR-CO-10 … BR-CO-17, lines, decimals. Computed with decimals, never with floating numbers."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, localcontext

from levier.tables.invoicing.model import Invoice, Line
from levier.tables.invoicing.rules.mandatory import allowances_of, is_comment
from levier.tables.invoicing.rules.rule import PRECISION, Breach, Gravity, Level, Rule, cents, shown, total

_ZERO = Decimal(0)
_LINE_SLACK = Decimal("0.02")
"""A line may differ from quantity × price by this much: prices are often rounded (PEPPOL-EN16931-R120)."""
_VAT_SLACK = Decimal(1)
"""BR-CO-17 as its official schematron checks it; a lesser difference is only pointed out (VAT-ROUNDING)."""


def _sum(
    number: str,
    asks: str,
    term: str,
    wanted: Callable[[Invoice], Decimal | None],
    since: Level,
    *,
    old: bool = True,
) -> Rule:
    """A total must equal what it sums. An absent total counts as zero when the sum is not."""

    def find(invoice: Invoice) -> Iterator[Breach]:
        given = getattr(invoice.totals, term)
        expected = wanted(invoice)
        if expected is None or (given is None and not expected):
            return
        if cents(given or _ZERO) != cents(expected):
            yield Breach(
                f"totals.{term}",
                f"{shown(given)} écrit, {shown(cents(expected))} calculé "
                f"(écart {shown(cents((given or _ZERO) - expected))})",
            )

    return Rule(
        number,
        "amounts",
        asks,
        "Ne payez pas avant que l'émetteur ait corrigé ses montants.",
        find,
        since=since,
        old=old,
    )


def _lines(invoice: Invoice) -> Decimal | None:
    counted = [line.net for line in invoice.lines if not is_comment(line)]
    return total(counted) if any(net is not None for net in counted) else None


def _allowances(charge: bool) -> Callable[[Invoice], Decimal | None]:
    return lambda invoice: total(found.amount for found in invoice.allowances if found.charge == charge)


def _net(invoice: Invoice) -> Decimal | None:
    sums = invoice.totals
    if sums.lines is None or sums.net is None:
        return None
    return total([sums.lines, -(sums.allowances or _ZERO), sums.charges])


def _vat(invoice: Invoice) -> Decimal | None:
    return total(found.tax for found in invoice.vat) if invoice.vat else None


def _gross(invoice: Invoice) -> Decimal | None:
    sums = invoice.totals
    return None if sums.net is None or sums.gross is None else total([sums.net, sums.vat])


def _payable(invoice: Invoice) -> Decimal | None:
    sums = invoice.totals
    if sums.gross is None or sums.payable is None:
        return None
    return total([sums.gross, -(sums.prepaid or _ZERO), sums.rounding])


def vat_due(basis: Decimal, rate: Decimal) -> Decimal:
    """Basis × rate, rounded to the cent."""
    with localcontext(prec=PRECISION):
        return cents(basis * rate / 100)


def _vat_products(low: Decimal, high: Decimal | None) -> Callable[[Invoice], Iterator[Breach]]:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for index, found in enumerate(invoice.vat):
            if found.basis is None or found.tax is None:
                continue
            expected = vat_due(found.basis, found.rate or _ZERO)
            gap = abs(found.tax - expected)
            if gap >= low and (high is None or gap < high):
                yield Breach(
                    f"vat.{index}.tax",
                    f"{shown(found.tax)} écrit, {shown(expected)} calculé "
                    f"({shown(found.basis)} × {shown(found.rate)}\u00a0%)",
                )

    return find


def line_net(line: Line) -> Decimal | None:
    """Quantity × net price ÷ base quantity − discounts + charges, exact; None when the line does not say."""
    if line.quantity is None or line.price is None or line.base_quantity == 0:
        return None
    with localcontext(prec=PRECISION):
        gross = line.quantity * line.price / (line.base_quantity or Decimal(1))
        return gross + total(
            (found.amount or _ZERO) * (1 if found.charge else -1) for found in line.allowances
        )


def _line_products(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        expected = line_net(line)
        if expected is None or line.net is None or is_comment(line):
            continue
        if abs(line.net - expected) > _LINE_SLACK:
            yield Breach(
                f"lines.{index}.net",
                f"{shown(line.net)} écrit, {shown(cents(expected))} calculé ({shown(line.quantity)} × "
                f"{shown(line.price)})",
            )


def _base_quantity(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        if line.base_quantity is not None and line.base_quantity <= 0:
            yield Breach(f"lines.{index}.base_quantity", shown(line.base_quantity))


def _price_discount(invoice: Invoice) -> Iterator[Breach]:
    for index, line in enumerate(invoice.lines):
        if line.gross_price is None or line.price is None or line.price_discount is None:
            continue
        expected = total([line.gross_price, -line.price_discount])
        if abs(expected - line.price) > _LINE_SLACK / 4:
            yield Breach(
                f"lines.{index}.price",
                f"{shown(line.price)} écrit, {shown(expected)} calculé "
                f"({shown(line.gross_price)} − {shown(line.price_discount)})",
            )


def _percentages(lines: bool) -> Callable[[Invoice], Iterator[Breach]]:
    def find(invoice: Invoice) -> Iterator[Breach]:
        for place, found in allowances_of(invoice, lines=lines):
            if found.base is None or found.percent is None or found.amount is None:
                continue
            expected = vat_due(found.base, found.percent)
            if abs(abs(found.amount) - abs(expected)) > _LINE_SLACK:
                yield Breach(
                    f"{place}.amount",
                    f"{shown(found.amount)} écrit, {shown(expected)} calculé "
                    f"({shown(found.base)} × {shown(found.percent)}\u00a0%)",
                )

    return find


def _too_fine(value: Decimal | None) -> bool:
    exponent = value.as_tuple().exponent if value is not None else 0
    return isinstance(exponent, int) and exponent < -2 and cents(value or _ZERO) != value


def _decimals(invoice: Invoice) -> Iterator[Breach]:
    """BR-DEC-01 … 28, one rule here: sums of money have at most two decimals (zeros beyond change nothing)."""
    amounts: list[tuple[str, Decimal | None]] = [
        (f"totals.{name}", value) for name, value in invoice.totals if isinstance(value, Decimal)
    ]
    amounts += [
        (f"vat.{i}.{name}", getattr(v, name)) for i, v in enumerate(invoice.vat) for name in ("basis", "tax")
    ]
    amounts += [(f"lines.{i}.net", line.net) for i, line in enumerate(invoice.lines)]
    for lines in (False, True):
        amounts += [
            (f"{p}.{n}", getattr(f, n))
            for p, f in allowances_of(invoice, lines=lines)
            for n in ("amount", "base")
        ]
    yield from (Breach(term, shown(value)) for term, value in amounts if _too_fine(value))


def _rule(
    number: str, asks: str, mend: str, find: Callable[[Invoice], Iterable[Breach]], since: Level, gravity: Gravity = "error", *, old: bool = True
) -> Rule:  # fmt: skip
    return Rule(number, "amounts", asks, mend, find, gravity, since, old=old)


_PAY = "Ne payez pas avant que l'émetteur ait corrigé ses montants."
_MIN, _WL, _BASIC, _EN = Level.MINIMUM, Level.BASICWL, Level.BASIC, Level.EN16931

AMOUNTS: tuple[Rule, ...] = (
    _rule("LIGNE-01", "Chaque ligne vaut quantité × prix net − remises + frais (BT-131)", "Refaites le calcul : quelques centimes viennent souvent d'un prix unitaire arrondi, davantage se réclame.", _line_products, _BASIC, "doubt"),
    _rule("LIGNE-02", "Le prix net est le prix brut moins sa remise (BT-146)", "Vérifiez la remise consentie avec l'émetteur.", _price_discount, _BASIC, "doubt"),
    _rule("LIGNE-03", "La quantité de base d'un prix est positive (BT-149)", _PAY, _base_quantity, _BASIC),
    _rule("REMISE-01", "Une remise en pourcentage vaut sa base × son taux (BT-92, BT-99)", "Vérifiez la remise avec l'émetteur.", _percentages(False), _WL, "doubt"),
    _rule("REMISE-02", "Une remise de ligne en pourcentage vaut sa base × son taux (BT-136, BT-141)", "Vérifiez la remise avec l'émetteur.", _percentages(True), _BASIC, "doubt"),
    _sum("BR-CO-10", "Le total des lignes est la somme des lignes (BT-106)", "lines", _lines, _BASIC),
    _sum("BR-CO-11", "Le total des remises est leur somme (BT-107)", "allowances", _allowances(False), _WL, old=False),
    _sum("BR-CO-12", "Le total des frais est leur somme (BT-108)", "charges", _allowances(True), _WL, old=False),
    _sum("BR-CO-13", "Le total HT est lignes − remises + frais (BT-109)", "net", _net, _WL),
    _sum("BR-CO-14", "Le total de TVA est la somme du détail (BT-110)", "vat", _vat, _WL),
    _sum("BR-CO-15", "Le total TTC est HT + TVA (BT-112)", "gross", _gross, _MIN),
    _sum("BR-CO-16", "Le net à payer est TTC − acomptes + arrondi (BT-115)", "payable", _payable, _WL),
    _rule("BR-CO-17", "La TVA de chaque taux est sa base × le taux (BT-117)", _PAY, _vat_products(_VAT_SLACK, None), _WL),
    _rule("TVA-ARRONDI", "La TVA de chaque taux tombe juste au centime", "Un écart de quelques centimes vient de l'arrondi ligne à ligne : il est toléré.", _vat_products(Decimal("0.02"), _VAT_SLACK), _WL, "doubt"),
    _rule("BR-DEC", "Les montants ont au plus deux décimales (BR-DEC-01 à 28)", "Demandez des montants arrondis au centime.", _decimals, _WL),
)  # fmt: skip
