"""Where tasks wait: Redis where one is named, otherwise a folder of files (no server needed)."""

from pathlib import Path
from typing import Any


def broker_settings(redis_url: str, var_dir: Path) -> dict[str, Any]:
    """The Celery broker settings for a Redis URL; an empty URL means the file broker under ``var_dir``."""
    if redis_url:
        return {
            "CELERY_BROKER_URL": redis_url,
            # A killed worker's task comes back after this long; long work keeps its own checkpoints.
            "CELERY_BROKER_TRANSPORT_OPTIONS": {"visibility_timeout": 900},
        }
    folder = var_dir / "broker"
    for name in ("queue", "processed", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        # The host means nothing here; without one the library warns at every start.
        "CELERY_BROKER_URL": "filesystem://localhost",
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            "data_folder_in": str(folder / "queue"),
            "data_folder_out": str(folder / "queue"),
            "processed_folder": str(folder / "processed"),
            "control_folder": str(folder / "control"),
            # The default of one second would let a click wait; 50 ms costs next to nothing.
            "polling_interval": 0.05,
        },
    }
