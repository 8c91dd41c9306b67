"""What ./deploy does; the standard library and the command az."""
