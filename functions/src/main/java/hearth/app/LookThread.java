package hearth.app;

/**
 * Looks for {@link AwaitedMessages} once the answer has gone. It outlives the invocation that
 * started it (measured on host 4.1037.0), and may end with its process at any time: what was
 * fetched then comes back to the trigger after a minute.
 */
final class LookThread extends Thread {

  /** The interactions function may reach no more of it than its name: it uses the Azure SDK. */
  private static final String LOOKS = "hearth.app.CommandLooks";

  LookThread() {
    super("look");
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      if (AwaitedMessages.SHARED.awaitTurn()) {
        Class.forName(LOOKS)
            .asSubclass(Runnable.class)
            .getDeclaredConstructor()
            .newInstance()
            .run();
      }
    } catch (InterruptedException e) {
      AwaitedMessages.SHARED.giveUp();
    } catch (ReflectiveOperationException e) {
      AwaitedMessages.SHARED.giveUp();
      throw new LinkageError(LOOKS + " is part of the app", e);
    }
  }
}
