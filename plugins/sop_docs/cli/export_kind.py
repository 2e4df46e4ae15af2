"""What `sop export` writes: a copy of the library, one page, or what a printer would print."""

from dataclasses import dataclass
from pathlib import Path

import click

from ..model.part import Part
from ..model.words import Words

_PAGE, _PAPER, _ARCHIVE = ".html", ".pdf", ".zip"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: where to, how, which part, how many versions (None: all), whether it is signed and numbered."""

    out: Path
    single: bool
    pdf: bool
    part: Part
    most: int | None
    signed: bool
    numbered: bool = False

    @property
    def one(self) -> bool:
        """Whether it is a single file of one document."""
        return self.single or (self.pdf and self.out.suffix.lower() == _PAPER)

    def check(self, words: Words) -> None:
        """Raise what is wrong with it, in one sentence."""
        option, suffix, part = "--single" if self.single else "--pdf", self.out.suffix.lower(), self.part
        if self.out.name.lower() in {_PAGE, _PAPER, _ARCHIVE}:
            raise click.UsageError(words("export.form.name", out=self.out.name))
        if self.single and self.pdf:
            raise click.UsageError(words("export.form.both"))
        if self.single and suffix != _PAGE:
            raise click.UsageError(words("export.form.html"))
        if suffix == _PAGE and not self.single:
            raise click.UsageError(words("export.form.single"))
        if suffix == _PAPER and not self.pdf:
            raise click.UsageError(words("export.form.pdf"))
        if self.one and (len(part.numbers) != 1 or part.department or part.role):
            raise click.UsageError(words("export.form.one", option=option if self.single else f"--out {self.out.name}"))
        if (self.single or self.pdf) and self.most is not None:
            raise click.UsageError(words("export.form.versions", option=option))
        if self.one and self.signed:
            raise click.UsageError(words("export.form.sign"))
        if self.one and self.numbered:
            raise click.UsageError(words("export.form.to"))
