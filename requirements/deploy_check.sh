#!/bin/sh
# Django's deployment check with the production settings and harmless values.
set -eu
export DJANGO_SETTINGS_MODULE=dd_portal.settings.production
export SECRET_KEY=a-key-for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz
export ALLOWED_HOSTS=portal.example DATABASE_URL=postgres://portal:secret@postgres/portal REDIS_URL=redis://redis:6379/0
exec "$1" manage.py check --deploy --fail-level WARNING
