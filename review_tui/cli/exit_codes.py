"""The exit codes, the same for every command and every format."""

CLEAN = 0
FINDINGS = 1
TROUBLE = 2
"""Bad usage or configuration, a file that is missing or cannot be read, nothing to check, or a defect."""
BY_SIGNAL = 128
"""And the number of the signal that ended the command."""
INTERRUPTED = 130
PIPE_CLOSED = 141
