"""An early pytest plugin: starts a private PostgreSQL and Redis before the settings are read, and stops them.

Both listen on Unix sockets in a folder of their own under the system's temporary directory, so no port can
clash. ``TEST_DATABASE_URL`` and ``TEST_REDIS_URL`` name servers to use instead. A server that is missing ends
the run with a sentence; nothing is skipped for want of one.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_started: list[subprocess.Popen[bytes]] = []
_folders: list[Path] = []


def give_this_run_its_servers() -> None:
    """Start the servers and name them in the environment; workers of a parallel run inherit their parent's."""
    if os.environ.get("PORTAL_TEST_SERVICES") == "started" or "no:django" in " ".join(sys.argv):
        return
    os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or start_postgresql()
    os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL") or start_redis()
    os.environ["PORTAL_VAR"] = str(new_folder("portal-var-"))
    os.environ["PORTAL_TEST_SERVICES"] = "started"
    # Playwright's own loop makes Django believe that the test is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def new_folder(prefix: str) -> Path:
    """A new folder that is removed when the run ends."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    folder.chmod(0o755)
    _folders.append(folder)
    return folder


def start_postgresql() -> str:
    """Start PostgreSQL in a new folder; gives its URL. Ends the run where it is not installed."""
    binaries = _postgresql_binaries()
    user = _unprivileged_user()
    folder = new_folder("portal-pg-")
    if user:
        shutil.chown(folder, user.pw_name)
    run_as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    data = folder / "data"
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **run_as,
    )  # fmt: skip
    options = ["-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off",
               "-c", "full_page_writes=off", "-c", "max_connections=100", "-c", "shared_buffers=256MB"]  # fmt: skip
    log = (folder / "log").open("wb")
    _start([binaries / "postgres", "-D", data, *options], cwd=folder, stdout=log, stderr=log, **run_as)
    _wait_for(folder / ".s.PGSQL.5432", "PostgreSQL", folder / "log")
    for _attempt in range(100):
        made = subprocess.run(
            [binaries / "createdb", "-h", folder, "-U", "portal", "portal"], stderr=subprocess.DEVNULL, check=False
        )
        if made.returncode == 0:
            break
        time.sleep(0.05)
    return f"postgres://portal@/{folder}/portal".replace("@//", "@//")


def start_redis() -> str:
    """Start Redis in a new folder; gives its URL. Ends the run where it is not installed."""
    binary = shutil.which("redis-server")
    if not binary:
        _give_up("redis-server is not installed. `make test` installs it on Debian; or set TEST_REDIS_URL.")
    folder = new_folder("portal-redis-")
    socket = folder / "redis.sock"
    _start(
        [binary, "--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no", "--dir", str(folder)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _wait_for(socket, "Redis", None)
    return f"redis+socket://{socket}"


def _start(command: list[object], **options: object) -> None:
    if not _started:
        atexit.register(_stop_all)
    _started.append(subprocess.Popen([str(part) for part in command], **options))  # type: ignore[call-overload]


def _stop_all() -> None:
    for server in reversed(_started):
        server.terminate()
    for server in _started:
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    path = found[0] if found else shutil.which("initdb")
    if not path:
        _give_up("PostgreSQL is not installed. `make test` installs it on Debian; or set TEST_DATABASE_URL.")
    return Path(path).resolve().parent


def _unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; its own user or nobody takes over."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _wait_for(path: Path, server: str, log: Path | None) -> None:
    for _attempt in range(400):
        if path.exists():
            return
        time.sleep(0.025)
    _give_up(f"{server} did not start.\n{log.read_text() if log else ''}")


def _give_up(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(1)


# When the plugin is imported, not in a hook: the Django plugin reads the settings in the first hook there is.
give_this_run_its_servers()
