"""One file per section of the report; each is ``section(...) -> Section`` and reads, never writes."""
