"""Sentences of one document: drawn from its stock by a seed of its own."""

from random import Random

from plan import CODES, Plan, role


class Pen:
    """Writes for one SOP; what it draws depends on the seed and the document alone."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan = plan
        self.stock = plan.stock
        self.draw = Random(f"{seed} {plan.count} {plan.number}")  # noqa: S311 - the same draw each time is the point
        self.partners = self.draw.sample([code for code in CODES if code != plan.department], 2)

    def phrase(self, name: str, **values: str) -> str:
        """Return the words of `name` with their fields filled."""
        return self.fill(self.stock.words[name], **values)

    def one(self, templates: tuple[str, ...], **values: str) -> str:
        """Return one of the templates, filled."""
        return self.fill(self.draw.choice(templates), **values)

    def detail(self, count: int, **values: str) -> str:
        """Return a paragraph of `count` sentences."""
        space = " " if self.plan.has("english") else ""
        return space.join(self.fill(words, **values) for words in self.draw.sample(self.stock.details, count))

    def fill(self, template: str, **values: str) -> str:
        """Return a template with its fields filled: those of `values`, else drawn ones."""
        draw = self.draw
        drawn = {
            "minutes": str(draw.randrange(10, 60, 5)),
            "hours": str(draw.randrange(2, 24, 2)),
            "days": str(draw.randrange(5, 15)),
            "count": str(draw.randrange(2, 5)),
            "percent": str(draw.randrange(90, 100)),
            "amount": str(draw.randrange(500, 9000, 500)),
            "tool": draw.choice(self.stock.tools),
            "number": Plan(draw.randrange(self.plan.count), self.plan.count).number,
            "role": self.own(0),
            "boss": self.own(2),
            "other": self.partner(),
            "thing": self.plan.thing,
        }
        return template.format_map(drawn | values)

    def own(self, post: int) -> str:
        """Return a post of the document's own department."""
        return role(self.plan.department, post)

    def partner(self) -> str:
        """Return one of the lower posts of the departments that take part."""
        return role(self.draw.choice(self.partners), self.draw.randrange(2))
