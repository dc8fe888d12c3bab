from importlib.util import find_spec
from pathlib import Path

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The pages and scripts of django-ninja's documentation, found beside its code without loading it: of all processes
    only those that answer the API need django-ninja, which takes longer to load than all models together."""

    name = "levier.api"
    label = "api"
    path = str(Path(find_spec("ninja").origin).parent)  # type: ignore[union-attr,arg-type]
