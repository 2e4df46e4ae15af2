"""A review as one HTML page that asks nobody for anything."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup

from ..compile.print_style import css_string
from ..compile.svg_marks import SIGNS
from ..effects.templates import TEMPLATES, environment
from ..model.review import Consent, Review, ReviewedDocument, ReviewedShared, Told, Turn
from ..model.words import Words
from ..parse.characters import CONTROL, HIDDEN
from ..report.review_lines import called, idle, news, post, power, subjects, suspects, terms, thing, verdict
from .by_word import ByWord
from .document import Line, Part, line, part
from .drawing import PageDrawer

_FULL: Final = 100
"""How many documents have a part of their own."""
_LINES: Final = 1_000
_SHOWN: Final = 200
_SIZE: Final = 6_000_000
"""Characters of all parts together; what comes after them has a line."""
_FEW: Final = 60
"""So many sentences on whose work changes are shown without a click."""
_UNSEEN: Final = re.compile(f"{CONTROL.pattern}|{HIDDEN.pattern}")
"""What would make a page show something else than it says."""


def review_page(review: Review, words: Words, cache: Path | None = None, dot: str = "") -> str:
    """Return the page; charts that were drawn before are taken from the cache, `dot` is the program that draws."""
    drawer, by_word = PageDrawer(cache, dot), ByWord()
    own = [one for one in review.documents if _has_part(one)][:_FULL]
    anchors = {one.path: f"d{index}" for index, one in enumerate(own, 1)}
    parts = [part(one, anchors[one.path], drawer, by_word, words) for one in own]
    drawer.close()
    templates = environment(part="review")
    shown = _rendered([*zip(parts, (terms(one, words) for one in own), strict=True)], templates, drawer, words)
    left = {each.line.anchor for each in parts[len(shown) :]}
    lines = [_line(one, anchors.get(one.path, ""), left, words) for one in review.documents[:_LINES]]
    html = templates.get_template(
        "page.html"
    ).render(
        **_common(words),
        review=review,
        style=Markup(_style(words)),  # noqa: S704 - our own sheet
        verdict=[*verdict(review, words), *_more(review, words)],
        lines=lines,
        more=len(review.documents) - len(lines),
        without=sum(not each.anchor for each in lines),
        parts=shown,
        problems=_by_path(review.verdict.new[:_SHOWN]),
        few=sum(len(one.does) + len(one.answers) for _, told in news(review, words) for one in told) <= _FEW,
        post=post,
        called=called,
        subjects=subjects,
        news=[*news(review, words)][:_SHOWN],
        power=power(review)[:_SHOWN],
        idle=idle(review, words),
        shared=[_shared(one, words) for one in review.shared[:_SHOWN]],
        consents=review.approved is not None,
        open=Consent.OPEN,
        most=_SHOWN,
    )
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), html)


def _has_part(one: ReviewedDocument) -> bool:
    """Return whether there is more to say of a document than its line."""
    return one.turn is not Turn.MOVED or bool(one.changes)


def _more(review: Review, words: Words) -> Iterator[str]:
    """Yield what a verdict has to say beside: how heavy the heaviest change is, how many files are no procedures."""
    if review.weight:
        yield words("review.page.weight", weight=words(f"review.weight.{review.weight}"))
    if review.alarms:
        yield words("review.page.alarms", count=len(review.alarms))


def _line(one: ReviewedDocument, anchor: str, left: set[str], words: Words) -> Line:
    return line(one, "" if anchor in left else anchor, words)


def _by_path(problems: Sequence[Told]) -> list[tuple[str, list[tuple[str, str, str, int, str]]]]:
    """Return problems file by file; what to do about them is said once."""
    found: dict[str, list[tuple[str, str, str, int, str]]] = {}
    said: set[str] = set()
    for problem, path, message, hint in problems:
        advice = "" if hint in said else hint
        said.add(hint)
        row = problem.severity.value, problem.code, message, problem.place.line, advice
        found.setdefault(path, []).append(row)
    return [*found.items()]


def _rendered(
    parts: Sequence[tuple[Part, list[str]]], templates: Environment, drawer: PageDrawer, words: Words
) -> list[Markup]:
    """Return as many parts as a browser opens gladly."""
    template, room = templates.get_template("document.html"), _SIZE
    shown: list[Markup] = []
    for one, said in parts:
        drawings = [(figure.title, drawer.drawn(figure)) for figure in one.figures]
        html = template.render(**_common(words), part=one, drawings=drawings, terms=said)
        room -= len(html)
        if room < 0 and shown:
            break
        shown.append(Markup(html))  # noqa: S704 - a template with autoescape made it
    return shown


def _shared(one: ReviewedShared, words: Words) -> dict[str, Any]:
    return {
        "head": thing(one, words),
        "path": one.path,
        "sentences": [sentence for _, sentence in one.changes][:_SHOWN],
        "users": suspects(one, words)[:_SHOWN],
    }


def _common(words: Words) -> dict[str, Any]:
    return {"t": words.messages, "words": words, "signs": SIGNS}


def _style(words: Words) -> str:
    assets = TEMPLATES / "assets"
    sheets = (assets / "charts.css", assets / "changed.css", TEMPLATES / "review" / "review.css")
    spoken = "".join(f"--ear-{tag}:{css_string(words(f'review.ear.{tag}'))};" for tag in ("del", "ins"))
    return "".join(sheet.read_text("utf-8") for sheet in sheets) + f":root{{{spoken}}}"
