"""Reading the section in another form: in English, or as readers of the site see it."""

from typing import TYPE_CHECKING

from review_tui.review.article.english import english_folder
from review_tui.tui.commands.text import targets

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen


def preview(screen: "ReviewScreen") -> None:
    """Show the section as readers of the site see it, defects included."""
    from review_tui.review.article.preview import as_read
    from review_tui.tui.screens.page import Page

    screen.commit_editor()
    screen.app.push_screen(Page("What a reader sees", as_read(screen.at.session.article, screen.at.section.span)))


async def search(screen: "ReviewScreen") -> None:
    """Search the article for words; once more, and Enter goes on to where they stand next."""
    from review_tui.review.article.searching import next_hit
    from review_tui.tui.screens.word import Word

    article, text = screen.board.article, screen.at.session.article.text
    picked = article.selected.cut(text) if article.display else screen.selected_words
    first = picked if picked and "\n" not in picked and "\r" not in picked else screen.searched
    asked = Word("Search the article", "Words as they stand in its text", first, goes_on=False)
    words = await screen.app.push_screen_wait(asked)
    if not words:
        return
    screen.searched = words
    screen.editing.leave()
    hit = next_hit(screen.at.session.article.text, words, screen.at.place)
    if hit is None:
        screen.say(f"{words} stands nowhere in this article.")
        return
    screen.at.go_to(hit.span.start)
    screen.board.bring("Article")
    screen.show()
    article.point_out(hit.span)
    if not article.selected_text:  # it is in the target of a link, which is hidden
        targets(screen)
        article.point_out(hit.span)
    screen.say(f"{words}: place {hit.number} of {hit.total}.")


def english(screen: "ReviewScreen") -> None:
    """Show or hide the English article beside the section."""
    if screen.board.is_english_in_view:
        screen.board.show_english(is_open=False)
    elif screen.board.english.original(anew=True) is None:
        file = screen.at.session.file
        folder = english_folder(screen.desk.project, file, screen.desk.source)
        if folder is None:
            screen.say('Where are the English articles? Set source = "FOLDER" in review-tui.toml, or --source.')
        else:
            screen.say(f"There is no English article {file.name} in {folder.name}.")
    else:
        screen.board.show_english(is_open=True)
