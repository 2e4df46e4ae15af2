"""`sop rule`."""

from dataclasses import replace
from pathlib import Path

import click

from ..effects.catalogue import load_words
from ..model.problem import SopError
from ..project.manual import manual, read_codes
from ..project.settings import Settings
from ..report.rules import render_rule, render_rules, render_rules_json
from .session import Session, deliver, output, session
from .status import OK


@click.command("rule")
@click.argument("code", required=False, default="")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How rules are written.")
@output
@session
def command(this: Session, code: str, form: str, output: Path | None) -> int:
    """Print the rules, or one with its wrong and right."""
    settings = _settings(this)
    words = load_words(this.lang or settings.language)
    known = manual(words)
    codes = read_codes((code,), known)
    entries = [
        replace(entry, severity=settings.severity.get(entry.code, entry.severity))
        for entry in known.values()
        if entry.code.startswith(codes or ("",))
    ]
    if form == "json":
        deliver(render_rules_json(entries), output)
    else:
        deliver(render_rule(entries[0], words) if len(entries) == 1 else render_rules(entries, words), output)
    return OK


def _settings(this: Session) -> Settings:
    """Return the house's settings; the manual is read outside of a library as well."""
    try:
        return this.settings
    except SopError:
        return Settings()
