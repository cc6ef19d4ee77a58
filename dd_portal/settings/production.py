"""PostgreSQL and Redis, hardened. Nothing here has a default that would be unsafe to forget."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env
from .broker import broker_settings
from .database import database_settings

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATABASES = {"default": database_settings(env.db_url("DATABASE_URL"))}
globals().update(broker_settings(env.str("REDIS_URL"), VAR_DIR))

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# The health check of the container asks without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
