"""The description of the API is whole: no warning, valid OpenAPI, and the key is explained."""

import pytest
import yaml
from django.core.management import call_command


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    file = tmp_path_factory.mktemp("schema") / "schema.yml"
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", str(file))
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def test_the_key_is_explained(schema):
    scheme = schema["components"]["securitySchemes"]["apiKey"]
    assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "Authorization")


def test_every_endpoint_takes_the_key(schema):
    verbs = {"get", "post", "put", "patch", "delete"}
    missing = [
        f"{verb} {path}"
        for path, methods in schema["paths"].items()
        for verb, described in methods.items()
        if verb in verbs and {"apiKey": []} not in described.get("security", [])
    ]
    assert missing == []
