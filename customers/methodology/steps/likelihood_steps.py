"""Why likelihood is what it is: groups, weights, rounding, floors."""

from collections.abc import Iterator

from customers.methodology.catalogue import Floor, Methodology
from customers.methodology.figures import Figures
from customers.methodology.likelihood import FloorOutcome, GroupScore
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _
from customers.methodology.steps.step import RuleOutcome, RuleState, Step


def likelihood_steps(found: Figures, *, methodology: Methodology) -> Iterator[Step]:
    """Yield a step for each group, the weighted sum, its rounding, and the likelihood after floors."""
    likely = found.likelihood
    for group in likely.groups:
        yield Step(
            group.code,
            methodology.groups[group.code].title,
            str(group.score),
            _group_sentence(group, methodology),
            (*group.set_by, *(code for code in group.unknown if code not in group.set_by)),
        )
    codes = tuple(group.code for group in likely.groups)
    terms = " + ".join(f"{group.weight} x {group.score}" for group in likely.groups)
    yield Step("raw", "Weighted sum", str(likely.raw), _("{terms} = {raw}.", terms=terms, raw=likely.raw), codes)
    yield Step(
        "rounded",
        "Rounded",
        str(likely.rounded),
        _("{raw} rounds to {rounded}; a half rounds up.", raw=likely.raw, rounded=likely.rounded),
        ("raw",),
    )
    fired = tuple(floor.code for floor in likely.floors if floor.fired)
    yield Step("likelihood", "Likelihood", str(likely.value), _value_sentence(found, fired), ("rounded", *fired))


def _group_sentence(group: GroupScore, methodology: Methodology) -> Sentence:
    if group.set_by == (group.code,):
        return _(
            "Nothing in this group is rated. It counts as {score}: {weight} x {score} = {weighted}.",
            score=group.score,
            weight=group.weight,
            weighted=group.weighted,
        )
    if not group.set_by:
        return _("No factor of this group applies: {weight} x 0 = 0.", weight=group.weight)
    words = {
        "factors": ", ".join(group.set_by),
        "score": group.score,
        "weight": group.weight,
        "weighted": group.weighted,
    }
    if set(group.set_by) & set(group.unknown):
        return _(
            "The highest factor sets the group, an unknown counting as {unknown}: {factors} = {score}; "
            "{weight} x {score} = {weighted}.",
            unknown=methodology.unknown_counts_as,
            **words,
        )
    return _("The highest factor sets the group: {factors} = {score}; {weight} x {score} = {weighted}.", **words)


def _value_sentence(found: Figures, fired: tuple[str, ...]) -> Sentence:
    likely = found.likelihood
    if fired:
        return _(
            "{rounded} from the ratings; {floors} raised it to {value}.",
            rounded=likely.rounded,
            floors=", ".join(fired),
            value=likely.value,
        )
    return _("{value} from the ratings; no floor raised it.", value=likely.value)


def floor_rules(found: Figures, *, methodology: Methodology) -> Iterator[RuleOutcome]:
    """Yield every floor: fired, met without effect, or not met."""
    met = {floor.code: floor for floor in found.likelihood.floors}
    for floor in methodology.floors:
        yield _floor_rule(floor, met.get(floor.code))


def _floor_rule(floor: Floor, met: FloorOutcome | None) -> RuleOutcome:
    if met is None:
        state = RuleState.NOT_MET
        sentence = _("{title}: likelihood at least {least}. Not met.", title=floor.title, least=floor.at_least)
    elif met.fired:
        state = RuleState.FIRED
        sentence = _(
            "{title}: likelihood at least {least}. Lifted {before} to {after}.",
            title=floor.title,
            least=floor.at_least,
            before=met.before,
            after=met.after,
        )
    else:
        state = RuleState.MET
        sentence = _(
            "{title}: likelihood at least {least}. Met, changed nothing.", title=floor.title, least=floor.at_least
        )
    return RuleOutcome(floor.code, "floor", floor.title, state, sentence)
