# One image for web, worker and beat; the command decides.
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 portal \
    && install -d -o portal /var/lib/portal
WORKDIR /app
COPY requirements ./requirements
RUN sh requirements/install.sh /opt/venv requirements/run.txt
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=dd_portal.settings.production \
    PORTAL_VAR=/var/lib/portal
COPY . .
USER portal
EXPOSE 8000
CMD ["sh", "requirements/web.sh"]
