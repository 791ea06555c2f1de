"""What editors decided about findings, and how a finding is known again."""
