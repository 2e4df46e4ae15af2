"""One pass of every rule over a library: what is found in each document, then what only the whole shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from itertools import chain, islice

from ..model.allowance import Allowance
from ..model.flow import Procedure
from ..model.form import Form
from ..model.ledger import Ledger
from ..model.library import Document, Library
from ..model.lifecycle import Period
from ..model.place import Source, Text
from ..model.problem import Problem, Severity
from ..model.sop import Module, Sop
from ..model.version import Remarks
from .facts import names_in
from .passages import passages_of
from .prose import Prose, Written, read_prose, texts_of, words_of
from .registry import Rule, rules
from .silence import Used, silence
from .vague import vague_names

MOST = 1000
"""So many problems of one kind are told of one file; nobody reads more."""

Subjects = Mapping[type, Sequence[object]]


@dataclass(frozen=True)
class Terms:
    """What rules may ask for by name.

    `house_review` is the longest time a document may go without a review; None sets no limit.
    `steps_per_person` is how many steps of the documents in force one person may do; 0 sets no limit.
    `ledger` is what history says about numbers; an empty one knows nothing of other commits. `remarks` are what it says
    about versions.
    """

    library: Library
    day: date
    house_review: Period | None = None
    steps_per_person: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    remarks: Remarks = field(default_factory=dict)
    used: Used = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """What things are called in the library: titles, outputs, roles, departments.

        What is found in every document depends on them: of the names that no rule has use for none is here.
        """
        library = self.library
        in_sops = (name.value for sop in library.sops for name in names_in(sop))
        outputs = (item.value for one in library.modules for step in one.procedure.steps for item in step.outputs)
        titles = [module.title.value for module in library.modules] + [form.title.value for form in library.forms]
        departments = (name.value for name in library.vocabulary.departments.values())
        names = (*in_sops, *outputs, *titles, *library.vocabulary.roles, *departments)
        return vague_names(names, library.vocabulary.vague)

    @cached_property
    def of_modules(self) -> frozenset[Text]:
        """The texts of modules, which every user shows too."""
        return frozenset(text for module in self.library.modules for text in texts_of(module))


def check(
    library: Library,
    day: date,
    severities: Mapping[str, Severity],
    house_review: Period | None = None,
    known: Iterable[Problem] = (),
    steps_per_person: int = 0,
    ledger: Ledger | None = None,
) -> tuple[Problem, ...]:
    """Return what is `known` of `library` already and what every rule finds in it on `day`, less what is silenced."""
    terms = Terms(library, day, house_review, steps_per_person, ledger or Ledger())
    found = (inspect(document, terms) for document in library.document.values())
    return settle(chain(known, *found), terms, severities)


def inspect(document: Document, terms: Terms) -> Iterator[Problem]:
    """Yield what the rules on one document find in it."""
    yield from _found(_subjects(document), terms)
    for written in (_prose_of(document, terms), *passages_of(document)):
        yield from _found_in(written, terms)


def settle(found: Iterable[Problem], terms: Terms, severities: Mapping[str, Severity]) -> tuple[Problem, ...]:
    """Return what was found and what only the whole library shows, each once, by place, less what is silenced."""
    allowances = terms.library.allowances
    across = _found({Library: (terms.library,), Allowance: allowances}, terms)
    kept, used = silence(_first_of_each(chain(found, across)), allowances)
    terms = replace(terms, used=used)
    of_silencers = _found({Allowance: allowances}, terms, last=True)
    return _graded((*kept, *_first_of_each(of_silencers)), severities)


def _subjects(document: Document) -> Subjects:
    match document:
        case Sop() | Module():
            return {type(document): (document,), Procedure: (document.procedure,)}
        case Form():
            return {Form: (document,)}
        case Source():
            return {}


def _prose_of(document: Document, terms: Terms) -> Written:
    """Return the Markdown of a document, each text once, but not what it shows of modules."""
    match document:
        case Sop() | Module():
            texts = dict.fromkeys(texts_of(document))
            own = [text for text in texts if isinstance(document, Module) or text not in terms.of_modules]
        case Form():
            own = [document.body] if document.body else []
        case Source():
            own = [document.content]
    return Written(Prose, own, read_prose)


def _found(subjects: Subjects, terms: Terms, *, last: bool = False) -> Iterator[Problem]:
    """Yield what rules find in these; the last ones need to know what was silenced."""
    for kind, things in subjects.items():
        if things:
            for rule in _rules_on(kind, last=last):
                yield from _problems(rule, things, terms)


def _found_in(written: Written, terms: Terms) -> Iterator[Problem]:
    """Yield what rules find in texts; a rule reads only those in which there can be anything for it."""
    words = [words_of(text) for text in written.texts]
    everything = "\n".join(words)
    read = cache(written.read)
    for rule in _rules_on(written.kind, last=False):
        if (where := rule.where) is None:
            texts = written.texts
        elif not where(everything, terms.library):
            continue
        else:
            texts = [text for text, said in zip(written.texts, words, strict=True) if where(said, terms.library)]
        yield from _problems(rule, map(read, texts), terms)


@cache
def _rules_on(kind: type, *, last: bool) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if kind in rule.subjects and ("used" in rule.needs) is last)


def _problems(rule: Rule, subjects: Iterable[object], terms: Terms) -> Iterator[Problem]:
    needs = {name: getattr(terms, name) for name in rule.needs}
    for subject in subjects:
        # A rule on one document need not be followed through a flood, one on the whole library must.
        found = rule.check(subject, **needs)
        for place, variant, values in found if Library in rule.subjects else islice(found, MOST):
            yield Problem(f"{rule.code}.{variant}" if variant else rule.code, place, values, rule.severity)


def _graded(problems: Iterable[Problem], severities: Mapping[str, Severity]) -> tuple[Problem, ...]:
    """Return each problem once, by place, with the severity that a house gives to its code."""
    # A module's own fault comes up in the module and in each of its users: one place, one line.
    unique = {(problem.place, problem.key, *problem.values.items()): problem for problem in problems}
    return tuple(
        replace(problem, severity=severities.get(problem.code, problem.severity))
        for problem in sorted(unique.values(), key=lambda problem: (problem.place, problem.key))
    )


def _first_of_each(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield of every kind of problem in a file the first thousand: a file made to flood a report shall not."""
    told: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = problem.place.path, problem.key
        told[kind] += 1
        if told[kind] <= MOST:
            yield problem
