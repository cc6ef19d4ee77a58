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

# Pages make some 10,000 objects that last as long as the page: looked through rarely, few of them are ever met. With
# the usual numbers each page is looked through fifteen times, and now and then all that there is (70 ms).
gc.set_threshold(20_000, 20, 50)
