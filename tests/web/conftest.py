from tests.web.world import world  # noqa: F401
