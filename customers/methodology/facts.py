"""The facts that a condition may name: those of the context, and those that the engine finds itself."""

# Yes-or-no fields of the context that are facts under their own name.
CONTEXT_FACTS = (
    "strict_lawful_exception",
    "contract_bars_suspension",
    "tip_off_term",
    "reprisal_risk",
    "occupied_territory",
    "home_state",
    "humanitarian",
    "prospect",
)

FACTS = frozenset(
    (
        *CONTEXT_FACTS,
        "existing",
        "end_user_undisclosed",
        "end_use_undisclosed",
        "refuses_use_limits",
        "refuses_audit",
        "legal_prohibition",
        "legal_hold",
        "forbidden_end_use",
        "severe_actual_contribution",
        "uses_ai",
        "look_through",
        "population_database",
        "biometric",
        "irremediable",
        "own_act",
        "provisional",
        "stale_evidence",
        "allegation_status_changed",
    )
)
