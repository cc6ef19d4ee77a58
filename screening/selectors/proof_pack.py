"""One alert as a file that proves itself: what was compared, answered and recorded, with checksums."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

from django.utils import timezone

from customers.models import PartyVersion, Restriction
from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.errors import Invalid
from dd_portal.common.kept_files import kept_content
from screening.models import Alert, MatchEvidence, Resolution
from screening.selectors.blind import hidden_ids

SUMS = "SHA256SUMS"
_READ_ME = """Proof pack of one alert
=======================

alert.json        the alert, its potential matches and every answer with its reasons
evidence/*.json   what was compared, as it was frozen: both sides, score, points, settings and engine version
timeline.json     every recorded event; "digest" is SHA-256 over the canonical JSON of its detail
files/*           what people attached
SHA256SUMS        checksums of all of these; verify with:  sha256sum -c SHA256SUMS

Each evidence file carries the digest that the answers and approvals are bound to.
"""


def proof_pack(alert: Alert, *, by: User) -> bytes:
    """A ZIP; the same alert in the same state gives the same files, apart from when it was made and for whom.

    Answers that are checked blind are left out for those who must not see them yet.
    """
    answers = list(
        Resolution.objects.filter(potential_match__alert=alert)
        .select_related("proposed_by", "approved_by", "potential_match__evidence", "second_look__answered_by")
        .order_by("pk")
    )
    hidden = hidden_ids(answers, by=by)
    shown = [one for one in answers if one.pk not in hidden]
    parts = {
        "README.txt": _READ_ME.encode(),
        "alert.json": _json(_alert(alert, shown, by=by)),
        "timeline.json": _json(_timeline(alert, hidden)),
        **_evidence(alert),
        **_files(alert),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts.items()))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted({**parts, SUMS: sums.encode()}.items()):
            # A fixed time: what was packed when stands inside.
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def _alert(alert: Alert, answers: list[Resolution], *, by: User) -> dict[str, Any]:
    party = alert.party
    return {
        "made_at": timezone.now().isoformat(), "made_for": by.display_name, "alert": str(alert), "state": alert.state,
        "tier": alert.tier, "trigger": alert.trigger, "trigger_text": alert.trigger_text,
        "opened_at": alert.opened_at.isoformat(), "first_opened_at": alert.first_opened_at.isoformat(),
        "due_at": alert.due_at.isoformat(), "closed_at": alert.closed_at.isoformat() if alert.closed_at else None,
        "party": {"external_id": party.external_id, "name": party.display_name, "version": party.version},
        "potential_matches": [
            {"id": str(match), "entity_id": match.entity_id, "list": match.watchlist.code, "tier": match.tier,
             "state": match.state, "score": match.score, "evidence": match.evidence.digest if match.evidence else None}
            for match in alert.potential_matches.select_related("watchlist", "evidence").order_by("pk")
        ],
        "answers": [_answer(one) for one in answers],
        "restrictions": [
            {"reason": one.reason, "set_at": one.set_at.isoformat(),
             "lifted_at": one.lifted_at.isoformat() if one.lifted_at else None}
            for one in Restriction.objects.filter(party=party).order_by("pk")
        ],
        "notes": [
            {"text": note.text, "by": note.written_by.display_name, "at": note.written_at.isoformat()}
            for note in alert.notes.select_related("written_by").order_by("pk")
        ],
    }  # fmt: skip


def _answer(one: Resolution) -> dict[str, Any]:
    look = getattr(one, "second_look", None)
    return {
        "potential_match": str(one.potential_match), "identity": one.identity, "consequence": one.consequence,
        "reasons": one.reasons, "rationale": one.rationale, "next_step": one.next_step, "state": one.state,
        "blind": one.blind, "by": one.proposed_by.display_name, "at": one.proposed_at.isoformat(),
        "approved_by": one.approved_by.display_name if one.approved_by else None,
        "approved_at": one.approved_at.isoformat() if one.approved_at else None, "second_note": one.second_note,
        "second_look": None if look is None else {
            "identity": look.identity, "consequence": look.consequence, "reasons": look.reasons,
            "rationale": look.rationale, "agrees": look.agrees, "by": look.answered_by.display_name,
        },
    }  # fmt: skip


def _evidence(alert: Alert) -> dict[str, bytes]:
    """Every evidence that the matches of the alert ever stood on, with both sides as they were."""
    rows = MatchEvidence.objects.filter(potential_match__alert=alert).select_related(
        "listed_entity__first_version", "settings_version", "potential_match"
    )
    contents = {
        (version.party_id, version.number): version.content
        for version in PartyVersion.objects.filter(party_id=alert.party_id)
    }
    return {f"evidence/{one.potential_match}-{one.digest[:12]}.json": _json(_frozen(one, contents)) for one in rows}


def _frozen(one: MatchEvidence, contents: dict[tuple[int, int], Any]) -> dict[str, Any]:
    entity, version = one.listed_entity, one.listed_entity.first_version
    return {
        "digest": one.digest, "made_at": one.made_at.isoformat(), "run": one.run_id, "score": one.score,
        "threshold": one.threshold, "engine_version": one.engine_version,
        "settings_version": one.settings_version.number, "settings": one.settings_version.config,
        "features": one.evidence, "party_version": one.party_version,
        "party": contents.get((one.potential_match.party_id, one.party_version), {}),
        "entry": {"entity_id": entity.entity_id, "content": entity.content, "content_digest": entity.content_digest,
                  "list_version": version.number, "list_checksum": version.checksum,
                  "published_on": version.published_on and version.published_on.isoformat(),
                  "imported_at": version.imported_at.isoformat() if version.imported_at else None},
    }  # fmt: skip


def _timeline(alert: Alert, hidden: frozenset[int]) -> list[dict[str, Any]]:
    about = {"kind": "screening.alert", "id": str(alert.pk)}
    events = AuditEvent.objects.filter(parent_kind=about["kind"], parent_id=about["id"]).order_by("pk")
    details = AuditDetail.objects.in_bulk([one.pk for one in events], field_name="event_id")
    secret = {str(key) for key in hidden}
    return [
        {
            "at": one.at.isoformat(), "verb": one.verb, "actor": one.actor_id, "actor_kind": one.actor_kind,
            "target": f"{one.target_kind}:{one.target_id}", "digest": one.digest,
            "detail": _detail(details.get(one.pk), withheld=one.target_id in secret),
        }
        for one in events
    ]  # fmt: skip


def _detail(detail: AuditDetail | None, *, withheld: bool) -> Any:
    if withheld:
        return "withheld: checked blind"
    return (
        {"actor_name": detail.actor_name, "target_label": detail.target_label, "content": detail.content}
        if detail
        else None
    )


def _files(alert: Alert) -> dict[str, bytes]:
    """What was attached; a file that is gone or was changed from outside is named instead of packed."""
    packed = {}
    for one in alert.files.order_by("pk"):
        name = f"files/{one.sha256[:12]}-{one.name}"
        try:
            packed[name] = kept_content(one.sha256)
        except Invalid as missing:
            packed[f"{name}.missing.txt"] = missing.message.encode()
    return packed


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
