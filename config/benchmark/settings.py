"""The settings of production, with the bare endpoints and a count of queries.

Read by the site that is measured; ``serving.environment()`` gives what production asks for.
"""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATA_DIR, MIDDLEWARE, STORAGES, TEMPLATES

MIDDLEWARE = [
    "config.benchmark.counting.QueryCountMiddleware",
    "config.benchmark.bare.BareMiddleware",
    *MIDDLEWARE,
]
TEMPLATES[0]["DIRS"] += [BASE_DIR / "config" / "benchmark" / "templates"]  # type: ignore[operator]
STATIC_ROOT = DATA_DIR / "benchmark" / "static"
# The names of production without its compression, which no measured request asks for.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
