"""Makes the public edition of a board edition: names out, small counts out, nothing that undoes either."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator

from customers.models import Engagement, Party, PartyName, Product
from dd_portal.accounts.models import User
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict
from reports.document import Document, from_json
from reports.models import PublishedReport
from reports.redaction.apply import apply
from reports.redaction.log import Reason, RedactionError
from reports.redaction.log_section import with_log
from reports.redaction.policy import Policy
from reports.redaction.scan_text import Term

# Every redaction is asked for by a rule of the engine; the person who publishes approves them.
RULES = "The portal's redaction rules"


def public_edition(board: Document, *, approver: str) -> Document:
    """The public edition. Raises Conflict naming what a person must settle before it may go out."""
    policy = Policy(
        report_id=board.dataset_hash,
        secret=secrets.token_bytes(32),
        requester=RULES,
        approver=approver,
        decided_on=today(),
        terms=tuple(_terms()),
        earlier=tuple(_earlier()),
    )
    try:
        made = apply(board, policy)
    except RedactionError as error:
        raise Conflict(f"The public edition cannot be made. {error}") from error
    if made.blockers:
        reasons = "; ".join(f"{blocker.where}: {blocker.why}" for blocker in made.blockers)
        raise Conflict(f"The public edition cannot go out yet. {reasons}")
    return with_log(made.document, made.log)


def _terms() -> Iterator[Term]:
    for full, party_id in PartyName.objects.values_list("full", "party_id").distinct():
        yield Term(full, "party", party=f"party:{party_id}")
    for key, party_id in Party.objects.values_list("external_id", "pk"):
        yield Term(key, "party", party=f"party:{party_id}")
    for name in Product.objects.values_list("name", flat=True):
        yield Term(name, "product", code=Reason.TRADE_SECRET_OR_PRICE, instead="a product")
    people = User.objects.filter(kind=User.Kind.PERSON).exclude(first_name="").exclude(last_name="")
    for first, last in people.values_list("first_name", "last_name"):
        yield Term(f"{first} {last}", "staff", code=Reason.PERSONAL_DATA, instead="a member of staff")
    for pair in Engagement.objects.values_list("reference", "title"):
        for text in pair:
            yield Term(text, "engagement", instead="an engagement")


def _earlier() -> Iterator[Document]:
    """Public editions already released, so that no difference between two of them tells a hidden count."""
    released = PublishedReport.objects.filter(edition=PublishedReport.Edition.PUBLIC).order_by("published_at")
    for stored in released.values_list("document", flat=True):
        yield from_json(json.dumps(stored))
