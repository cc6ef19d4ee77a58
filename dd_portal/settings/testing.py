"""For tests: the PostgreSQL and Redis that the test run started, fast password hashing, no outside calls."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import LOGGING, REST_FRAMEWORK, env
from .broker import broker_settings
from .database import database_settings

DEBUG = False
SECRET_KEY = "for tests only, nothing is signed with it elsewhere"  # noqa: S105
ALLOWED_HOSTS = ["*"]
VAR_DIR = Path(env.str("PORTAL_VAR", default="") or Path(tempfile.gettempdir()) / "portal-tests")
INDEX_ROOT = VAR_DIR / "index"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
DATABASES = {"default": database_settings(env.db_url("DATABASE_URL", default="sqlite:///:memory:"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0
globals().update(broker_settings(env.str("REDIS_URL", default=""), VAR_DIR))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AXES_ENABLED = False
# Tests of the blind second look ask for it themselves.
PORTAL_BLIND_SHARE = 0
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"user": "100000/min"}}
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}
