"""Imports parties from a CSV file: whole or not at all, quick, and harmless when done twice."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import (
    Party,
    PartyAddress,
    PartyCountry,
    PartyIdentifier,
    PartyName,
    PartyRole,
    PartyVersion,
)
from customers.services.import_rows import read_row
from customers.services.party_facts import PartyFacts, facts_of, tidy
from customers.services.permit import permit
from customers.services.read_parties_file import Line, UnreadableFile, parties_file
from customers.services.register_party import check_external_id
from customers.services.write_party_rows import new_version
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import DomainError

BATCH = 1000


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: counts of rows, the file of refused rows (None if none), columns that nobody reads."""

    created: int
    updated: int
    unchanged: int
    refused: int
    errors_path: Path | None
    unread_columns: tuple[str, ...] = ()


@dataclass(slots=True)
class _Run:
    """What has been read so far."""

    unit: BusinessUnit
    cause: str
    by: User
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[tuple[Line, str]] = field(default_factory=list)
    first_line_of: dict[str, int] = field(default_factory=dict)


def import_parties(path: Path | str, *, business_unit: BusinessUnit | None = None, by: User) -> ImportReport:
    """Store every readable row of the file as a party of the unit (None: the default one).

    Refused rows go to ``FILE.errors.csv`` with line and reason. Rows absent from the file change nothing; the same
    file twice changes nothing. Each changed party gets its version; one event stands for the file. An import sends
    no ``party_changed``: ten thousand single screenings would stand in the way of one batch, so a full screening
    (or the nightly one) takes the imported parties up.

    Raises NotAllowed, or UnreadableFile with file, line and reason; nothing is stored then.
    """
    source = Path(path)
    unit = business_unit or BusinessUnit.objects.default()
    permit(Permission.EDIT_PARTIES, unit_id=unit.pk, by=by)
    run = _Run(unit=unit, cause=_("Imported from %(file)s") % {"file": source.name[:150]}, by=by)
    with transaction.atomic(), parties_file(source) as opened:
        BusinessUnit.objects.select_for_update().get(pk=unit.pk)
        for batch in _batches(opened.lines):
            _store(batch, run)
        errors_path = _write_refused(source, opened.header, run)
        if run.created or run.updated or run.refused:
            record(
                Verb.PARTIES_IMPORTED, target=unit, by=by, file=source.name, created=run.created, updated=run.updated,
                unchanged=run.unchanged, refused=len(run.refused),
            )  # fmt: skip
    return ImportReport(
        created=run.created,
        updated=run.updated,
        unchanged=run.unchanged,
        refused=len(run.refused),
        errors_path=errors_path,
        unread_columns=opened.unread_columns,
    )


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


def _store(batch: list[Line], run: _Run) -> None:
    known = _known_parties(batch, run)
    new: list[tuple[Party, PartyFacts]] = []
    changed: list[tuple[Party, PartyFacts]] = []
    for line in batch:
        try:
            key, party, facts = _read(line, known, run)
        except DomainError as error:
            run.refused.append((line, error.message))
            continue
        if party is None:
            values = _columns(facts)
            new.append((Party(business_unit=run.unit, external_id=key, **values), facts))
        elif facts == tidy(facts_of(party)):
            run.unchanged += 1
        else:
            for name, value in _columns(facts).items():
                setattr(party, name, value)
            party.version += 1
            party.updated_at = timezone.now()
            changed.append((party, facts))
    _write(new, changed, run)


def _known_parties(batch: list[Line], run: _Run) -> dict[str, Party]:
    keys = {line.row["external_id"].strip() for line in batch if line.row}
    found = Party.objects.filter(business_unit=run.unit, external_id__in=keys).prefetch_related(
        "names", "countries", "identifiers", "addresses", "roles"
    )
    return {party.external_id: party for party in found}


def _read(line: Line, known: dict[str, Party], run: _Run) -> tuple[str, Party | None, PartyFacts]:
    if line.fault:
        raise UnreadableFile(line.fault)
    key = line.row["external_id"].strip()
    check_external_id(key)
    if key in run.first_line_of:
        raise UnreadableFile(
            _("The ID %(id)s stands already on line %(line)s.") % {"id": key, "line": run.first_line_of[key]}
        )
    party = known.get(key)
    facts = read_row(line.row, known=facts_of(party) if party else None)
    run.first_line_of[key] = line.number
    return key, party, facts


def _columns(facts: PartyFacts) -> dict[str, str]:
    return {
        "type": facts.type,
        "display_name": facts.display_name,
        "birth_date": facts.birth_date,
        "incorporation_date": facts.incorporation_date,
        "gender": facts.gender,
    }


def _write(new: list[tuple[Party, PartyFacts]], changed: list[tuple[Party, PartyFacts]], run: _Run) -> None:
    Party.objects.bulk_create([party for party, _facts in new], batch_size=BATCH)
    if changed:
        Party.objects.bulk_update(
            [party for party, _facts in changed],
            ["type", "display_name", "birth_date", "incorporation_date", "gender", "version", "updated_at"],
            batch_size=200,
        )
        keys = [party.pk for party, _facts in changed]
        for model in (PartyName, PartyCountry, PartyIdentifier, PartyAddress, PartyRole):
            model.objects.filter(party_id__in=keys).delete()
    both = new + changed
    PartyName.objects.bulk_create(
        (PartyName(party=p, full=n.full, kind=n.kind, script=n.script, language=n.language, source=n.source)
         for p, facts in both for n in facts.names),
        batch_size=BATCH,
    )  # fmt: skip
    PartyCountry.objects.bulk_create(
        (
            PartyCountry(party=p, code=c.code, kind=c.kind, source=c.source)
            for p, facts in both
            for c in facts.countries
        ),
        batch_size=BATCH,
    )
    PartyIdentifier.objects.bulk_create(
        (PartyIdentifier(party=p, kind=i.kind, value=i.value, country=i.country, source=i.source)
         for p, facts in both for i in facts.identifiers),
        batch_size=BATCH,
    )  # fmt: skip
    PartyAddress.objects.bulk_create(
        (
            PartyAddress(party=p, full=a.full, country=a.country, source=a.source)
            for p, facts in both
            for a in facts.addresses
        ),
        batch_size=BATCH,
    )
    PartyRole.objects.bulk_create(
        (PartyRole(party=p, role=role) for p, facts in both for role in facts.roles), batch_size=BATCH
    )
    PartyVersion.objects.bulk_create(
        (new_version(party, facts, cause=run.cause, by=run.by) for party, facts in both), batch_size=BATCH
    )
    run.created += len(new)
    run.updated += len(changed)


def _write_refused(source: Path, header: tuple[str, ...], run: _Run) -> Path | None:
    """Write the refused rows beside the file; remove the file of an earlier import where none is refused now."""
    target = source.with_name(f"{source.name}.errors.csv")
    try:
        if not run.refused:
            target.unlink(missing_ok=True)
            return None
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["line", "reason", *header])
            writer.writerows([line.number, reason, *line.cells] for line, reason in run.refused)
    except OSError as error:
        raise UnreadableFile(
            _("%(file)s cannot be written: %(reason)s. Nothing was imported.")
            % {"file": target.name, "reason": error.strerror}
        ) from error
    return target
