package hearth.core.event;

import hearth.core.Evidence;
import hearth.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether anyone is on, as the machine's agent concludes from every source of its game's profile.
 *
 * @param verdict its conclusion
 * @param by the sources that it rests on, or that disagree
 * @param evidence what each source says
 */
public record Presence(Verdict verdict, List<String> by, List<Evidence> evidence) {

  public Presence {
    by = Lists.orEmpty(by);
    evidence = Lists.orEmpty(evidence);
  }

  /** Whether anyone is on. */
  public enum Verdict {
    /** Somebody is: a source that may be believed says so, and none denies it. */
    PRESENT,
    /** Nobody is: a source that may be believed says so, and none denies it. */
    ABSENT,
    /** No source may be believed, or they disagree. */
    UNKNOWN
  }

  /** How many are on by the sources that the verdict rests on; null where that is not known. */
  public @Nullable Integer count(@Nullable Integer log) {
    return switch (verdict) {
      case ABSENT -> Integer.valueOf(0);
      case UNKNOWN -> null;
      case PRESENT -> {
        int most =
            evidence.stream()
                .filter(one -> one.count() != null && by.contains(one.source()))
                .mapToInt(Evidence::count)
                .max()
                .orElse(0);
        yield most > 0 ? Integer.valueOf(most) : log != null && log > 0 ? log : null;
      }
    };
  }
}
