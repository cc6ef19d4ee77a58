#!/bin/sh
# The web server of the image: brings the database up to date, gathers static files, serves.
set -eu
python manage.py migrate --no-input
python manage.py collectstatic --no-input -v0
exec python -m gunicorn dd_portal.wsgi:application --bind 0.0.0.0:8000 --worker-class gthread --workers 2 --threads 8
