"""Lines of the French tax forms drawn from the balances: which accounts make which line is data (2033, 2050 to 2053)."""

from levier.tables.accounting.tax_forms.filling import FORMS, FormLine, TaxForm, fill_form

__all__ = ["FORMS", "FormLine", "TaxForm", "fill_form"]
