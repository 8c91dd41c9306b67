package hearth.local.machine;

import java.time.Instant;

/** The process on a machine that the stand-in for ARM has made. */
public interface GameProcess extends AutoCloseable {

  /** Somebody joins the game. */
  void join(String name);

  /** Somebody leaves it. */
  void leave(String name);

  /** The game ends by itself. */
  void crash();

  /** Azure gives notice that it takes the machine back. */
  void evict(Instant notBefore);

  /** The machine is gone, from one moment to the next. */
  @Override
  void close();
}
