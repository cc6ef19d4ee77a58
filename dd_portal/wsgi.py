"""Entry point of web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dd_portal.settings.production")

application = get_wsgi_application()

# What is loaded now stays for good: without this a full collection goes through all of it and holds one page in some
# hundred up for 0.3 s.
gc.collect()
gc.freeze()
