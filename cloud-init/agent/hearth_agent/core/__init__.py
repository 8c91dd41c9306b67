"""The rules: what an event changes and what is to be done. Nothing here touches the world."""
