"""Every page of the documentation is found from its front page, and every command from the README."""

import re
from pathlib import Path

import typer

from contingent.cli.commands import app

ROOT = Path(__file__).resolve().parents[1]
_LINK = re.compile(r"\]\(([^)#:\s]+\.md)(?:#[^)]*)?\)")


def links_of(page):
    return {(page.parent / link).resolve() for link in _LINK.findall(page.read_text(encoding="utf-8"))}


def test_every_page_is_linked_from_the_front_page_or_a_page_linked_there():
    front = ROOT / "docs" / "README.md"
    linked = links_of(front)
    for page in [page for page in linked if page.is_file()]:
        linked |= links_of(page)
    pages = set((ROOT / "docs").rglob("*.md")) - {front}
    assert len(pages) > 30
    assert sorted(str(page.relative_to(ROOT)) for page in pages - linked) == []


def test_every_link_between_pages_leads_somewhere():
    broken = [
        (page.name, link.name) for page in (ROOT / "docs").rglob("*.md") for link in links_of(page) if not link.exists()
    ]
    assert broken == []


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = list(typer.main.get_command(app).commands)
    assert len(commands) >= 9
    assert [name for name in commands if f"contingent {name}" not in readme] == []
