"""``manage.py explain_pair ENTITY_ID (--party ID | --name NAME)``: why is this, or is this not, a potential match?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from customers.models import Party
from customers.services.party_facts import NameFact, PartyFacts
from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError
from screening.matching.evidence import evidence_to_json
from screening.services.explain_pair import explain_name, explain_party


class Command(BaseCommand):
    """Explains one pair with the settings in force."""

    help = "Explain the score of a party, or of a name, with a listed entity."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom with whom."""
        parser.add_argument("entity_id", help="for example un_sc:QDi.001")
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--party", help="the organisation's own ID of a party")
        who.add_argument("--name", help="a name as typed")
        parser.add_argument("--type", default="unknown", help="type of the party that the name stands for")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Explain and print."""
        by = User.objects.system()
        try:
            if options["party"]:
                party = Party.objects.filter(external_id=options["party"]).first()
                if party is None:
                    raise CommandError(f"There is no party {options['party']}.")
                answer = explain_party(party=party, entity_id=options["entity_id"], by=by)
            else:
                facts = PartyFacts(options["type"], (NameFact(options["name"]),))
                answer = explain_name(facts=facts, entity_id=options["entity_id"], by=by)
        except DomainError as error:
            raise CommandError(str(error)) from error
        explanation = answer.explanation
        if options["json"]:
            body = {
                "score": explanation.score,
                "threshold": explanation.threshold,
                "is_match": explanation.is_match,
                "dropped_at": explanation.dropped_at,
                "sentence": explanation.sentence,
                "evidence": [evidence_to_json(piece) for piece in explanation.evidence],
            }
            self.stdout.write(json.dumps(body, ensure_ascii=False))
            return
        self.stdout.write(explanation.sentence)
        for piece in explanation.evidence:
            self.stdout.write(f"  {piece.points:+.2f} {piece.feature}: {piece.sentence}")
