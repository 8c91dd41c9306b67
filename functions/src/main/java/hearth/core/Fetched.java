package hearth.core;

/**
 * The part of a download that is here, as the machine's agent says it.
 *
 * @param bytes that are here
 * @param ofBytes all of them, or 0 where that is not known
 * @param layers of an image, those that are here and unpacked
 * @param ofLayers all of its layers, or 0 where it has none
 */
public record Fetched(long bytes, long ofBytes, int layers, int ofLayers) {
  /** Whether the share of all bytes is known and says more than that they are all here. */
  public boolean isShareTelling() {
    return ofBytes > 0 && bytes <= ofBytes && (bytes < ofBytes || layers >= ofLayers);
  }
}
