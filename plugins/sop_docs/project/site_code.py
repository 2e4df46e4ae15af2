"""A `mkdocs.yml` that runs code is not built: it comes in pull requests as the content does."""

from ..effects.site_config import SiteConfig
from ..model.problem import Severity, SopError
from ..model.words import Words


def refuse_code(config: SiteConfig, words: Words) -> None:
    """Raise what is wrong with a configuration that runs code which nobody has allowed."""
    if code := next((problem for problem in config.problems if problem.severity is Severity.ERROR), None):
        raise SopError(f"{config.file.name}:{code.place.line}: {words(code.key, **code.values)}")
