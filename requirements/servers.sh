#!/bin/sh
# Sees to the servers and the browser that tests need. Installs what is missing on Debian as root; elsewhere
# names it and stops, since no test is skipped for want of a server.
set -eu
missing=""
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$missing postgresql"
command -v redis-server >/dev/null || missing="$missing redis-server"
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || missing="$missing chromium"
# Reads the PDFs that the reports' tests print.
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
# The scripts that the PDF tests print; the packages that the image installs too.
[ -e /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf ] || missing="$missing fonts-noto-core"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing$missing ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "The tests need:$missing. On Debian or Ubuntu: apt-get install$missing" >&2
echo "Or name servers of your own: TEST_DATABASE_URL, TEST_REDIS_URL, CHROMIUM." >&2
exit 1
