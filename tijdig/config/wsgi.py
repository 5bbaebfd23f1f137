"""The web process: gunicorn tijdig.config.wsgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tijdig.config.settings")
application = get_wsgi_application()
