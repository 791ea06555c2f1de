"""The panes of the review screen: how they lie, which is in front, how wide they are, and how one gets to them."""

from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.tui import panes
from review_tui.tui.action import Action, ActionPlace
from review_tui.tui.panes import titled
from review_tui.tui.screens.desktop import Desktop
from review_tui.tui.screens.jump import Target
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.divider import Divider, Grip
from review_tui.tui.widgets.englishpane import EnglishPane
from review_tui.tui.widgets.entryform import Blank
from review_tui.tui.widgets.findingdetail import FindingDetail
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.glossarypane import GlossaryPane
from review_tui.tui.widgets.keybar import KeyBar
from review_tui.tui.widgets.messageline import MessageLine
from review_tui.tui.widgets.panetabs import PaneTabs
from review_tui.tui.widgets.sectioneditor import SectionEditor
from review_tui.tui.widgets.sectionlist import SectionList
from review_tui.tui.widgets.statusbar import StatusBar

NARROW, BROAD = 100, 150  # columns: below the first there is room for one pane, above the second for wide ones
TALL = 34  # rows: from this on, reasons have more room
PANES = ("Article", "Sections", "Glossary")


class PaneBoard(Desktop):
    """Sections, article with findings, and glossary side by side; in a narrow terminal one of them at a time."""

    PLACE = ActionPlace.REVIEW
    OPENS = "edit"
    AUTO_FOCUS = "#findings"  # not the first pane: it takes the place of the article where there is room for one
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide"), (BROAD, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (panes.LOW, "-middling"), (TALL, "-tall")]
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
        &.-broad #sections { width: 36; }
        &.-broad #glossary { width: 56; }
        &.-broad #findings { height: 16; }
        &.-broad #card { height: 20; }
        &.-narrow {
            & #sections, & #glossary { display: none; width: 1fr; }
            & Divider { display: none; }
            & #findings { height: 5; }
            &.-show-sections #sections, &.-show-glossary #glossary { display: block; }
            &.-show-sections #middle, &.-show-glossary #middle { display: none; }
        }
        &.-tall #detail { height: 5; }
        &.-low #detail { height: 2; }
        &.-low #findings { height: 2; max-height: 40%; }
        &.-low #card { max-height: 50%; }
        &.-english.-wide #glossary, &.-english.-wide #divide-glossary { display: none; }
        &.-english.-wide.-show-glossary #glossary, &.-english.-wide.-show-glossary #divide-glossary { display: block; }
        &.-english.-wide.-show-glossary #english { display: none; }
        &.-english.-narrow #middle { height: 1fr; }
        &.-english.-narrow #panes { layout: vertical; }
        &.-english.-narrow #english { height: 30%; min-height: 4; margin: 0; }
        &.-english.-narrow.-middling #findings { height: 3; max-height: 25%; }
        &.-english.-narrow.-middling #detail { height: 3; }
        &.-wide PaneTabs, &.-broad PaneTabs { display: none; }
    }
    """

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.front = PANES[0]
        self.sizes: panes.Sizes = {}
        self.editor = SectionEditor(id="editor")
        self.english = EnglishPane(desk, at, id="english")
        self.glossary = GlossaryPane(at, id="glossary")

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield StatusBar(id="status")
        yield PaneTabs(id="tabs")
        with Horizontal(id="panes"):
            yield titled(SectionList(id="sections"), "Sections")
            yield Divider("sections")
            with Vertical(id="middle"):
                yield titled(ArticleView(id="article"), "Article")
                yield titled(self.editor, "Editing   Esc leaves")
                yield titled(FindingDetail(id="detail"), "Finding")
                yield FindingList(id="findings")
            yield titled(self.english, "English")
            yield Divider("glossary")
            yield titled(self.glossary, "Glossary")
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    def bring(self, pane: str) -> None:
        """Bring a pane to the front where there is no room for all; what is hidden by that does not keep the focus."""
        self.front = pane
        for name in PANES:
            self.set_class(name == pane, f"-show-{name.lower()}")
        self.query_one(PaneTabs).load(PANES, pane)
        if not self.is_in_view(self.pane_in_focus):
            self.set_focus(self._first_stop(pane))
        self.call_after_refresh(self.uncover)

    def is_in_view(self, pane: str) -> bool:
        """Tell whether there is room for a pane now."""
        name = self.layout_name
        hides_glossary = name == "wide" and self.has_class("-english")
        return pane in ("", self.front) or not (name == "narrow" or (hides_glossary and pane == "Glossary"))

    @property
    def pane_in_focus(self) -> str:
        """Return the pane that has the focus; empty where none has."""
        return _pane_of(self.focused)

    def go_to_pane(self, pane: str) -> None:
        """Bring a pane to the front and give it the focus, unless it has that."""
        if self.pane_in_focus != pane:
            self.set_focus(self._first_stop(pane))
        self.bring(pane)

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        """Bring to the front what has the focus, however it came to it, with its keys: no pane takes keys unseen."""
        if event.widget is self.focused and self.has_panes:  # and has not lost it again meanwhile
            self.bring_focused()
            self.show_keys()

    def bring_focused(self) -> None:
        """Bring the pane that has the focus to the front, unless the panes are not there yet, or no longer."""
        if self.has_panes and self.pane_in_focus not in ("", self.front):
            self.bring(self.pane_in_focus)

    def uncover(self) -> None:
        """Let nothing that one works on lie under the message: the form moves up."""
        if not self.has_panes:
            return
        super().uncover()
        self.glossary.lift_form(self.query_one(MessageLine).rows_over(self.glossary.region))

    def open_form(self, blank: Blank) -> None:
        """Open the form under the glossary, and bring that to the front."""
        self.bring("Glossary")
        self.glossary.open_form(blank)

    def show_english(self, *, is_open: bool) -> None:
        """Show or hide the English article; where there is no room for both, it takes the glossary's place."""
        self.english.set_open(is_open=is_open)
        self.set_class(is_open, "-english")
        if is_open and not self.is_english_in_view:
            self.go_to_pane("Article")
        elif not is_open and self.focused is self.english:
            self.go_to_pane(self.front)
        self.english.load()

    @property
    def is_english_in_view(self) -> bool:
        """Tell whether the English article is shown, and not behind the glossary."""
        return self.english.is_open and not (self.layout_name == "wide" and self.front == "Glossary")

    def _stops(self) -> list[tuple[str, Widget]]:
        """Return what can have the focus, in order, and the pane it is in."""
        article = self.editor if self.editor.is_open else self.query_one(ArticleView)
        table, below = self.glossary.stops
        return [
            ("Article", self.query_one(FindingList)),
            ("Sections", self.query_one(SectionList)),
            ("Glossary", table),
            ("Glossary", below),
            ("Article", article),
            *([("Article", self.english)] if self.english.is_open else ()),
        ]

    def _first_stop(self, pane: str) -> Widget:
        """Return what has the focus first in a pane: the editor while it is open, as it takes the place of the text."""
        if pane == "Article" and self.editor.is_open:
            return self.editor
        return next(widget for name, widget in self._stops() if name == pane)

    def turn_pane(self, step: int) -> None:
        """Give the focus to the next pane, and bring it to the front."""
        stops = self._stops()
        now = next((n for n, (_, widget) in enumerate(stops) if widget is self.focused), 0)
        pane, widget = stops[(now + step) % len(stops)]
        self.bring(pane)
        widget.focus()

    def jump_targets(self) -> list[Target]:
        """Return the panes, and the findings of the article that are in view."""
        view = self.query_one(ArticleView)
        panes_in_view = [widget for _, widget in self._stops() if widget.display and widget.region]
        targets = [Target(*widget.region.offset, partial(self._jump_to_pane, widget)) for widget in panes_in_view]
        session = self.at.session
        if view.display and view.region:
            for finding in session.findings:
                cell = view.cell_of(finding.span.start)
                if cell is not None:
                    x, y = view.content_region.offset
                    go = partial(self._jump_to_finding, session.key(finding))
                    targets.append(Target(x + cell[0], y + cell[1], go))
        return targets

    def _jump_to_pane(self, widget: Widget) -> None:
        self.bring(next(pane for pane, each in self._stops() if each is widget))
        widget.focus()

    def _jump_to_finding(self, key: str) -> None:
        self.at.go_to_key(key)
        self.query_one(FindingList).focus()
        self.show()

    @property
    def layout_name(self) -> str:
        """Return what the sizes of panes are kept under: each width of terminal has its own."""
        return next((name for name in ("narrow", "broad") if self.has_class(f"-{name}")), "wide")

    def resize_pane(self, step: int) -> None:
        """Give the pane in focus more room, or less."""
        if self.focused is self.glossary.card:
            self._resize("card", step)
        elif self.glossary.has_focus_within:
            self._resize("glossary", 2 * step)
        elif self.query_one(SectionList).has_focus:
            self._resize("sections", 2 * step)
        else:
            self._resize("findings", step if self.query_one(FindingList).has_focus else -step)

    def _resize(self, pane: str, cells: int) -> None:
        widget = self.query_one(f"#{pane}")
        if not widget.display:
            return
        sizes = self.sizes.setdefault(self.layout_name, {})
        now = sizes.get(pane) or (widget.outer_size.width if pane in panes.WIDE else widget.outer_size.height)
        sizes[pane] = panes.limited(pane, now + cells, (self.size.width, self.size.height))
        self.lay_out()

    def lay_out(self) -> None:
        """Give the panes the room that they have in a terminal of this width."""
        if not self.has_panes:
            return
        name = self.layout_name
        panes.apply(self, self.sizes.get(name, {}), is_narrow=name == "narrow")

    @on(Grip.Dragged)
    def _dragged(self, event: Grip.Dragged) -> None:
        cells = {"sections": event.right, "glossary": -event.right}.get(event.pane, -event.down)
        self._resize(event.pane, cells)

    @on(PaneTabs.Picked)
    def _tab_clicked(self, event: PaneTabs.Picked) -> None:
        self.go_to_pane(event.name)


def _pane_of(widget: Widget | None) -> str:
    """Return the pane that a widget is in; empty where it is in none of them."""
    ids = {node.id for node in widget.ancestors_with_self} if widget is not None else set()
    return next((pane for pane, name in zip(PANES, ("middle", "sections", "glossary"), strict=True) if name in ids), "")
