"""The fourteen printed test vectors (methodology 5.10). Illustrative inputs, not findings about any organisation."""

from dataclasses import dataclass, field

from customers.methodology.inputs import Indicators
from tests.customers.methodology.make_inputs import make_inputs, make_line, make_safeguard

U = None


@dataclass
class Vector:
    code: str
    line: tuple
    groups: tuple
    leverage: int
    severity: int
    raw: str
    likelihood: int
    inherent: str
    score: float
    steps: int
    residual: str
    after_edd: str
    involvement: str
    indicators: Indicators
    before_edd: str = "ENHANCED_DUE_DILIGENCE"
    safeguards: tuple = ()
    floors: tuple = ()
    actual: bool = False
    residual_severity: int | None = None
    red_lines: tuple = ()
    context: dict = field(default_factory=dict)

    def inputs(self, *, edd_done=False):
        return make_inputs(
            self.groups,
            leverage=self.leverage,
            lines=[make_line(*self.line, actual=self.actual, ongoing=self.actual)],
            safeguards=self.safeguards,
            indicators=self.indicators,
            edd_done=edd_done,
            **self.context,
        )


def role(own_act=0, enc=0, fac=0, kno=0, mit=0, con=0):
    return Indicators(enc, fac, kno, mit, con, own_act=bool(own_act))


S = make_safeguard
EXISTING = {"prospect": False}
VECTORS = (
    Vector("TV-01", (3, 4, 3, 4), (2, 4, 2, 3, 3, 3, 2, 3, 0), 2, 4, "2.75", 3, "CRITICAL", 0.10, 0, "CRITICAL", "ESCALATE", "DIRECTLY_LINKED", role(0, 1, 2, 3, 1, 1), safeguards=(S("C", 2, 1),), context=EXISTING),
    Vector("TV-02", (3, 4, 4, 3), (1, 3, 2, 4, 3, 4, 3, 2, 0), 2, 4, "2.55", 3, "CRITICAL", 0.175, 0, "CRITICAL", "ESCALATE", "DIRECTLY_LINKED", role(0, 1, 2, 3, 1, 1), safeguards=(S("C", 2, 1), S("G", 3, 1)), context=EXISTING),
    Vector("TV-03", (4, 4, 3, 4), (3, 3, 4, 2, 1, 2, 1, 4, 4), 1, 4, "2.75", 3, "CRITICAL", 0.05, 0, "CRITICAL", "ESCALATE", "DIRECTLY_LINKED", role(0, 1, 1, 3, 1, 1), safeguards=(S("O", 1, 1),), context={"kind": "supply"}),
    Vector("TV-04", (4, 4, 4, 4), (1, 4, 4, 3, 3, 3, 3, 3, 0), 4, 4, "3.05", 3, "CRITICAL", 0.05, 0, "CRITICAL", "ESCALATE", "DIRECTLY_LINKED", role(0, 1, 2, 3, 1, 1), before_edd="ESCALATE", safeguards=(S("C", 1, 0),), red_lines=("RL-5",), context=EXISTING),
    Vector("TV-05", (3, 3, 3, 3), (1, 2, 4, 2, 3, 2, 3, 3, 1), 3, 4, "2.65", 3, "CRITICAL", 0.0, 0, "CRITICAL", "ESCALATE", "DIRECTLY_LINKED", role(0, 1, 2, 3, 0, 1), context=EXISTING),
    Vector("TV-06", (3, 3, 2, 3), (2, 3, 4, 3, 2, 3, 1, 3, 0), 3, 3, "2.65", 3, "HIGH", 0.325, 1, "HIGH", "ESCALATE", "DIRECTLY_LINKED", role(0, 1, 1, 2, 2, 1), safeguards=(S("T", 3, 3), S("O", 2, 1)), context={"kind": "partnership"}),
    Vector("TV-07", (2, 4, 2, 3), (1, 3, 1, 3, 3, 3, 2, 3, 0), 1, 3, "2.40", 2, "HIGH", 0.475, 1, "MEDIUM", "APPROVE_WITH_CONDITIONS", "DIRECTLY_LINKED", role(0, 2, 2, 3, 3, 1), safeguards=(S("T", 3, 3, scope_limiting=True), S("O", 3, 2), S("C", 2, 2)), residual_severity=2, context={"kind": "own_service"} | EXISTING),
    Vector("TV-08", (2, 3, 4, 1), (1, 0, 1, 3, 2, 4, 2, 2, 0), 0, 3, "1.60", 2, "HIGH", 0.35, 1, "MEDIUM", "APPROVE_WITH_CONDITIONS", "CAUSE", role(1), safeguards=(S("T", 3, 2), S("G", 2, 2), S("R", 2, 2)), context={"kind": "own_service"} | EXISTING),
    Vector("TV-09", (2, 4, 2, 3), (0, 3, 1, 4, 3, 3, 4, 3, 0), 1, 3, "2.55", 3, "HIGH", 0.25, 1, "HIGH", "ESCALATE", "CONTRIBUTE", role(0, 1, 3, 3, 2, 1), safeguards=(S("C", 3, 2), S("O", 2, 1)), context={"kind": "product"} | EXISTING),
    Vector("TV-10", (1, 4, 1, 0), (0, 0, 0, 1, 1, 3, 1, 2, 0), 0, 2, "0.90", 1, "LOW", 0.3375, 1, "LOW", "", "CAUSE", role(1), before_edd="", safeguards=(S("T", 3, 3), S("G", 3, 3)), context={"kind": "own_conduct"} | EXISTING),
    Vector("TV-11", (1, 1, 1, 1), (0, 1, 0, 1, 0, 1, 0, 0, 0), 0, 1, "0.30", 0, "LOW", 0.0, 0, "LOW", "APPROVE", "DIRECTLY_LINKED", role(mit=2), before_edd="APPROVE"),
    Vector("TV-12", (1, 2, 1, 1), (0, 0, 1, 2, 1, 2, 1, 0, 0), 0, 2, "0.70", 1, "LOW", 0.225, 0, "LOW", "APPROVE", "DIRECTLY_LINKED", role(0, 0, 1, 1, 2, 0), before_edd="APPROVE", safeguards=(S("T", 3, 3),)),
    Vector("TV-13", (3, 2, 2, 2), (3, U, 2, 4, U, 2, 2, U, 0), 2, 3, "2.15", 2, "HIGH", 0.0, 0, "HIGH", "ESCALATE", "DIRECTLY_LINKED", role(0, 0, 2, 1, 0, 0), before_edd="ESCALATE", red_lines=("RL-4",), context={"kind": "resale", "end_user_disclosed": False}),
    Vector("TV-14", (4, 3, 4, 4), (1, 4, 3, 4, 4, 3, 3, 4, 2), 2, 4, "3.50", 4, "CRITICAL", 0.0, 0, "CRITICAL", "SUSPEND", "CONTRIBUTE", role(0, 1, 3, 3, 0, 2), before_edd="SUSPEND", actual=True, red_lines=("RL-2", "RL-3"), context=EXISTING),
)  # fmt: skip
