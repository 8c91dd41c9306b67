"""The work of ./hearth up and ./hearth down; the standard library and the command az."""
