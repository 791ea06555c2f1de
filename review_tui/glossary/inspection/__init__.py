"""What an editor would want to mend in a glossary."""
