"""Fills an empty database with customers, entries and alerts of a large portal, by COPY."""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dd_portal.settings.testing")

import django

django.setup()

from django.db import connection  # noqa: E402 the settings come first
from django.utils import timezone  # noqa: E402

from dd_portal.accounts.models import BusinessUnit, RoleGrant, User  # noqa: E402
from dd_portal.accounts.roles import RoleName  # noqa: E402
from screening.models import ListedEntity, ListVersion, ScreeningRun, Watchlist  # noqa: E402
from screening.services.ensure_settings import ensure_settings  # noqa: E402

_SYLLABLES = [
    "ka",
    "ra",
    "mi",
    "to",
    "ne",
    "sha",
    "lu",
    "ve",
    "do",
    "pi",
    "an",
    "or",
    "es",
    "il",
    "um",
    "ba",
    "gri",
    "sto",
    "ven",
    "del",
]
_LISTS = (("us_ofac_sdn", "T1"), ("us_csl", "T2"), ("no_nbim_exclusions", "T3"))
_STATES = ("new",) * 12 + ("in_review", "waiting_info", "escalated", "pending_approval", "reopened")
_TIERS = ("T1", "T2", "T2", "T3", "T3", "T3")
_ENTRIES = 5_000
_EVIDENCE = [
    {"feature": "name", "role": "main", "word": "close", "points": 0.84, "ours": "Karami Tovel",
     "listed": "KARAMI TOVEL", "sentence": "The names share 96 % of their weight.",
     "parts": [{"ours": "karami", "listed": "karami", "word": "same", "share": 0.5, "ours_marks": [],
                "listed_marks": []}]},
    {"feature": "birth_date", "role": "qualifier", "word": "different", "points": -0.05, "ours": "1974",
     "listed": "1961", "sentence": "The dates differ.", "parts": []},
]  # fmt: skip


def fill(parties: int, alerts: int, chance: random.Random) -> None:
    """Customers with names and versions, and one open or closed alert with one or two matches for some of them."""
    now = timezone.now().astimezone(UTC)
    by = User.objects.system()
    unit = BusinessUnit.objects.get_or_create(code="main", defaults={"name": "Main"})[0]
    other = BusinessUnit.objects.get_or_create(code="north", defaults={"name": "North"})[0]
    settings = ensure_settings()
    run = ScreeningRun.objects.create(
        kind="all", state="finished", settings_version=settings, engine_version="1", index_fingerprint="0" * 64,
        started_by=by, population=parties, started_at=now, finished_at=now,
    )  # fmt: skip
    entries = _entries(by, now)
    analysts = [person("analyst", RoleName.ANALYST).pk, person("second", RoleName.ANALYST).pk]
    names = [_name(chance) for _number in range(parties)]
    copy("customers_party", "id external_id type display_name lifecycle birth_date incorporation_date gender version "
         "created_at updated_at business_unit_id", (
        (n, f"C-{n}", "person", names[n - 1], "active", "1974-03-12", "", "", 1, now, now,
         other.pk if n % 10 == 0 else unit.pk)
        for n in range(1, parties + 1)
    ))  # fmt: skip
    copy("customers_partyname", "full kind script language source party_id", (
        (names[n - 1], "primary", "Latn", "", "", n) for n in range(1, parties + 1)
    ))  # fmt: skip
    copy("screening_screeningstate", "party_id run_id party_version outcome nearest_below screened_at", (
        (n, run.pk, 1, "match" if n <= alerts else "no_match", 0.6, now) for n in range(1, parties + 1)
    ))  # fmt: skip
    copy("customers_partyversion", "party_id number content digest cause made_at made_by_id", (
        (n, 1, json.dumps(_content(names[n - 1])), "0" * 64, "", now, by.pk) for n in range(1, alerts + 1)
    ))  # fmt: skip
    _alerts(alerts, names, entries, analysts, run.pk, settings.pk, now, chance)
    with connection.cursor() as cursor:
        for table in ("customers_party", "customers_partyname", "screening_alert", "screening_potentialmatch",
                      "screening_matchevidence"):  # fmt: skip
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
        cursor.execute("ANALYZE")


def _entries(by: User, now: datetime) -> list[tuple[str, int, int, str]]:
    """(entity id, row id, list id, tier) of every entry."""
    rows = []
    for code, tier in _LISTS:
        version = ListVersion.objects.create(
            source=code, number=1, state="live", fetched_at=now, imported_at=now, checksum="0" * 64, imported_by=by
        )
        watchlist, _made = Watchlist.objects.get_or_create(
            code=code,
            defaults={"source": code, "title": code, "tier": tier, "legal_effect": "B", "factor": "LST-5"},
        )
        made = ListedEntity.objects.bulk_create(
            [
                ListedEntity(
                    source=code, entity_id=f"{code}:{n}", watchlist=watchlist, caption=f"KARAMI TOVEL {n}",
                    type="person",
                    content={**_content(f"KARAMI TOVEL {n}"), "id": f"{code}:{n}", "list_code": code},
                    content_digest=f"{n:064}", matched_digest=f"{n:064}", first_version=version,
                )
                for n in range(_ENTRIES)
            ],
            batch_size=2_000,
        )  # fmt: skip
        rows += [(one.entity_id, one.pk, watchlist.pk, watchlist.tier) for one in made]
    return rows


def _alerts(
    alerts: int, names: list[str], entries: list[Any], analysts: list[int], run: int, settings: int, now: datetime,
    chance: random.Random,
) -> None:  # fmt: skip
    rows, matches, evidence = [], [], []
    by_tier = {tier: [one for one in entries if one[3] == tier] for _code, tier in _LISTS}
    for n in range(1, alerts + 1):
        tier, score = chance.choice(_TIERS), round(chance.uniform(0.7, 1), 4)
        opened = now - timedelta(minutes=chance.randrange(60 * 24 * 30))
        state = "closed_false_positive" if n % 20 == 0 else chance.choice(_STATES)
        assignee = chance.choice(analysts) if state not in ("new", "reopened", "escalated") else None
        closed = opened + timedelta(hours=2) if state.startswith("closed") else None
        rows.append(
            (
                n,
                state,
                tier,
                score,
                {"T1": 1, "T2": 2}.get(tier, 3),
                "new_party",
                "",
                opened,
                opened,
                opened + timedelta(hours=24 if tier == "T1" else 72),
                state == "reopened",
                closed,
                1,
                assignee,
                n,
                run,
            )
        )
        for place in range(1 + n % 2):
            entity, entity_row, watchlist, _tier = chance.choice(by_tier[tier])
            number = 2 * n - 1 + place
            matches.append(
                (
                    number,
                    f"{entity}/{place}" if place else entity,
                    "open",
                    tier,
                    score,
                    True,
                    "",
                    opened,
                    opened,
                    n,
                    n,
                    watchlist,
                )
            )
            evidence.append((number, 1, "1", score, 0.7, json.dumps(_EVIDENCE), f"{number:064}", opened,
                             entity_row, number,
                             run, settings))  # fmt: skip
    del names
    copy("screening_alert", "id state tier top_score priority trigger trigger_text opened_at first_opened_at due_at "
         "reopened closed_at version assignee_id party_id run_id", iter(rows))  # fmt: skip
    copy("screening_potentialmatch", "id entity_id state tier score is_new change found_at updated_at alert_id "
         "party_id watchlist_id", iter(matches))  # fmt: skip
    copy("screening_matchevidence", "id party_version engine_version score threshold evidence digest made_at "
         "listed_entity_id potential_match_id run_id settings_version_id", iter(evidence))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE screening_potentialmatch m SET evidence_id = e.id FROM screening_matchevidence e "
            "WHERE e.potential_match_id = m.id"
        )


def copy(table: str, columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Fill a table through COPY, 50,000 rows at a time."""
    names = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor() as cursor:
        while chunk := [row for _number, row in zip(range(50_000), rows, strict=False)]:
            text = io.StringIO("".join("\t".join(map(_cell, row)) + "\n" for row in chunk))
            if hasattr(cursor.cursor, "copy"):
                with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                    stream.write(text.getvalue())
            else:
                cursor.cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", text)


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", " ")


def _name(chance: random.Random) -> str:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _word in range(2)]
    return " ".join(words)


def _content(name: str) -> dict[str, Any]:
    named = {"full": name, "kind": "primary", "script": "Latn", "language": "", "source": "", "strength": "strong",
             "family": "", "given": ""}  # fmt: skip
    return {"type": "person", "names": [named], "birth_date": "1974-03-12", "incorporation_date": "", "gender": "",
            "countries": [], "identifiers": [], "addresses": [], "roles": []}  # fmt: skip


def person(username: str, role: RoleName, unit: BusinessUnit | None = None) -> User:
    """Somebody with a role, in one unit or in all."""
    user = User.objects.filter(username=username).first() or User.objects.create_user(username, password="unguessable")
    RoleGrant.objects.get_or_create(
        user=user, role=role, business_unit=unit,
        defaults={"granted_by": User.objects.system(), "starts_at": timezone.now()},
    )  # fmt: skip
    return user
