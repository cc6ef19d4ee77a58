"""The board edition made public: one walk through the document, every field checked, every change logged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from html import unescape

from reports.document import (
    Block,
    Cover,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    ListBlock,
    Note,
    Number,
    Paragraph,
    Percent,
    Prose,
    Quote,
    Section,
    Span,
    Table,
    Vignette,
    Withheld,
    plain,
    prose,
    tables,
)
from reports.redaction.counts import system_of
from reports.redaction.differencing import differences
from reports.redaction.log import RedactionError, RedactionLog, gather
from reports.redaction.names import Names, without_names
from reports.redaction.percentages import publishable
from reports.redaction.policy import Blocker, Ledger, Policy
from reports.redaction.pseudonyms import assign
from reports.redaction.publish_table import TablePublisher, merge_telling_groups
from reports.redaction.scan_text import Dictionary
from reports.redaction.speech import Near, Speech, board_only
from reports.redaction.suppress import suppress
from reports.redaction.uniqueness import LEAST_FITTING

_SPOKEN = re.compile(r"""aria-label="([^"]*)"|<(?:title|desc)[^>]*>([^<]*)<""")


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """The public document, its log, and what must be settled before it may be published."""

    document: Document
    log: RedactionLog
    blockers: tuple[Blocker, ...]


def apply(board: Document, policy: Policy) -> PublicEdition:
    """Make the public edition of a board edition.

    The dataset hash stays: both editions come from one dataset. Raises RedactionError where figures of the
    board edition do not reconcile, because then nothing can be proved about the public one.
    """
    if board.edition != "board":
        raise RedactionError("A public edition is made from the board edition.")
    merged = _with_tables(board)
    every = list(tables(merged))
    system, limits = system_of(every)
    hidden = suppress(system, thresholds=limits, k=policy.k)
    ledger = Ledger(policy)
    pseudonyms = assign(_parties(every, policy), report_id=policy.report_id, secret=policy.secret)
    speech = Speech(system, hidden, list(tables(board)), ledger, policy.k)
    publisher = TablePublisher(hidden, pseudonyms, speech, ledger, policy.k)
    walk = _Walk(speech, publisher, ledger, policy.k)
    public = replace(
        merged,
        edition="public",
        cover=walk.cover(merged.cover),
        sections=tuple(walk.section(section) for section in merged.sections),
        metadata=replace(merged.metadata, salt=""),
    )
    ledger.blockers += differences(public, policy.earlier, k=policy.k)
    public = without_names(public, Names(Dictionary(policy.terms), pseudonyms, ledger))
    return PublicEdition(public, gather(ledger.entries, checked=ledger.checked), tuple(ledger.blockers))


def _with_tables(board: Document) -> Document:
    """The document with telling groups merged in every table, before anything is counted."""

    def block(each: Block) -> Block:
        if isinstance(each, Table):
            return merge_telling_groups(each)
        if isinstance(each, Figure) and each.table:
            return replace(each, table=merge_telling_groups(each.table))
        return each

    return replace(board, sections=tuple(replace(s, blocks=tuple(map(block, s.blocks))) for s in board.sections))


def _parties(every: Sequence[Table], policy: Policy) -> set[str]:
    """Ids of the parties that need a pseudonym."""
    named = {term.party for term in policy.terms if term.party}
    for table in every:
        if table.kind == "listing" or any(column.publish_as == "pseudonym" for column in table.columns):
            named |= {row.key for row in table.rows}
    return named


class _Walk:
    """Takes the parts of a document to their public form, in reading order."""

    def __init__(self, speech: Speech, publisher: TablePublisher, ledger: Ledger, k: int) -> None:
        self._speech, self._publisher, self._ledger, self._k = speech, publisher, ledger, k
        self._near: Near | None = None
        self._where = _("Cover")

    def cover(self, cover: Cover) -> Cover:
        """The cover; its question and verdict are not rewritten but stop the publication."""
        self._title(cover.question)
        self._title(cover.verdict)
        opinion = cover.public_opinion if cover.public_opinion is not None else cover.opinion
        return replace(
            cover,
            facts=tuple(replace(fact, text=self._text(fact.text)) for fact in cover.facts),
            scope=plain(self._text(prose(cover.scope))),
            opinion=self._text(opinion),
            public_opinion=None,
            maturity=self._publisher.publish(cover.maturity) if cover.maturity else None,
            decisions=tuple(self._text(decision) for decision in cover.decisions),
        )

    def section(self, section: Section) -> Section:
        """One section, its numbers held against its own tables."""
        self._where = _("Section %(number)s") % {"number": section.number}
        self._title(section.title)
        if section.board_only:
            self._ledger.record(self._where, _("whole section"), _("statement"), section.title)
            return replace(
                section, lead=(), public_lead=None, board_only=False, blocks=(Paragraph(board_only(self._where)),)
            )
        self._near = self._speech.near(_tables(section))
        lead = section.public_lead if section.public_lead is not None else section.lead
        return replace(
            section,
            lead=self._text(lead),
            public_lead=None,
            blocks=tuple(self._block(block) for block in section.blocks),
        )

    def _title(self, title: str) -> None:
        """Titles are not rewritten: one that states a hidden figure stops the publication."""
        if not self._speech.passes(prose(title)):
            self._ledger.block(self._where, _("The title states a figure that could tell a withheld count."))

    def _text(self, text: Prose) -> Prose:
        return self._speech.public(text, self._where, self._near)

    def _block(self, block: Block) -> Block:  # noqa: PLR0911 - one line for each kind of block
        match block:
            case Paragraph(text=text, public=public):
                return Paragraph(self._text(text if public is None else public))
            case ListBlock():
                return replace(block, entries=tuple(self._text(entry) for entry in block.entries))
            case KeyFigures():
                return KeyFigures(tuple(self._key_figure(figure) for figure in block.figures))
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Quote():
                return self._quote(block)
            case Note():
                return replace(block, text=self._text(block.text))
            case Vignette():
                return self._vignette(block)

    def _table(self, table: Table) -> Block:
        since = len(self._ledger.entries)
        shown = self._publisher.publish(table)
        label = _("Table %(code)s") % {"code": table.code}
        if shown is None:
            self._ledger.forget(since)
            self._ledger.record(label, _("whole table"), _("statement"), _("Lines about single parties."))
            return Paragraph(board_only(label))
        return replace(shown, caption=self._text(shown.caption), note=self._text(shown.note))

    def _figure(self, figure: Figure) -> Block:
        """A drawing stays only if its table is whole; else the table, with its gaps, takes its place."""
        label = _("Figure %(code)s") % {"code": figure.code}
        shown = self._table(figure.table) if figure.table else None
        if not isinstance(shown, Table):
            self._ledger.record(label, _("drawing"), _("statement"), _("A chart whose numbers cannot all be shown."))
            return shown or Paragraph(board_only(label))
        caption = self._text(figure.caption)
        if _same_values(figure.table, shown) and self._speech.passes(prose(spoken(figure.svg)), self._near):
            speaks = self._speech.passes(prose(figure.alt), self._near)
            return replace(figure, table=shown, caption=caption, alt=figure.alt if speaks else plain(caption))
        self._ledger.record(label, _("drawing"), _("its table"), _("A chart that draws withheld counts."))
        return replace(figure, svg="", alt="", table=shown, caption=caption)

    def _key_figure(self, figure: KeyFigure) -> KeyFigure:
        value = figure.value
        shown = True
        if isinstance(value, Number) and not value.unit:
            stated = Span(str(value.value), value=int(value.value), cells=figure.cells)
            shown = self._speech.passes((stated,))
        elif isinstance(value, Percent):
            shown = publishable(value, k=self._k) and self._speech.passes_share(value)
        change = figure.change if self._speech.passes(prose(figure.change), self._near) else ""
        if not shown:
            self._ledger.record(self._where, figure.label.lower(), _("withheld"), _("A count of a small group."))
        return KeyFigure(figure.label, value if shown else Withheld(), change if shown else "")

    def _quote(self, quote: Quote) -> Quote:
        """Words of others are not rewritten: a dissent that states a hidden figure stops the publication."""
        if quote.dissent:
            if not self._speech.passes(quote.text, self._near):
                self._ledger.block(
                    self._where,
                    _("The dissent states a figure that is withheld. Its author must agree on other words."),
                )
            return quote
        return replace(quote, text=self._text(quote.text))

    def _vignette(self, vignette: Vignette) -> Vignette:
        """A finding may be generalised, never deleted: where too few fit, its title stays and people must act."""
        self._title(vignette.title)
        if vignette.fitting < LEAST_FITTING:
            why = _("Fewer than %(least)s customers fit the description. Generalise it further.") % {
                "least": LEAST_FITTING
            }
            self._ledger.block(f"{self._where}, {vignette.code}", why)
            self._ledger.record(
                f"{self._where}, {vignette.code}",
                _("case description"),
                _("statement"),
                _("A description that few customers fit."),
            )
            return Vignette(vignette.code, vignette.title, board_only(vignette.code), LEAST_FITTING)
        text = vignette.text if vignette.public is None else vignette.public
        return Vignette(vignette.code, vignette.title, self._text(text), LEAST_FITTING)


def _tables(section: Section) -> list[Table]:
    nested = [block.table for block in section.blocks if isinstance(block, Figure) and block.table]
    return [block for block in section.blocks if isinstance(block, Table)] + nested


def spoken(svg: str) -> str:
    """What a drawing says to those who do not see it: its labels, titles and descriptions."""
    return ". ".join(unescape(part) for pair in _SPOKEN.findall(svg) for part in pair if part)


def _same_values(board: Table | None, public: Table) -> bool:
    return board is not None and [row.cells for row in board.lines()] == [row.cells for row in public.lines()]
