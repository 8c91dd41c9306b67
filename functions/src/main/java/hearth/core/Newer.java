package hearth.core;

/**
 * A version of the game that is newer than the one that had the world last, as the machine found
 * out.
 *
 * @param version which; an image where the image alone decides it
 * @param over the one that had the world
 * @param when which start brings it
 */
public record Newer(String version, String over, When when) {

  /** A start, as seen from the report. */
  public enum When {
    /** This one. */
    NOW,
    /** The next one, whatever it says. */
    NEXT,
    /** One that asks for it. */
    ASKED
  }
}
