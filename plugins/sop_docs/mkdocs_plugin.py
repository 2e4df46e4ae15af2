"""The plugin: MkDocs' types in, the compiler, MkDocs' types out."""

import html
import os
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from .effects.exchange import discard, put_in_place, staging_folder
from .effects.templates import TEMPLATES
from .mkdocs_edition import CopyEdition, SiteEdition
from .mkdocs_memory import Memory
from .mkdocs_search import FETCHED, take_over, write_search
from .mkdocs_shell import theme_shells
from .mkdocs_versions import VersionPrinter
from .mkdocs_watch import watch_rendering
from .model.page import Page as CompiledPage
from .model.page import PageKind, html_path
from .model.problem import Severity, SopError
from .project.builder import Builder, Site
from .project.settings import Settings, read_settings
from .review import SitePart

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from .model.order import Copy
    from .model.problem import Problem
    from .project.last_look import LastLook
    from .project.old_pages import Finished

EXTENSION = "attr_list"
"""What compiled pages need beside the extensions that MkDocs always has."""
ASSETS = ("sop.css", "charts.css", "search.css", "sop.js", "search.js")
log = get_plugin_logger("sop").logger


class SopPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Shows a library of procedures as a MkDocs site."""

    config_scheme = tuple(
        (item.name, config_options.Optional(config_options.Type((str, int, date, dict)))) for item in fields(Settings)
    )

    def __init__(self) -> None:
        self._memory: Memory | None = None
        self._builder: Builder | None = None
        self._staged: Path | None = None
        self._config: MkDocsConfig
        self._target = ""
        self._complete = False
        self._site: Site
        self._last_look: LastLook
        self._nav: Navigation
        self._edition = SiteEdition()
        self._printer: VersionPrinter
        self._dated = False

    @property
    def site(self) -> Site:
        """What was built last."""
        return self._site

    def make_copy(self, copy: "Copy", kept: Path) -> None:
        """Let the next build be of a copy of the library; what is good for the next copy is kept in a folder."""
        self._edition = CopyEdition(copy, kept)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Start afresh: one instance serves every build of a process."""
        if dirty:
            raise PluginError("--dirty would leave stale procedures on the site: build without it")
        self._memory = Memory() if command == "serve" else None
        self._builder = None

    @event_priority(100)
    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        """Set what the pages need, and let a build go to a folder beside the site."""
        try:
            builder = self._current_builder(config)
        except SopError as error:
            raise PluginError(str(error)) from error
        _prepare(config, builder.settings)
        self._edition.prepare(config, builder.settings)
        take_over(config)
        if self._memory is None:
            self._config, self._target, self._complete = config, config.site_dir, False
            self._staged = staging_folder(Path(config.site_dir))
            config.site_dir = str(self._staged)
        return config

    def on_pre_build(self, *, config: "MkDocsConfig") -> None:
        """Read and check the library before MkDocs touches anything; errors end a build, `serve` shows them."""
        try:
            builder = self._current_builder(config)
            self._site = builder.build(Path(config.docs_dir), forgiving=self._forgiving)
        except SopError as error:
            raise PluginError(str(error)) from error
        for severity, line in self._site.report:
            log.error(line) if severity is Severity.ERROR and not self._forgiving else log.info(line)
        if self._site.failed and not self._forgiving:
            raise PluginError(self._site.summary)

    def on_nav(self, nav: "Navigation", *, config: "MkDocsConfig", files: Files) -> "Navigation":  # noqa: ARG002
        """Learn where the home page is, and what need not be said on every page."""
        self._nav = nav
        self._edition.learn(nav, self._site, config)
        return nav

    def on_files(self, files: Files, *, config: "MkDocsConfig") -> Files:
        """Take out what is not published, put in pages nobody wrote, and make a navigation if there is none."""
        published = {*self._site.pages, *self._site.attachments}
        for file in list(files):
            if file.src_uri not in published and _below(file, config.docs_dir):
                files.remove(file)
        for page in self._site.pages.values():
            if not page.written:
                files.append(File.generated(config, page.path, content=""))  # read in on_page_read_source
        for path, text in self._edition.texts(self._site, config).items():
            files.append(File.generated(config, path, content=text))
        for name in (*ASSETS, *FETCHED, *self._edition.assets):
            files.append(File.generated(config, f"assets/sop/{name}", abs_src_path=str(TEMPLATES / "assets" / name)))
        if config.nav is None or not self._edition.whole:
            config.nav = self._site.navigation
        return files

    def on_pre_page(self, page: "Page", *, config: "MkDocsConfig", files: Files) -> "Page":  # noqa: ARG002
        """Watch the clock; let a page that has not changed keep its rendered content between rebuilds of `serve`."""
        watch_rendering(page, partial(self._slow, page.file.src_uri))
        if self._memory is not None:
            self._memory.remember_rendering(page)
        return page

    def on_page_read_source(self, *, page: "Page", config: "MkDocsConfig") -> str | None:  # noqa: ARG002
        """Hand over compiled Markdown: MkDocs' own reader would type the front matter."""
        compiled = self._site.pages.get(page.file.src_uri)
        if compiled is None:
            return None
        # MkDocs keeps the text from here on: two copies of every page would be a third of the memory of a build.
        self._site.pages[page.file.src_uri] = replace(compiled, text="")
        return compiled.text

    def on_page_context(self, context: "TemplateContext", **_: object) -> "TemplateContext":
        """Leave out what need not be said on every page."""
        context["nav"] = self._edition.navigation(context["nav"])
        return context

    def on_page_markdown(self, markdown: str, *, page: "Page", **_: object) -> str:
        """Say what the theme needs to know of a page; Material prints titles as they are, so they go escaped."""
        compiled = self._site.pages.get(page.file.src_uri)
        if compiled is not None:
            page.meta.update(_meta(compiled, alone=self._edition.is_alone(compiled.path)))
        return markdown

    def on_env(self, env: "Environment", *, config: "MkDocsConfig", files: Files) -> "Environment":
        """Learn what the theme puts around every page; spare finished pages a second printing."""
        env.globals["sop_age"] = Markup(self._site.age)  # noqa: S704 - a template with autoescape made it
        env.globals["sop_feeds"] = self._edition.has_feeds(self._site)
        env.globals["sop_copy"] = self._edition.note
        old = self._site.old_pages
        self._last_look = self._site.last_look(theme_shells(env, config, files, old.folders if old else ()))
        self._printer = VersionPrinter(env, config, self._nav, files, old.moved if old else {})
        if self._memory is not None:
            self._memory.spare_finished(env, config, files, self._site.charts.key)
        return env

    def _on_post_page_charts(self, output: str, *, page: "Page", config: "MkDocsConfig") -> str:  # noqa: ARG002
        """Put the charts in: so late that neither Markdown nor the search index has to read them."""
        if self._memory is not None and (finished := self._memory.finished(page)):
            return finished
        try:
            output = self._site.charts.put_into(page.file.src_uri, output)
        except SopError as error:
            if self._memory is None:
                raise PluginError(str(error)) from error
            log.info(str(error))
        if self._memory is not None:
            self._memory.keep(page, output)
        return self._edition.put_into(output)

    @event_priority(-100)
    def _on_post_page_last(self, output: str, *, page: "Page", config: "MkDocsConfig") -> str:  # noqa: ARG002
        """Look at the page as a browser will, after every other plugin; one that was spared was looked at before."""
        if self._memory is None or self._memory.finished(page) is None:
            self._last_look.look(page.file.src_uri, output)
        return output

    on_post_page = CombinedEvent(_on_post_page_charts, _on_post_page_last)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: "MkDocsConfig") -> str:  # noqa: ARG002
        """Look at the pages that have no source, such as that of the error 404."""
        if template_name.endswith(".html"):
            self._last_look.look(template_name, output_content)
        return output_content

    def on_post_build(self, *, config: "MkDocsConfig") -> None:
        """Make the pages of old versions; end a build in which a page has what no page may have, or mark it as whole.

        The packed site map goes, its bytes depend on the machine's zlib.
        """
        try:
            refused = self._with_old_pages(Path(config.site_dir))
        except SopError as error:
            if self._memory is None:
                raise PluginError(str(error)) from error
            refused = [str(error)]
        for line in refused:
            log.error(line)
        if refused and self._memory is None:
            raise PluginError(refused[0])
        folder = Path(config.site_dir)
        write_search(folder, self._site.search_files())
        (folder / "sitemap.xml.gz").unlink(missing_ok=True)
        self._edition.end(folder, self._site)
        self._complete = True

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Mark the build as failed, also where strict mode fails it after the last page."""
        self._complete = False

    def on_shutdown(self) -> None:
        """Put the new site in the place of the old one, or leave the old one as it is."""
        if self._staged is None:
            return
        staged, self._staged = self._staged, None
        self._config.site_dir = self._target
        if self._dated:
            del os.environ["SOURCE_DATE_EPOCH"]
        if self._complete:
            put_in_place(staged, Path(self._target))
        else:
            discard(staged)

    def _with_old_pages(self, folder: Path) -> list[str]:
        """Write the pages of old versions, and return a line for all that must not be in a page of the build."""
        old, look = self._site.old_pages, self._last_look
        for page in old.finished(self._printer, SitePart(self._site.findings.words)) if old else ():
            self._write(folder, page)
            if page.fresh:
                look.look(page.path, page.html)
        refused: list[Problem] = []
        for problem in look.refused():
            if old is None or problem.place.path not in old:
                refused.append(problem)
                continue
            page = old.instead(problem, self._printer)
            self._write(folder, page)
            refused += look.look_at_once(page.path, page.html)
        if old and not refused:
            old.end()
        return [look.line(problem) for problem in refused]

    def _write(self, folder: Path, page: "Finished") -> None:
        file = folder / html_path(page.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self._edition.put_into(page.html), "utf-8", errors="xmlcharrefreplace", newline="\n")

    @property
    def _forgiving(self) -> bool:
        """Whether there are pages in spite of errors: while somebody writes, and of what nobody can mend any more."""
        return self._memory is not None or self._edition.lenient

    def _slow(self, path: str, seconds: float) -> str:
        """Return the line that says so of a page of `serve`; a build ends with it."""
        line = self._site.slow(path, seconds)
        if self._memory is None:
            raise PluginError(line)
        log.error(line)
        return line

    def _current_builder(self, config: "MkDocsConfig") -> Builder:
        """Return the builder of this process; other settings than before need another one."""
        settings = read_settings({name: value for name, value in self.config.items() if value is not None})
        if self._builder is None or self._builder.settings != settings:
            self._builder = self._made(config, settings)
        return self._builder

    def _made(self, config: "MkDocsConfig", settings: Settings) -> Builder:
        overrides = (config.theme.custom_dir,) if config.theme.custom_dir else ()
        today = datetime.now(UTC).astimezone().date()
        root = Path(config.config_file_path).parent
        builder = Builder(root, settings, overrides, today, os.environ.get("SOURCE_DATE_EPOCH"), config.site_url or "")
        self._edition.begin(builder)
        self._dated = self._memory is None and builder.head is not None and "SOURCE_DATE_EPOCH" not in os.environ
        if builder.head is not None and self._dated:
            os.environ["SOURCE_DATE_EPOCH"] = str(builder.head.time)
        return builder


def _prepare(config: "MkDocsConfig", settings: Settings) -> None:
    config.use_directory_urls = False
    config.theme["language"] = settings.language
    if EXTENSION not in config.markdown_extensions:
        config.markdown_extensions.append(EXTENSION)
    theme = str(TEMPLATES / "theme")
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    for name in ASSETS:
        target = config.extra_javascript if name.endswith(".js") else config.extra_css
        if f"assets/sop/{name}" not in target:
            target.append(f"assets/sop/{name}")


def _below(file: File, folder: str) -> bool:
    return file.abs_src_path is not None and Path(file.abs_src_path).is_relative_to(folder)


def _meta(page: CompiledPage, *, alone: bool) -> dict[str, object]:
    """Return what the theme needs to know of a page; beside one that is `alone` there is no navigation."""
    meta: dict[str, object] = {"title": html.escape(page.title), "template": "sop.html", "sop": page}
    if page.kind is PageKind.HOME:
        meta["hide"] = ["navigation", "toc"]
    elif alone and page.kind is not PageKind.PROSE:
        meta["hide"] = ["navigation"]
    if page.tags:
        meta["tags"] = list(page.tags)
    return meta
