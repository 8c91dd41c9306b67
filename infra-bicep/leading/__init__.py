"""What ./hearth up and ./hearth down do; the standard library and the command az."""
