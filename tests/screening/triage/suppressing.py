"""What tests of suppressions share: a customer whose pair two people answered and suppressed."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from customers.models import Party, PartyVersion
from dd_portal.accounts.models import User
from screening.models import PotentialMatch
from screening.services.screen_parties import screen_party
from screening.triage.approve import approve
from screening.triage.approve_suppression import approve_suppression
from screening.triage.propose_suppression import propose_suppression
from tests.make import make_party
from tests.screening.house_list import ROWS, load_list
from tests.screening.triage.deeds import answer, taken

REASON = "Born in another year and holds another passport than the listed person"


def screened_person(tmp_path, *, rows=ROWS, **values):
    """A customer with another date of birth than the listed person of the same name, screened."""
    load_list(tmp_path, rows)
    party = make_party("Arkadiy Velimirovich Petrosyan", type=Party.Type.PERSON)
    change(party, birth_date="1961-05-09", **values)
    screen(party)
    return party


def change(party, **values):
    """Give the customer a newer version."""
    party.refresh_from_db()
    number = party.version + 1
    content = {**party.versions.get(number=party.version).content, **values}
    PartyVersion.objects.create(
        party=party, number=number, content=content, digest=f"{number:064}", made_at=timezone.now(),
        made_by=User.objects.system(),
    )  # fmt: skip
    Party.objects.filter(pk=party.pk).update(version=number)


def screen(party):
    screen_party(party_id=party.pk, by=User.objects.system())


def cleared(party, *, maker, checker):
    """The party's pair, answered as a false positive and confirmed."""
    match = PotentialMatch.objects.get(party=party)
    taken(match.alert, by=maker)
    resolution = answer(match, by=maker)
    if resolution.state == "proposed":
        match.alert.refresh_from_db()
        approve(
            resolution=resolution, evidence_digest=match.evidence.digest, alert_version=match.alert.version, by=checker
        )
    match.refresh_from_db()
    return match


def suppressed(party, *, maker, checker, relied_on=("birth_date",), days=90):
    """The party's pair, quiet, with its suppression."""
    match = cleared(party, maker=maker, checker=checker)
    until = timezone.now().date() + dt.timedelta(days=days)
    proposed = propose_suppression(potential_match=match, relied_on=relied_on, reason=REASON, until=until, by=maker)
    return approve_suppression(suppression=proposed, by=checker)
