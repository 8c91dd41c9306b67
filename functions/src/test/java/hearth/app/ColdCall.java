package hearth.app;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.OutputBinding;
import java.util.Map;

/** One request served by a JVM that does nothing else: {@link ClassesLoadedTest} starts it. */
final class ColdCall {
  private ColdCall() {}

  /** Takes signature, timestamp and body; prints the answer. */
  public static void main(String[] args) throws ClassNotFoundException {
    for (String other : new String[] {"Reactions", "GameEvents", "Sweep"}) {
      // The worker loads every function of the app, though it calls one.
      Class.forName("hearth.app." + other + "Function", false, ColdCall.class.getClassLoader());
    }
    Map<String, String> headers =
        Map.of("x-signature-ed25519", args[0], "x-signature-timestamp", args[1]);
    // Whoever looks waits for this lock: the process ends before it can.
    synchronized (AwaitedMessages.SHARED) {
      HttpResponseMessage answer =
          new InteractionsFunction()
              .interactions(new FakeRequest(args[2], headers), new Queue(), new FakeContext());
      System.out.println(answer.getStatusCode() + " " + answer.getBody());
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  private static final class Queue implements OutputBinding<byte[]> {
    private byte[] value;

    @Override
    public byte[] getValue() {
      return value;
    }

    @Override
    public void setValue(byte[] set) {
      value = set;
    }
  }
}
