"""Hearth's agent: runs one game on one machine and says what happens to it."""
