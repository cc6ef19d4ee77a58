"""Pages by number of a list that can be very long: counted so far as anybody turns pages, and no further."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    """A paginator over rows of the database that counts 10,000 of them at the most.

    Counting a million takes longer than everything else on the page; who looks for the 10,001st narrows the list.
    """

    object_list: QuerySet[Any]

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by()[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows can be reached."""
        return min(self._counted, MOST_COUNTED)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than that."""
        return self._counted > MOST_COUNTED

    @property
    def count_said(self) -> str:
        """The number in words: "10,000+" where it goes on."""
        return f"{self.count:,}+" if self.is_cut else f"{self.count:,}"
