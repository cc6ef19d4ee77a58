"""The default: one machine, SQLite unless DATABASE_URL says otherwise, no Redis unless REDIS_URL does."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import STATIC_ROOT, VAR_DIR, env
from .broker import broker_settings
from .database import database_settings

VAR_DIR.mkdir(parents=True, exist_ok=True)
# Nothing is gathered here (files come from where they are), but the server warns if the folder is not there.
STATIC_ROOT.mkdir(exist_ok=True)


def _secret_key() -> str:
    """The key under the variable directory, made at the first start and kept."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
DATABASES = {
    "default": database_settings(env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"))
}
globals().update(broker_settings(env.str("REDIS_URL", default=""), VAR_DIR))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
