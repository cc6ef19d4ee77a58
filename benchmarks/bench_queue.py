"""Measures the pages of triage at a million customers and 200,000 alerts on PostgreSQL; prints a table, writes JSON.

``DATABASE_URL=postgres://... python -m benchmarks.bench_queue [--parties 1000000] [--alerts 200000] [--rounds 40]``

The database must be an empty one of its own: it is migrated and filled by COPY. What is measured is the time from the
request to the finished response inside the server, middleware and templates included, the network left out; beside
it the processor time of the server process alone, which other work on the machine does not lengthen as much.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks.filled_portal import fill, person
from dd_portal.accounts.models import BusinessUnit
from dd_portal.accounts.roles import RoleName
from screening.models import Alert


def pages() -> dict[str, str]:
    """What is opened: the queue in its views, orders and filters, deep pages, and alerts."""
    somewhere = Alert.objects.filter(tier="T2").order_by("-pk").values_list("pk", flat=True).first()
    return {
        "queue": "/alerts/", "queue, mine": "/alerts/?view=mine", "queue, unassigned": "/alerts/?view=unassigned",
        "queue, approval": "/alerts/?view=approval", "queue, overdue": "/alerts/?view=overdue",
        "queue, reopened": "/alerts/?view=reopened", "queue, closed": "/alerts/?view=closed",
        "queue by score": "/alerts/?sort=-score", "queue by due": "/alerts/?sort=due",
        "queue by age": "/alerts/?sort=age",
        "queue by name": "/alerts/?sort=name", "queue, T3": "/alerts/?tier=T3",
        "queue, one list": "/alerts/?list=us_ofac_sdn", "queue, by name part": "/alerts/?q=karami",
        "queue, by id": "/alerts/?q=C-777", "queue, no such name": "/alerts/?q=zzzzqq",
        "alert": f"/alerts/{somewhere}/", "suppressions": "/suppressions/",
    }  # fmt: skip


def measured(client: Client, address: str, rounds: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of every round by the clock and by the processor of this process, and the queries of one."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    taken, spent = [], []
    for _round in range(rounds):
        started, began = time.perf_counter(), time.process_time()
        client.get(address)
        taken.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - began))
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    client.get(address)
    queries = len(connection.queries_log)
    connection.force_debug_cursor = False
    return taken, spent, queries


def deep_page(client: Client, pages_on: int) -> str:
    """The address of the page so many steps behind the first."""
    address = "/alerts/"
    for _step in range(pages_on):
        text = client.get(address).content.decode()
        found = text.partition('rel="next" href="')[2].partition('"')[0]
        address = f"/alerts/{found.replace('&amp;', '&')}" if found else address
    return address


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, default=1_000_000)
    parser.add_argument("--alerts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not Alert.objects.exists():
        started = time.perf_counter()
        fill(chosen.parties, chosen.alerts, random.Random(2026))
        print(f"filled in {time.perf_counter() - started:.0f} s")
    results: dict[str, Any] = {}
    north = BusinessUnit.objects.get(code="north")
    for who, user in (
        ("analyst", person("analyst", RoleName.ANALYST)),
        ("analyst of one unit", person("northern", RoleName.ANALYST, north)),
    ):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        addresses = {**pages(), "queue, page 40": deep_page(client, 40)}
        if who != "analyst":
            addresses = {name: addresses[name] for name in ("queue", "queue, overdue", "queue, by name part")}
        for name, address in addresses.items():
            taken, spent, queries = measured(client, address, chosen.rounds)
            p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
            cpu = statistics.median(spent)
            results[f"{who}: {name}"] = {
                "p50_ms": round(p50, 1), "p95_ms": round(p95, 1), "cpu_ms": round(cpu, 1), "queries": queries,
            }  # fmt: skip
            print(
                f"{f'{who}: {name}':40} p50 {p50:6.0f} ms   p95 {p95:6.0f} ms   cpu {cpu:5.0f} ms   {queries:3} q",
                flush=True,
            )
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
