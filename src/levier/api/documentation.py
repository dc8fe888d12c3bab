"""The page that documents the API, with the scripts that are on this machine."""

from ninja.openapi.docs import ABS_TPL_PATH, Swagger


class LocalSwagger(Swagger):
    """Django-ninja takes its scripts from outside when it is not an app of the project; here they are served from its folder."""

    template_cdn = str(ABS_TPL_PATH / "swagger.html")
