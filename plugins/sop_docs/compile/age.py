"""How old a copy of the library is: its pages say when it was made, and where the current one lives."""

from datetime import date
from typing import Final

from jinja2 import Environment

from ..model.lifecycle import Period
from ..model.words import Words

DAY: Final = "<!-- sop:day -->"
"""Stands for the day of the build in a page that is kept for the builds of other days."""
_AGE: Final = "<!-- sop:age -->"


def render_age(templates: Environment, words: Words, day: date, stale: Period, home: str) -> str:
    """Return the line on top of every page, which a script shows once a copy of `day` is old."""
    text = words("age.copy", day=day.isoformat(), days="{days}")
    page = templates.get_template("age.html")
    return page.render(t=words.messages, day=day, old=stale.after(day), home=home, text=text).strip("\n")


def dated(html: str, day: date, age: str) -> str:
    """Return a page with the day of the build, and the line on its age, in their places."""
    return html.replace(DAY, day.isoformat()).replace(_AGE, age)
