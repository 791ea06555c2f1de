"""What an editor can do: one function an action, of the screen it works on. `keys/actions` lists them."""
