"""The methodology runs in a bare interpreter."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from customers.methodology.assess import assess
from customers.methodology.load import load_methodology
from customers.ownership import aggregate
assert callable(assess) and load_methodology().version
loaded = {name.partition(".")[0] for name in sys.modules}
print(sorted(loaded & {"django", "celery", "numpy", "scipy", "rest_framework", "psycopg2", "redis"}))
"""


def test_nothing_but_the_standard_library_is_needed():
    found = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{PROGRAM}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "[]"
