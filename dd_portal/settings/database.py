"""Where rows are kept: the database named by DATABASE_URL, with what each kind needs to be safe."""

from typing import Any


def database_settings(config: dict[str, Any]) -> dict[str, Any]:
    """The Django database settings for a parsed DATABASE_URL.

    SQLite gets a write-ahead log and immediate transactions: with its defaults, two writers meet
    "database is locked" at once instead of waiting.
    """
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
        }
    else:
        config.setdefault("CONN_MAX_AGE", 60)
        config["CONN_HEALTH_CHECKS"] = True
    return config
