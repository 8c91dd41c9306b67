"""The work of ./deploy; the standard library and the command az."""
