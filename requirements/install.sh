#!/bin/sh
# Makes a virtual environment from a hash-locked requirements file: install.sh FOLDER REQUIREMENTS [PYTHON]
# By uv where it can be had (seconds), by pip otherwise (a minute); the same file, the same hashes.
set -eu
folder=$1
requirements=$2
python=${3:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed; '$python' is not. Try: make PYTHON=python3.12 ..." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "Installing python$version-venv ..."
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "python$version-venv" >/dev/null
    else
        echo "The module venv is missing. On Debian: apt-get install python$version-venv" >&2
        exit 1
    fi
fi
echo "Preparing $folder from $requirements ..."
[ -x "$folder/bin/python" ] || "$python" -m venv --clear "$folder"
here=$(dirname "$0")
if "$folder/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$here/uv.txt" 2>/dev/null &&
    { "$folder/bin/uv" pip install -q --python "$folder/bin/python" --require-hashes --only-binary :all: \
        --system-certs -r "$requirements" 2>/dev/null ||
      "$folder/bin/uv" pip install -q --python "$folder/bin/python" --require-hashes --only-binary :all: \
        -r "$requirements" 2>/dev/null; }; then
    :
else
    "$folder/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$requirements"
fi
touch "$folder/ready"
