"""The project: settings, doors of the web server, and what binds the apps together."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
