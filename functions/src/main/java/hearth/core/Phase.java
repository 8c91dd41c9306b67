package hearth.core;

/**
 * A server's phase.
 *
 * <pre>
 *            start                 machine up          ready
 * STOPPED ─────────▶ ALLOCATING ─────────▶ BOOTING ─▶ LOADING ─▶ RUNNING
 *    ▲                 │    ▲ next placement   │ evicted │          │ stop · idle · time limit
 *    │   no room left  │    └──────────────────┴─────────┴──────────┤
 *    ├─────────────────┘                                            ▼
 *    └──────────── DEALLOCATING ◀── saved or deadline ──────────  SAVING
 * </pre>
 */
public enum Phase {
  /** No machine, and none is wanted. */
  STOPPED,
  /** Azure was asked for a machine. */
  ALLOCATING,
  /** The machine exists; its game was not begun yet. */
  BOOTING,
  /** The game is starting. */
  LOADING,
  /** Players can join. */
  RUNNING,
  /** The agent was told to save and stop. */
  SAVING,
  /** The machine is being given back, for good or before the next placement is tried. */
  DEALLOCATING;

  /** Whether a machine of this session may hold the world right now. */
  public boolean hasMachine() {
    return this == BOOTING || this == LOADING || this == RUNNING || this == SAVING;
  }

  /** Whether the server is on its way up. */
  public boolean isStarting() {
    return this == ALLOCATING || this == BOOTING || this == LOADING;
  }
}
