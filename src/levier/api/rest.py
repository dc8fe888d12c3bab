"""The REST API of Levier: ``/api/v1/``, described in OpenAPI at ``/api/v1/openapi.json``."""

from ninja import NinjaAPI

from levier import __version__
from levier.api.adoption_operations import router as adoption
from levier.api.alert_operations import router as alerts
from levier.api.board_operations import router as boards
from levier.api.capability_operations import router as capabilities
from levier.api.company_operations import router as companies
from levier.api.dataset_operations import router as datasets
from levier.api.deployment_operations import router as deployment
from levier.api.document_operations import router as documents
from levier.api.documentation import LocalSwagger
from levier.api.firm_operations import router as firm
from levier.api.gain_operations import router as gains
from levier.api.idea_operations import router as ideas
from levier.api.invoice_operations import router as invoices
from levier.api.pilot_operations import router as pilots
from levier.api.planning_operations import router as method
from levier.api.problems import speak_problems
from levier.api.register_operations import router as governance
from levier.api.request_operations import router as requests
from levier.api.review_operations import router as review
from levier.api.search_operations import router as search
from levier.api.security import CALLERS
from levier.api.source_operations import router as sources
from levier.api.template_operations import router as templates
from levier.api.training_operations import router as training

api = NinjaAPI(
    title="Levier",
    version=__version__,
    urls_namespace="api",
    description=(
        "Demander, lancer un savoir-faire, importer des données. Chaque phrase rendue cite ses preuves. "
        "Identifiez-vous avec « Authorization: Bearer … » (voir « levier token »)."
    ),
    auth=CALLERS,
    docs=LocalSwagger(),
)
speak_problems(api)
api.add_router("/capabilities", capabilities())
api.add_router("/requests", requests)
api.add_router("/datasets", datasets)
api.add_router("/documents", documents)
api.add_router("/sources", sources)
api.add_router("/invoices", invoices)
api.add_router("/search", search)
api.add_router("/alerts", alerts)
api.add_router("/companies", companies)
api.add_router("/firm", firm)
api.add_router("/templates", templates)
api.add_router("/ideas", ideas)
api.add_router("/adoption", adoption)
api.add_router("/training", training)
api.add_router("/method/review", review)
api.add_router("/method", method)
api.add_router("/governance", governance)
api.add_router("/pilots", pilots)
api.add_router("/indicators", gains)
api.add_router("/boards", boards)
api.add_router("/deployment", deployment)
