package hearth.azure;

/** Work that is begun before anybody waits for it. */
public final class Warmup {
  private Warmup() {}

  /**
   * Begins it on a thread of its own. A failure here comes again for whoever needs the result, so
   * it is not told.
   */
  public static void begin(String name, Runnable work) {
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .uncaughtExceptionHandler((thread, failure) -> {})
        .start(work);
  }
}
