"""ASGI: everything, live event streams included, by uvicorn."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_asgi_application()

# Nothing of ours can be imported before the application is made.
from config import warming  # noqa: E402

warming.start()
