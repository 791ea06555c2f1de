"""What an editor can do: one function an action, of the screen it works on. `review_tui.tui.actions` lists them."""
