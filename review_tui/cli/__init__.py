"""The commands. Each loads only what it needs: `--help` no parser, `lint` no screen."""
