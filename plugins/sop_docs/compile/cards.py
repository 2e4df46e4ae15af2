"""Step cards: everything a step says, for the one who carries it out."""

from collections.abc import Iterator
from itertools import groupby

from ..model.chart import phase_anchor, step_anchor
from ..model.step import Step, Use
from .deck import Deck
from .markdown import heading, literal
from .sheet import Sheet
from .step_facts import step_facts


def render_cards(deck: Deck, sheet: Sheet) -> str:
    """Return the words before the first step and the cards of all steps as Markdown, phases as headings."""
    blocks = [sheet.prose(deck.procedure.intro, 2, "steps")]
    titles = [phase.name.value for phase in deck.procedure.phases]
    for phase, steps in groupby(deck.procedure.steps, key=lambda step: step.phase):
        if phase:
            index = titles.index(phase) + 1 if phase in titles else 0
            blocks.append(heading(3, literal(phase), phase_anchor(index), ".sop-phase"))
            blocks.append(
                sheet.prose(deck.procedure.phases[index - 1].intro if index else None, 3, phase_anchor(index))
            )
        around: tuple[Use, ...] = ()
        for step in steps:
            level = 4 if phase else 3
            # What an author says where a module is used stands above the module's first step.
            blocks += [sheet.prose(use.detail, level, f"use-{use.id}") for use in step.uses if use not in around]
            blocks += _card(step, level, deck, sheet)
            around = step.uses
    return "\n\n".join(block for block in blocks if block)


def _card(step: Step, level: int, deck: Deck, sheet: Sheet) -> Iterator[str]:
    anchor = step_anchor(step.id)
    title = f'<span class="sop-number">{step.number}</span> {literal(step.name.value)}'
    yield heading(level, title, anchor, ".sop-step")
    lines = tuple(step_facts(step, deck))
    if lines:
        yield deck.press.part("facts", facts=lines, kind="step")
    yield sheet.prose(step.detail, level, anchor)
