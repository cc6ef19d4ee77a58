"""Whether an answer still speaks of what is known now."""

from __future__ import annotations

from django.utils.translation import gettext as _

from customers.models import PartyVersion
from screening.models import ListedEntity, MatchEvidence, PotentialMatch, Resolution


def what_changed(resolution: Resolution) -> str:
    """The sentence that says what changed since the answer was given, or "" where nothing did.

    New evidence, an amended or removed list entry (in the fields that matching reads: others lead to no new
    evidence and are shown to the reader), and a changed party all count; approval is bound to none of them moving.
    """
    return evidence_moved(resolution.potential_match, resolution.evidence)


def evidence_moved(match: PotentialMatch, evidence: MatchEvidence) -> str:
    """The same for evidence that something rests on: an answer, or a suppression."""
    if match.evidence_id != evidence.pk:
        return _("It was screened again after this was submitted, with other evidence.")
    entry = ListedEntity.objects.current().filter(entity_id=match.entity_id).first()
    if entry is None:
        return _("The list entry was removed after this was submitted.")
    if entry.matched_digest != evidence.listed_entity.matched_digest:
        return _("The list entry changed after this was submitted.")
    versions = PartyVersion.objects.filter(
        party_id=match.party_id, number__in={evidence.party_version, match.party.version}
    )
    if len({version.digest for version in versions}) > 1:
        return _("The customer's data changed after this was submitted.")
    return ""
