"""Modules are put in: the steps as written become a tree whose leaves are typed steps. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.place import Place, Text
from ..model.problem import Problem
from ..model.sop import Variant
from ..model.step import Step, Use
from .body import Body
from .links import Links, read_links
from .module_head import ModuleHead
from .nearest import Nearest
from .parameters import Bindings, names_in
from .punctuation import shifted, trimmed
from .raw_step import RawStep
from .step import Position, build_step, check_id, step_id

MAX_STEPS = 400
"""How many steps a document may have with its modules expanded; a library of real ones stays below 60."""

MAX_DEPTH = 20
"""How many modules may stand within one another."""

MAX_VALUE = 200
MAX_CHARACTERS = 2_000_000
"""How long the value of a parameter, and all texts that values are put into, may become."""


@dataclass(frozen=True, slots=True)
class WrittenModule:
    """A module before anyone uses it."""

    head: ModuleHead
    body: Body


@dataclass(frozen=True, slots=True)
class Item:
    """One place in the order of a document: a step, or a use with the items of its module.

    `entry` is the id of the step it begins with, empty for a use whose module cannot be put in.
    """

    id: str
    name: Text
    links: Links
    entry: str
    items: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for the steps of one document or module: values, known names, and the modules around it.

    `names` maps a name that `${…}` may take to the variants that give it no value.
    """

    bindings: Bindings
    names: Mapping[str, str]
    modules: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    phase: str | None = None


@dataclass(slots=True)
class Expansion:
    """The expansion of one document; it gathers steps, in the order of their numbers, and problems."""

    modules: Mapping[str, WrittenModule]
    variants: Sequence[Variant] = ()
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    full: bool = False
    _nearest: Nearest = field(default_factory=Nearest)
    _visited: int = 0
    _characters: int = 0

    def items(self, raws: Sequence[RawStep], scope: Scope) -> tuple[Item, ...]:
        """Return the items of one document or module, and note what is wrong with its ids."""
        seen: dict[str, Place] = {}
        items: list[Item] = []
        for raw in raws:
            if self._spent(raw, scope):
                break
            identifier = step_id(raw)
            if identifier in seen:
                values = {"id": identifier, "line": str(seen[identifier].line)}
                kind = "SOP223.use" if "use" in raw.entries else "SOP223"
                self.problems.append(Problem(kind, raw.name.place, values))
                # It stays in the flow, so that one slip is one problem.
                identifier = f"{identifier}.{len(items) + 1}"
            else:
                self.problems += check_id(raw, identifier)
            seen.setdefault(identifier, raw.name.place)
            items.append(self._item(raw, identifier, scope))
        return tuple(items)

    def _item(self, raw: RawStep, identifier: str, scope: Scope) -> Item:
        self.problems += self._unknown_names(raw, scope)
        bound = raw.bound(scope.bindings, scope.phase)
        links, problems = read_links(bound, self.variants)
        self.problems += problems
        if "use" in raw.entries:
            items = self._use(bound, identifier, scope)
            entry = next((item.entry for item in items if item.entry), "")
            return Item(identifier, bound.name, links, entry, items)
        path = ".".join([*(use.id for use in scope.uses), identifier])
        position = Position(path, len(self.steps) + 1, scope.uses)
        step, problems = build_step(bound, links, position, self.variants)
        self.problems += problems
        self.steps.append(step)
        return Item(identifier, step.name, links, path)

    def _use(self, raw: RawStep, identifier: str, scope: Scope) -> tuple[Item, ...]:
        name = raw.entries["use"].value
        if not name.value:
            return ()
        module = self.modules.get(name.value)
        if module is None:
            near = self._nearest(name.value, self.modules)
            values = {"module": name.value, "near": near}
            self.problems.append(Problem("SOP701.near" if near else "SOP701", name.place, values))
            return ()
        if name.value in scope.modules:
            ring = " → ".join([*scope.modules[scope.modules.index(name.value) :], name.value])
            self.problems.append(Problem("SOP702", name.place, {"ring": ring}))
            return ()
        if len(scope.modules) >= MAX_DEPTH:
            self.problems.append(Problem("SOP406.depth", name.place, {"most": str(MAX_DEPTH)}))
            return ()
        detail = raw.filled(raw.detail) if raw.detail else None
        use = Use(identifier, name.value, module.head.title.value, raw.name.place, detail)
        names = dict.fromkeys(module.head.params, "")
        modules, uses = (*scope.modules, name.value), (*scope.uses, use)
        return self.items(module.body.steps, Scope(self._bindings(raw, module), names, modules, uses, raw.phase))

    def _bindings(self, raw: RawStep, module: WrittenModule) -> Bindings:
        """Return the values a use gives to the module's parameters; missing and extra ones are problems."""
        given: dict[str, Text] = {}
        params = module.head.params
        for text in raw.parts("with"):
            name, equals, _ = text.value.replace("＝", "=").partition("=")
            value = raw.filled(trimmed(Text(text.value[len(name) + 1 :], shifted(text.place, len(name) + 1))))
            name = name.strip()
            if not equals or not name or not value.value:
                self.problems.append(Problem("SOP224", text.place, {"text": text.value}))
            elif name in given:
                self.problems.append(Problem("SOP226.twice", text.place, {"name": name}))
            elif name not in params:
                values = {"name": name, "module": module.head.name.value, "names": "、".join(params)}
                self.problems.append(Problem("SOP226", text.place, values))
            elif len(value.value) > MAX_VALUE:
                self.problems.append(Problem("SOP224.long", text.place, {"name": name, "most": str(MAX_VALUE)}))
            else:
                given[name] = value
        for name, meaning in params.items():
            if name not in given:
                values = {"name": name, "module": module.head.name.value, "meaning": meaning.value}
                self.problems.append(Problem("SOP225", raw.entries["use"].key.place, values))
        return given

    def _spent(self, raw: RawStep, scope: Scope) -> bool:
        """Whether the document is too large; uses count as steps do, else doubling modules would take years."""
        self._visited += 1
        if scope.bindings:
            self._characters += sum(len(text.value) + text.value.count("${") * MAX_VALUE for text in raw.varying)
        if not self.full and (self._visited > MAX_STEPS or self._characters > MAX_CHARACTERS):
            self.full = True
            self.problems.append(Problem("SOP406", raw.name.place, {"most": str(MAX_STEPS)}))
        return self.full

    def _unknown_names(self, raw: RawStep, scope: Scope) -> Iterator[Problem]:
        """Yield a problem for each `${name}` that has no value, or none in some variant."""
        for text in raw.varying:
            for name in names_in(text):
                lacking = scope.names.get(name.value)
                if lacking:
                    yield Problem("SOP241.variant", name.place, {"name": name.value, "variants": lacking})
                elif lacking is None:
                    near = self._nearest(name.value, scope.names)
                    values = {"name": name.value, "near": near}
                    yield Problem("SOP241.near" if near else "SOP241", name.place, values)


def names_of(variants: Sequence[Variant]) -> Mapping[str, str]:
    """Return each name that some variant gives a value, with the variants that give it none."""
    names = dict.fromkeys(name for variant in variants for name in variant.values)
    return {name: "、".join(each.name.value for each in variants if name not in each.values) for name in names}


def described(module: WrittenModule) -> Bindings:
    """Return what a module's own page puts in for its parameters: their descriptions."""
    return {name: Text(f"〔{text.value[:MAX_VALUE]}〕", text.place) for name, text in module.head.params.items()}
