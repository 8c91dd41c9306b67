package hearth.core.update;

import hearth.core.Lists;
import hearth.core.Phase;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import hearth.core.wanted.Announcement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Announcements that wait: told before the game ends, given up, or folded. */
public final class AnnouncementUpdates {
  /** After so long nobody waits for an answer any more. */
  private static final Duration ANSWER = Duration.ofHours(1);

  private AnnouncementUpdates() {}

  public static void apply(Draft d) {
    release(d);
    giveUp(d);
  }

  /** A leave that could still be taken back is told before the game ends. */
  private static void release(Draft d) {
    if (d.life.phase() != Phase.RUNNING) {
      d.discord.announcements(
          Lists.mapped(d.discord.announcements(), a -> a.isHeld(d.now) ? a.released() : a));
    }
  }

  private static void giveUp(Draft d) {
    d.discord.announcements(
        Lists.mapped(d.discord.announcements(), announcement -> renewed(d, announcement)));
    List<Announcement> lost =
        d.discord.announcements().stream().filter(a -> a.isLost(d.now)).toList();
    d.discord.announcements(Lists.without(d.discord.announcements(), lost::contains));
    inherit(d, lost, true);
    inherit(d, lost, false);
    int tooMany = d.discord.announcements().size() - Announcement.MOST;
    if (tooMany > 0) {
      fold(d, tooMany + 1);
    }
  }

  /**
   * An answer that may not have been posted is posted again, under a new nonce: to be told twice is
   * better than not at all for the one who waits. Everything else the session message shows.
   */
  private static Announcement renewed(Draft d, Announcement a) {
    if (a.note().waitedFor() == null || !a.isLost(d.now) || a.at().plus(ANSWER).isBefore(d.now)) {
      return a;
    }
    return Announcement.of(d.nextAnnouncement(), a.toOperator(), a.note(), a.at())
        .waitingUntil(a.notBefore());
  }

  /** How long Discord wants to be left alone concerns the channel, not the line that asked. */
  private static void inherit(Draft d, List<Announcement> lost, boolean toOperator) {
    Instant wait =
        lost.stream()
            .filter(a -> a.toOperator() == toOperator && a.notBefore() != null)
            .map(Announcement::notBefore)
            .max(Comparator.naturalOrder())
            .orElse(null);
    if (wait == null || !wait.isAfter(d.now)) {
      return;
    }
    d.discord.announcements().stream()
        .filter(a -> a.toOperator() == toOperator && !a.isHeld(d.now))
        .findFirst()
        .ifPresent(
            first ->
                d.discord.announcements(
                    Lists.mapped(
                        d.discord.announcements(),
                        a -> a.n() == first.n() ? a.waitingUntil(wait) : a)));
  }

  /**
   * Folds the oldest that were never tried; one that was tried may stand in the channel already.
   */
  private static void fold(Draft d, int count) {
    List<Announcement> oldest =
        d.discord.announcements().stream()
            .filter(a -> a.firstAttempt() == null && !a.toOperator())
            .limit(count)
            .toList();
    if (oldest.size() < 2) {
      return;
    }
    int folded =
        oldest.stream().mapToInt(a -> a.note() instanceof Note.Folded f ? f.count() : 1).sum();
    int place = d.discord.announcements().indexOf(oldest.getFirst());
    List<Announcement> others = new ArrayList<>(d.discord.announcements());
    others.removeAll(oldest);
    // Whoever asked to be left alone is not asked sooner for the line that takes their place.
    Instant wait =
        oldest.stream()
            .filter(a -> !a.isHeld(d.now) && a.notBefore() != null)
            .map(Announcement::notBefore)
            .max(Comparator.naturalOrder())
            .orElse(null);
    others.add(
        place,
        Announcement.of(d.nextAnnouncement(), false, new Note.Folded(folded), d.now)
            .waitingUntil(wait));
    d.discord.announcements(List.copyOf(others));
  }
}
