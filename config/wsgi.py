"""WSGI: pages and API, by gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Nothing of ours can be imported before the application is made.
from config import warming  # noqa: E402

warming.start()
