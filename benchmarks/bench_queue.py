"""Measures the pages of triage at a million customers and 200,000 alerts on PostgreSQL; prints a table, writes JSON.

``DATABASE_URL=postgres://... python -m benchmarks.bench_queue [--parties 1000000] [--alerts 200000] [--rounds 40]``

The database must be an empty one of its own: it is migrated and filled by COPY. What is measured is the time from the
request to the finished response inside the server, middleware and templates included, the network left out. Beside it
stand the processor time of the server process and the time its questions took in the database: their sum is what the
page costs, and other work on the machine lengthens it less than the wall time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.filled_portal import fill, person
from benchmarks.filled_work import fill_work
from dd_portal.accounts.models import BusinessUnit
from dd_portal.accounts.roles import RoleName
from screening.models import Alert, Case, Resolution, Suppression
from screening.selectors.board_readings import renew_readings
from screening.selectors.silences import renew_silences


def pages() -> dict[str, str]:
    """What is opened: the queue in its views, orders and filters, deep pages, alerts, and every other busy page."""
    somewhere = Alert.objects.filter(tier="T2").order_by("-pk").values_list("pk", flat=True).first()
    customer = Alert.objects.filter(tier="T2").order_by("-pk").values_list("party_id", flat=True).first()
    return {
        "queue": "/alerts/", "queue, mine": "/alerts/?view=mine", "queue, unassigned": "/alerts/?view=unassigned",
        "queue, approval": "/alerts/?view=approval", "queue, overdue": "/alerts/?view=overdue",
        "queue, reopened": "/alerts/?view=reopened", "queue, closed": "/alerts/?view=closed",
        "queue by score": "/alerts/?sort=-score", "queue by due": "/alerts/?sort=due",
        "queue by age": "/alerts/?sort=age",
        "queue by name": "/alerts/?sort=name", "queue, T3": "/alerts/?tier=T3",
        "queue, one list": "/alerts/?list=us_ofac_sdn", "queue, by name part": "/alerts/?q=karami",
        "queue, by short name part": "/alerts/?q=kar",
        "queue, by id": "/alerts/?q=C-777", "queue, no such name": "/alerts/?q=zzzzqq",
        "queue, score 95 to 97": "/alerts/?score_from=95&score_to=97", "queue, with a new match": "/alerts/?marked=new",
        "queue, over 30 days": "/alerts/?age=30",
        "alert": f"/alerts/{somewhere}/", "alert, closed": f"/alerts/{_first(Alert, state='closed_false_positive')}/",
        "suppressions": "/suppressions/", "a suppression": f"/suppressions/{_first(Suppression)}/",
        "a case": f"/cases/{_first(Case)}/",
        "customers": "/customers/", "customers by name part": "/customers/?q=karami",
        "a customer": f"/customers/{customer}/", "cases": "/cases/", "batches": "/batches/", "a batch": "/batches/1/",
        "lists": "/lists/", "my work": "/dashboard/mine/",
    }  # fmt: skip


def _first(model: Any, **fields: Any) -> int:
    return model.objects.filter(**fields).order_by("pk").values_list("pk", flat=True).first() or 0


LEAD_PAGES = {
    "queue": "/alerts/", "queue, approval": "/alerts/?view=approval",
    "rows of open": "/dashboard/figures/open/", "rows of screened": "/dashboard/figures/screened/",
    "rows of not screened": "/dashboard/figures/not-screened/", "rows of went out": "/dashboard/figures/out/",
    "quality": "/quality/", "the team's work": "/dashboard/team/", "compliance": "/dashboard/compliance/",
    "programme": "/dashboard/programme/",
    "workload": "/workload/",
}  # fmt: skip


def measured(client: Client, address: str, rounds: int) -> dict[str, float]:
    """Milliseconds of every round by the clock, by the processor of this process, and inside the database."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, (address, response.status_code)
    taken, spent, asked, counts, served = [], [], [], [], []
    for _round in range(rounds):
        questions: list[float] = []

        def timed(execute: Any, *arguments: Any, kept: list[float] = questions) -> Any:
            started = time.perf_counter()
            try:
                return execute(*arguments)
            finally:
                kept.append(1000 * (time.perf_counter() - started))

        started, began, idle = time.perf_counter(), time.process_time(), _database_cpu()
        with connection.execute_wrapper(timed):
            client.get(address, follow=True)
        taken.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - began))
        served.append(_database_cpu() - idle)
        asked.append(sum(questions))
        counts.append(len(questions))
    return {
        "p50_ms": statistics.median(taken), "p95_ms": _p95(taken), "cpu_p95_ms": _p95(spent), "sql_p95_ms": _p95(asked),
        "sum_p95_ms": _p95([cpu + sql for cpu, sql in zip(spent, asked, strict=True)]), "queries": max(counts),
        "database_cpu_p95_ms": _p95(served),
        "both_cpus_p95_ms": _p95([cpu + sql for cpu, sql in zip(spent, served, strict=True)]),
    }  # fmt: skip


def _database_cpu() -> float:
    """Processor milliseconds of the database's own process for this connection, on Linux on the same machine; else 0.

    Helpers that the database starts for a parallel question are not in it.
    """
    connection.ensure_connection()
    clock = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(clock.read_text().split()[0]) / 1e6 if clock.exists() else 0.0


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


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
    parser.add_argument("--only", help="only pages with this in their name")
    chosen = parser.parse_args()
    call_command("migrate", verbosity=0)
    import_module("dd_portal.wsgi")  # as a server does: it settles the garbage collector
    if not Alert.objects.exists():
        started = time.perf_counter()
        fill(chosen.parties, chosen.alerts, random.Random(2026))
        print(f"filled in {time.perf_counter() - started:.0f} s")
    if not Resolution.objects.exists():
        fill_work(random.Random(2027))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the database does by itself some minutes after rows came
    results: dict[str, Any] = {"load": os.getloadavg()}
    north = BusinessUnit.objects.get(code="north")
    few = ("queue", "queue, overdue", "queue, one list", "queue, by name part", "alert")
    for who, user in (
        ("analyst", person("analyst", RoleName.ANALYST)),
        ("of one unit", person("northern", RoleName.ANALYST, north)),
        ("lead", person("leading", RoleName.LEAD)),
        ("compliance lead", person("compliance", RoleName.APPROVER)),
    ):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        # What the worker does every ten minutes.
        renew_silences(timezone.now())
        renew_readings(timezone.now())
        addresses = {**pages(), "queue, page 40": deep_page(client, 40)}
        if who == "of one unit":
            north_alert = Alert.objects.filter(business_unit=north, tier="T2").values_list("pk", flat=True).first()
            addresses = {**{name: addresses[name] for name in few}, "alert": f"/alerts/{north_alert}/"}
        elif who != "analyst":
            addresses = LEAD_PAGES
        for name, address in addresses.items():
            if chosen.only and chosen.only not in name:
                continue
            if client.get(address, follow=True).status_code != HTTPStatus.OK:
                print(f"{f'{who}: {name}':40} not for this role")
                continue
            found = {key: round(value, 1) for key, value in measured(client, address, chosen.rounds).items()}
            results[f"{who}: {name}"] = {**found, "load": round(os.getloadavg()[0], 1)}
            print(
                f"{f'{who}: {name}':40} p50 {found['p50_ms']:6.0f}   p95 {found['p95_ms']:6.0f}   "
                f"cpu {found['cpu_p95_ms']:5.0f} + sql {found['sql_p95_ms']:5.0f}   sum {found['sum_p95_ms']:5.0f}   "
                f"both processors {found['both_cpus_p95_ms']:5.0f} ms"
                f"   {found['queries']:3.0f} q   load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
