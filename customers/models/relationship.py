"""How two parties are tied: ownership, control, direction, agency, resale, supply."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models.party import Party


class Relationship(models.Model):
    """``subject`` stands in the relationship ``kind`` to ``object`` ("subject owns object")."""

    class Kind(models.TextChoices):
        """Read as: subject <kind> object."""

        OWNS = "owns", _("owns")
        CONTROLS = "controls", _("controls")
        DIRECTS = "directs", _("directs")
        ACTS_FOR = "acts_for", _("acts for")
        RESELLS_TO = "resells_to", _("resells to")
        SUPPLIES = "supplies", _("supplies")

    subject = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="relationships_from")
    object = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="relationships_to")
    kind = models.CharField(max_length=12, choices=Kind)
    # Per cent of capital or votes, for "owns".
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(subject=F("object")), name="relationship_between_two_parties"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=100), name="relationship_share_is_a_per_cent"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="relationship_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.object}"
