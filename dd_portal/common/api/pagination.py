"""Pages of the API: a cursor, so that a page costs the same at the end of a long table as at its start."""

from rest_framework import pagination


class CursorPagination(pagination.CursorPagination):
    """Newest first by primary key; ``page_size`` up to 500."""

    ordering = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 500
