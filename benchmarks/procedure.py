"""The steps of one synthetic SOP: a line of work with a check, a fork, a module, a call and a way back."""

from collections.abc import Iterator

from pen import Pen
from plan import CODES, form_number, form_title, module_name, module_title
from stock import Action

_CHECK, _GRADE, _FORK, _JOIN = 1, 2, 3, 6
_SHORT, _LONG = (7, 11), (21, 25)
_PHASE = 4


class Procedure:
    """The steps as Markdown; each takes in what the one before gave out."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.plan = pen, pen.plan
        long = self.plan.has("long")
        count = min(pen.draw.randint(*(_LONG if long else _SHORT)), len(pen.stock.actions))
        drawn = pen.draw.sample(range(len(pen.stock.actions)), count)
        self.actions = [pen.stock.actions[index] for index in sorted(drawn)]
        self.form = self._near(self.plan.count // 10)
        self.module = self._near(self.plan.count // 25)
        self.forked = pen.draw.random() < 0.4 or long  # noqa: PLR2004 - two in five
        self.outputs = [pen.fill(action.output) for action in self.actions]
        self.outputs[0] = form_title(self.form)

    def markdown(self) -> str:
        """Return the section of the steps."""
        return "\n\n".join([f"## {self.pen.stock.sections['steps']}", *self._blocks()])

    def _near(self, count: int) -> int:
        """Return the index of one of `count` things, of the own department where it has some."""
        return (self.plan.index + len(CODES) * self.pen.draw.randrange(max(1, count // len(CODES)))) % max(1, count)

    def _blocks(self) -> Iterator[str]:
        for index, action in enumerate(self.actions):
            if self.plan.has("phased") and index % _PHASE == 0:
                yield f"### {self.pen.phrase('phase', count=str(index // _PHASE + 1))}"
            yield self._heading(self._name(action))
            yield self._list(*self._keys(index))
            yield self._detail(index)
            if index == _GRADE:
                yield self._heading(self.pen.phrase("escalate", title=module_title(self.module)))
                limit = "${response}" if self.plan.has("varied") else self.pen.one(self.pen.stock.limits)
                values = f"handler = {self.pen.own(2)}；limit = {limit}"
                yield self._list(("use", module_name(self.module)), ("with", values))
        if self.plan.callee:
            yield self._heading(self.pen.phrase("forward"))
            yield self._list(("call", self.plan.callee), ("as", "forwarded"))

    def _keys(self, index: int) -> Iterator[tuple[str, str]]:
        pen = self.pen
        if not self.plan.has("nameless"):
            yield "id", self.actions[index].id
        yield from self._duties()
        response = index == 1 and self.plan.has("varied")
        yield "limit", "${response}" if response else pen.one(pen.stock.limits)
        yield "input", self._inputs(index)
        request = [pen.phrase("request", title=module_title(self.module))] if index == _GRADE else []
        yield "output", pen.stock.words["list"].join([self.outputs[index], *request])
        if index == 0:
            yield "form", form_number(self.form)
        if index % 2:
            yield "tools", pen.draw.choice(pen.stock.tools)
            yield "standard", pen.one(pen.stock.standards)
        elif index == len(self.actions) - 2:
            limit = pen.one(pen.stock.limits)
            yield "handover", pen.phrase("handed", party=pen.partner(), limit=limit)
        yield from self._ways(index)

    def _duties(self) -> Iterator[tuple[str, str]]:
        pen, words = self.pen, self.pen.stock.words
        lead, helper = pen.own(0), pen.partner()
        if pen.draw.random() < 0.5:  # noqa: PLR2004 - half of them
            party = [pen.phrase("note", party=lead, note=words["lead"])]
            party.append(pen.phrase("note", party=helper, note=words["help"]))
            yield "R", words["list"].join(party)
        else:
            yield "R", pen.phrase("note", party=lead, note=pen.draw.choice(pen.stock.notes))
        match pen.draw.randrange(5):
            case 0 | 1:
                yield "A", pen.phrase("note", party=pen.own(2), note=words["approve"])
            case 2:
                yield "C", pen.partner()
            case 3:
                yield "I", pen.own(3)
            case _:
                yield "verify", pen.own(1)

    def _inputs(self, index: int) -> str:
        if index == 0:
            return self.pen.phrase("outside")
        if self.forked and index == _JOIN:
            taken = self.outputs[_FORK + 1 : _JOIN]
        elif self.forked and index == _JOIN - 1:
            taken = [self.outputs[_FORK]]
        else:
            taken = [self.outputs[index - 1]] + ([self.outputs[0]] if index % 4 == 3 else [])  # noqa: PLR2004
        return self.pen.stock.words["list"].join(taken)

    def _ways(self, index: int) -> Iterator[tuple[str, str]]:
        """Yield what leads elsewhere than to the next step."""
        words, actions = self.pen.stock.words, self.actions
        if index == _CHECK:
            question = self.pen.phrase("question", output=self.outputs[index])
            ways = ((words["yes"], actions[_GRADE]), (words["no"], actions[0]))
            yield "decision", question + "".join(f"\n    - {label} → {self._id(to)}" for label, to in ways)
        elif index == _GRADE:
            way = f"{words['beyond']} → {module_name(self.module)}"
            yield "decision", f"\n    - {words['within']} → {self._id(actions[_FORK])}\n    - {way}"
        elif self.forked and index == _FORK:
            yield "next", self._branches()
        elif self.forked and index == _JOIN:
            yield "after", self._branches()
        elif index == len(actions) - 2 and index > _FORK and not (self.forked and index <= _JOIN):
            yield "exceptions", f"{words['failed']} → {self._id(actions[_FORK])}"

    def _branches(self) -> str:
        return self.pen.stock.words["list"].join(self._id(action) for action in self.actions[_FORK + 1 : _JOIN])

    def _detail(self, index: int) -> str:
        taken = self.outputs[max(0, index - 1)]
        return self.pen.detail(2 + self.pen.draw.randrange(2), input=taken, output=self.outputs[index])

    def _name(self, action: Action) -> str:
        return self.pen.fill(action.name)

    def _id(self, action: Action) -> str:
        return self._name(action) if self.plan.has("nameless") else action.id

    def _heading(self, name: str) -> str:
        return f"{'####' if self.plan.has('phased') else '###'} {name}"

    def _list(self, *keys: tuple[str, str]) -> str:
        stock = self.pen.stock
        lines = (stock.words["key"].format(key=stock.keys[key], value=value) for key, value in keys)
        return "\n".join(f"- {line}" for line in lines).replace(" \n", "\n")
