"""Compose, image, Makefile, settings and CI speak of the same things."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]


def text(name):
    return (ROOT / name).read_text()


def tracked():
    listed = subprocess.run(["git", "ls-files"], check=False, cwd=ROOT, capture_output=True, text=True).stdout.split(
        "\n"
    )
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_compose_has_the_five_services():
    assert set(SERVICES) == {"web", "worker", "beat", "postgres", "redis"}


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_the_portal_runs_from_one_image(name):
    assert (SERVICES[name]["image"], SERVICES[name]["build"]) == ("due-diligence-portal", ".")


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_celery_services_run_the_application(name):
    assert SERVICES[name]["command"].startswith(f"python -m celery -A dd_portal {name}")


def test_web_runs_the_script_of_the_image():
    script = SERVICES["web"]["command"].split()[1]
    assert script in text("Dockerfile")
    assert "dd_portal.wsgi:application" in text(script)


def test_compose_servers_are_of_the_tested_major_versions():
    assert SERVICES["postgres"]["image"].startswith("postgres:15")
    assert SERVICES["redis"]["image"].startswith("redis:7")


def test_every_variable_of_the_settings_is_in_the_example():
    settings = "".join(path.read_text() for path in (ROOT / "dd_portal/settings").glob("*.py"))
    read = set(re.findall(r'env\.?\w*\(\s*"([A-Z_]+)"', settings))
    listed = set(re.findall(r"^([A-Z_]+)=", text(".env.example"), re.MULTILINE))
    assert read == listed


def test_every_variable_of_compose_is_in_the_example():
    listed = set(re.findall(r"^([A-Z_]+)=", text(".env.example"), re.MULTILINE))
    assert set(SERVICES["web"]["environment"]) <= listed


def test_ci_calls_the_two_commands():
    assert re.findall(r"^make (\w+)$", text(".ci/run"), re.MULTILINE) == ["test", "check"]


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/test.txt", "requirements/uv.txt"])
def test_lock_has_hashes_and_no_host(name):
    assert "--hash=sha256:" in text(name)
    assert "://" not in text(name)


def test_readme_names_the_two_commands():
    assert "make run" in text("README.md")
    assert "make test" in text("README.md")


def test_no_large_file_is_tracked():
    assert [path.name for path in tracked() if path.stat().st_size > 1_000_000] == []


def test_no_path_of_a_machine_is_tracked():
    home = str(ROOT.parent) + "/"
    text_files = [
        path for path in tracked() if path.suffix in {".py", ".md", ".toml", ".html", ".css", ".js", ".yml", ".sh"}
    ]
    assert [path.name for path in text_files if home in path.read_text(errors="ignore")] == []
