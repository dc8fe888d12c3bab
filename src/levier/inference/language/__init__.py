"""Language models: endpoints, keys, ledger and budgets; none is configured by default, and nothing needs one."""

from levier.inference.language.company import CompanyModels
from levier.inference.language.endpoints import add_endpoint, endpoints, remove_endpoint

__all__ = ["CompanyModels", "add_endpoint", "endpoints", "remove_endpoint"]
