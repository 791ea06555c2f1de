"""The panes of the review screen side by side: which of them is in front, how wide each is, and which has the focus."""

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.tui import panes
from review_tui.tui.panes import titled
from review_tui.tui.screens.jump import Target
from review_tui.tui.widgets.article_view import ArticleView
from review_tui.tui.widgets.divider import Divider, Grip
from review_tui.tui.widgets.english_pane import EnglishPane
from review_tui.tui.widgets.finding_detail import FindingDetail
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.glossary_pane import GlossaryPane
from review_tui.tui.widgets.pane_tabs import PaneTabs
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.section_list import SectionList

_IDS = {"Article": "middle", "Sections": "sections", "Glossary": "glossary"}  # of what holds the widgets of a pane
PANES = tuple(_IDS)


class PaneBoard(Vertical):
    """Sections, article with findings, and glossary side by side; in a narrow terminal one of them at a time.

    A pane is called by its name in `PANES`. The editor, the findings and the English article belong to "Article". How
    the panes lie depends on the breakpoints of the screen around them: see `ReviewScreen`.
    """

    SCOPED_CSS = False  # the screen has the class that says how wide it is
    DEFAULT_CSS = """
    PaneBoard {
        & #panes { height: 1fr; }
        & #sections { width: 25; }
        & #middle { width: 1fr; }
        & #article, & #editor { height: 1fr; }
        & #findings { height: 9; max-height: 60%; }
        & #middle:focus-within #detail {
            border-title-color: $foreground; border-title-background: $surface; border-title-style: bold reverse;
        }
        & #glossary { width: 38; }
    }
    .-wide PaneBoard PaneTabs, .-broad PaneBoard PaneTabs { display: none; }
    .-broad PaneBoard {
        & #sections { width: 36; }
        & #glossary { width: 56; }
        & #findings { height: 16; }
        & #card { height: 20; }
    }
    .-narrow PaneBoard {
        & #sections, & #glossary { display: none; width: 1fr; }
        & Divider { display: none; }
        & #findings { height: 5; }
        &.-show-sections #sections, &.-show-glossary #glossary { display: block; }
        &.-show-sections #middle, &.-show-glossary #middle { display: none; }
    }
    .-tall PaneBoard #detail { height: 5; }
    .-low PaneBoard {
        & #detail { height: 2; }
        & #findings { height: 2; max-height: 33%; }
        & #card { max-height: 50%; }
        & .-editing #detail { display: none; }
        & .-editing #findings { max-height: 1; }
    }
    .-wide PaneBoard.-english {
        & #glossary, & #divide-glossary { display: none; }
        &.-show-glossary #glossary, &.-show-glossary #divide-glossary { display: block; }
        &.-show-glossary #english { display: none; }
    }
    .-narrow PaneBoard.-english {
        & #middle { height: 1fr; }
        & #panes { layout: vertical; }
        & #english { height: 30%; min-height: 4; margin: 0; }
    }
    .-narrow.-middling PaneBoard.-english {
        & #findings { height: 3; max-height: 25%; }
        & #detail { height: 3; }
    }
    """

    class Rearranged(Message):
        """Another pane came to the front."""

    def __init__(self, desk: Desk, at: Focus, key_for: Callable[[str], str]) -> None:
        """Show what is in focus; `key_for` names the key of an action, for those who say what to press."""
        super().__init__(id="board")
        self.front = PANES[0]
        self.sizes: panes.Sizes = {}
        self.tabs = PaneTabs(PANES)
        self.sections = titled(SectionList(), "Sections")
        self.article = titled(ArticleView(), "Article")
        self.editor = titled(SectionEditor(), f"Editing   {key_for('leave')} leaves")
        self.detail = titled(FindingDetail(key_for), "Finding")
        self.findings = FindingList()
        self.english = titled(EnglishPane(desk, at), "English")
        self.glossary = titled(GlossaryPane(at, key_for), "Glossary")

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield self.tabs
        with Horizontal(id="panes"):
            yield self.sections
            yield Divider("sections", is_on_left=True)
            with Vertical(id="middle"):
                yield from (self.article, self.editor, self.detail, self.findings)
            yield self.english
            yield Divider("glossary", is_on_left=False)
            yield self.glossary

    # Which pane is in front

    def bring(self, pane: str) -> None:
        """Bring a pane to the front where there is no room for all; what is hidden by that does not keep the focus."""
        self.front = pane
        self.remove_class(*(f"-show-{name.lower()}" for name in PANES if name != pane), update=False)
        self.add_class(f"-show-{pane.lower()}", update=False)
        if self._hides_panes:  # else all look as before, and finding out takes longer than all the rest
            self.update_node_styles()
        self.tabs.load(pane)
        if not self._is_in_view(self._pane_in_focus):
            self.screen.set_focus(self._first_stop(pane))
        self.post_message(self.Rearranged())

    def bring_focused(self) -> None:
        """Bring the pane that has the focus to the front."""
        if self._pane_in_focus not in ("", self.front):
            self.bring(self._pane_in_focus)

    def go_to(self, pane: str) -> None:
        """Bring a pane to the front and give it the focus, unless it has that."""
        if self._pane_in_focus != pane:
            self.screen.set_focus(self._first_stop(pane))
        self.bring(pane)

    def _is_in_view(self, pane: str) -> bool:
        """Tell whether there is room for a pane now."""
        hides = self._hides_panes and (self._layout_name == "narrow" or pane == "Glossary")
        return pane in ("", self.front) or not hides

    @property
    def _hides_panes(self) -> bool:
        """Tell whether a pane can be hidden behind the one in front."""
        return self._layout_name == "narrow" or (self._layout_name == "wide" and self.has_class("-english"))

    @property
    def _pane_in_focus(self) -> str:
        """Return the pane that has the focus; empty where none has."""
        focused = self.screen.focused
        ids = {node.id for node in focused.ancestors_with_self} if focused is not None else set()
        return next((pane for pane, name in _IDS.items() if name in ids), "")

    def show_english(self, *, is_open: bool) -> None:
        """Show or hide the English article; where there is no room for both, it takes the glossary's place."""
        self.english.set_open(is_open=is_open)
        self.set_class(is_open, "-english")
        if is_open and not self.is_english_in_view:
            self.go_to("Article")
        elif not is_open and self.screen.focused is self.english:
            self.go_to(self.front)
        self.english.load()

    def show_wanted_english(self) -> None:
        """Show the English article, where one wants to see those and there is one."""
        if self.english.is_wanted and self.english.original() is not None:
            self.show_english(is_open=True)

    @property
    def is_english_in_view(self) -> bool:
        """Tell whether the English article is shown, and not behind the glossary."""
        return self.english.is_open and not (self._layout_name == "wide" and self.front == "Glossary")

    def make_room(self, *, for_editor: bool) -> None:
        """Let the editor take the place of the text, or give that back; in a low window, that of the findings, too."""
        self.article.display = not for_editor
        self.query_one("#middle").set_class(for_editor, "-editing")

    # Going from pane to pane

    def _stops(self) -> list[tuple[str, Widget]]:
        """Return the widgets that the key for the next pane goes through, in order, each after its pane."""
        table, below = self.glossary.stops
        return [
            ("Article", self.findings),
            ("Sections", self.sections),
            ("Glossary", table),
            ("Glossary", below),
            ("Article", self.editor if self.editor.is_open else self.article),
            *([("Article", self.english)] if self.english.is_open else ()),
        ]

    def _first_stop(self, pane: str) -> Widget:
        """Return what has the focus first in a pane: the editor while it is open, as it takes the place of the text."""
        if pane == "Article" and self.editor.is_open:
            return self.editor
        return next(widget for name, widget in self._stops() if name == pane)

    def turn(self, step: int) -> None:
        """Give the focus to the next (1) or the previous (-1) widget in line, and bring its pane to the front."""
        stops = self._stops()
        now = next((n for n, (_, widget) in enumerate(stops) if widget is self.screen.focused), 0)
        self._go_to_stop(*stops[(now + step) % len(stops)])

    def _go_to_stop(self, pane: str, widget: Widget) -> None:
        self.bring(pane)
        widget.focus()

    def jump_targets(self) -> list[Target]:
        """Return the panes that are in view."""
        return [
            Target(*widget.region.offset, partial(self._go_to_stop, pane, widget))
            for pane, widget in self._stops()
            if widget.display and widget.region
        ]

    @on(PaneTabs.Picked)
    def _tab_clicked(self, event: PaneTabs.Picked) -> None:
        self.go_to(event.name)

    # How much room each has

    @property
    def _layout_name(self) -> str:
        """Return what the sizes of panes are kept under: each width of terminal has its own."""
        return next((name for name in ("narrow", "broad") if self.screen.has_class(f"-{name}")), "wide")

    def resize_focused(self, step: int) -> None:
        """Give the pane in focus more room (1), or less (-1)."""
        if self.screen.focused is self.glossary.card:
            self._resize("card", step)
        elif self.glossary.has_focus_within:
            self._resize("glossary", 2 * step)
        elif self.sections.has_focus:
            self._resize("sections", 2 * step)
        else:
            self._resize("findings", step if self.findings.has_focus else -step)

    def _resize(self, pane: str, cells: int) -> None:
        widget = self.query_one(f"#{pane}")
        if not widget.display:
            return
        sizes = self.sizes.setdefault(self._layout_name, {})
        now = sizes.get(pane) or panes.room_of(widget)
        sizes[pane] = panes.limited(pane, now + cells, self.screen.size)
        self.lay_out()

    def lay_out(self) -> None:
        """Give the panes the room that they have in a terminal of this width."""
        name = self._layout_name
        panes.apply(self, self.sizes.get(name, {}), self.screen.size, is_narrow=name == "narrow")

    @on(Grip.Dragged)
    def _dragged(self, event: Grip.Dragged) -> None:
        self._resize(event.pane, event.cells)
