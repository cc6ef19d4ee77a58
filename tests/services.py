"""An early pytest plugin: starts a private PostgreSQL and Redis before the settings are read, and stops them.

Both listen on Unix sockets in a folder of their own under the system's temporary directory, so no port can
clash. ``TEST_DATABASE_URL`` and ``TEST_REDIS_URL`` name servers to use instead. A server that is missing ends
the run with a sentence; nothing is skipped for want of one. They end with the run, however it ends; the folders
of a run that was killed are removed by the next one.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

# prctl(2), Linux: a signal to a child when its parent dies. (Importing ``dd_portal`` here would choose its settings.)
_PR_SET_PDEATHSIG = 1
# Where Debian keeps one folder of binaries a version.
INSTALLED = Path("/usr/lib/postgresql")
_started: list[subprocess.Popen[bytes]] = []
_folders: list[Path] = []


def give_this_run_its_servers() -> None:
    """Start the servers and name them in the environment; workers of a parallel run share their parent's."""
    if "no:django" in " ".join(sys.argv):
        return
    if os.environ.get("PORTAL_TEST_SERVICES") != "started":
        sweep_up_after_killed_runs()
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or start_postgresql()
        os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL") or start_redis()
        os.environ["PORTAL_VAR"] = str(new_folder("var"))
        os.environ["PORTAL_TEST_SERVICES"] = "started"
        # Playwright's own loop makes Django believe that the test is asynchronous.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
        give_this_worker_its_share(worker)


def give_this_worker_its_share(worker: str) -> None:
    """A Redis database and a variable directory of its own; pytest-django gives it a database of its own."""
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL']}?virtual_host={int(worker.removeprefix('gw')) + 1}"
    folder = Path(os.environ["PORTAL_VAR"]) / worker
    folder.mkdir(exist_ok=True)
    os.environ["PORTAL_VAR"] = str(folder)


def new_folder(use: str) -> Path:
    """A new folder that is removed when the run ends; its name tells which run it belongs to."""
    folder = Path(tempfile.mkdtemp(prefix=f"portal-test-{os.getpid()}-{use}-"))
    folder.chmod(0o755)
    _folders.append(folder)
    if len(_folders) == 1:
        atexit.register(_stop_all)
    return folder


def sweep_up_after_killed_runs() -> None:
    """Remove the folders of runs whose process is gone."""
    for folder in Path(tempfile.gettempdir()).glob("portal-test-*-*-*"):
        if not Path(f"/proc/{folder.name.split('-')[2]}").exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)


def start_postgresql() -> str:
    """Start PostgreSQL in a new folder; gives its URL. Ends the run where it is not installed."""
    binaries = _postgresql_binaries()
    user = _unprivileged_user()
    folder = new_folder("pg")
    if user:
        shutil.chown(folder, user.pw_name)
    run_as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    data = folder / "data"
    made = subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"],
        check=False, capture_output=True, text=True, cwd=folder, **run_as,
    )  # fmt: skip
    if made.returncode:
        _give_up(f"PostgreSQL could not make a database in {folder}.\n{made.stderr}")
    # Dynamic shared memory in the data folder: /dev/shm is small in containers, and keeps what a killed server left.
    options = ["-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off",
               "-c", "full_page_writes=off", "-c", "max_connections=100", "-c", "shared_buffers=256MB",
               "-c", "dynamic_shared_memory_type=mmap"]  # fmt: skip
    log = (folder / "log").open("wb")
    _start([binaries / "postgres", "-D", data, *options], cwd=folder, stdout=log, stderr=log, **run_as)
    _wait_for(folder / ".s.PGSQL.5432", "PostgreSQL", folder / "log")
    _make_database(binaries / "createdb", folder)
    return f"postgres://portal@/{folder}/portal"


def _make_database(createdb: Path, folder: Path) -> None:
    for _attempt in range(200):
        answer = subprocess.run(
            [createdb, "-h", folder, "-U", "portal", "portal"], capture_output=True, text=True, check=False
        )
        if answer.returncode == 0:
            return
        time.sleep(0.05)
    _give_up(f"PostgreSQL does not answer.\n{answer.stderr}{(folder / 'log').read_text()}")


def start_redis() -> str:
    """Start Redis in a new folder; gives its URL. Ends the run where it is not installed."""
    binary = shutil.which("redis-server")
    if not binary:
        _give_up("redis-server is not installed. `make test` installs it on Debian; or set TEST_REDIS_URL.")
    folder = new_folder("redis")
    socket = folder / "redis.sock"
    _start(
        [binary, "--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no", "--dir", str(folder)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _wait_for(socket, "Redis", None)
    return f"redis+socket://{socket}"


def _start(command: list[object], **options: object) -> None:
    command = [str(part) for part in command]
    _started.append(subprocess.Popen(command, preexec_fn=_end_with_this_run, start_new_session=True, **options))  # noqa: PLW1509


def _end_with_this_run() -> None:
    """SIGINT: both servers end at once; at SIGTERM PostgreSQL would wait for its clients."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _stop_all() -> None:
    for server in reversed(_started):
        server.send_signal(signal.SIGINT)
    for server in _started:
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql_binaries() -> Path:
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
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
    for _attempt in range(800):
        if path.exists():
            return
        if _started[-1].poll() is not None:
            break
        time.sleep(0.025)
    _give_up(f"{server} did not start.\n{log.read_text() if log else ''}")


def _give_up(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(1)


# When the plugin is imported, not in a hook: the Django plugin reads the settings in the first hook there is.
give_this_run_its_servers()
