"""`mkdocs.yml` read as data: found by walking up, and never executed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..model.problem import Problem, SopError
from .site_config_code import code_in


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What the commands need of `mkdocs.yml`; `options` is the block of the `sop` plugin, `problems` what runs code."""

    file: Path
    content: Path
    site: Path
    overrides: tuple[str, ...]
    options: Mapping[str, object]
    problems: tuple[Problem, ...] = ()

    @property
    def root(self) -> Path:
        """The folder that holds `mkdocs.yml`."""
        return self.file.parent


class _Loader(yaml.SafeLoader):
    """A safe loader to which a tag of MkDocs (`!ENV`, `!!python/name:`) is a value nobody asks for."""


def _ignored(_loader: _Loader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("!", _ignored)
_Loader.add_multi_constructor("tag:", _ignored)


def find_site_config(root: Path | None) -> SiteConfig:
    """Return the configuration in `root`, or in the nearest folder above the current one that has the plugin."""
    if root is not None:
        file = root / "mkdocs.yml"
        if not file.is_file():
            raise SopError(f"{file}: no such file; --root names the folder that holds mkdocs.yml")
        found = _read(file)
        if found is None:
            raise SopError(f"{file}: the plugin sop is not in its plugins")
        return found
    for folder in (here := Path.cwd(), *here.parents):
        file = folder / "mkdocs.yml"
        if file.is_file() and (found := _read(file)):
            return found
    raise SopError(f"{here}: no mkdocs.yml with the plugin sop here or above; say where with --root DIR")


def _read(file: Path) -> SiteConfig | None:
    try:
        loader = _Loader(file.read_bytes())
        tree = loader.get_single_node()
        data: Any = loader.construct_document(tree) if tree else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SopError(f"{file}: not readable as YAML: {' '.join(str(error).split())}") from error
    data = data if isinstance(data, dict) else {}
    for name, options in _plugins(data.get("plugins")):
        if name == "sop":
            theme = data.get("theme")
            custom = theme.get("custom_dir") if isinstance(theme, dict) else None
            content = file.parent / str(data.get("docs_dir") or "docs")
            return SiteConfig(
                file,
                content,
                file.parent / str(data.get("site_dir") or "site"),
                (str(file.parent / custom),) if isinstance(custom, str) else (),
                options,
                code_in(tree, file, content),
            )
    return None


def _plugins(value: object) -> list[tuple[str, Mapping[str, object]]]:
    """Return the plugins in both shapes MkDocs takes: a list of names and mappings, or one mapping."""
    entries = list(value.items()) if isinstance(value, dict) else []
    for item in value if isinstance(value, list) else ():
        entries += list(item.items()) if isinstance(item, dict) else [(item, None)]
    return [(str(name), options if isinstance(options, dict) else {}) for name, options in entries]
