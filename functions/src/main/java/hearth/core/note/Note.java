package hearth.core.note;

import hearth.core.CommandName;
import hearth.core.Cost;
import hearth.core.Ending;
import hearth.core.Evidence;
import hearth.core.Newer;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a person is told, without the words: these are chosen by whoever shows it. It is kept
 * in the state, so its shape may only grow.
 */
public sealed interface Note {

  /** Who waits for it, because it is the answer to what that person asked; else null. */
  default @Nullable User waitedFor() {
    return switch (this) {
      case ForUser n -> n.user();
      case AnswerLost n -> n.user();
      case TooLate n -> n.user();
      default -> null;
    };
  }

  /** A warning of a stop that can be put off. */
  sealed interface Warning extends Note permits IdleWarning, TimeLimitWarning, CeilingWarning {
    /** The session it is about. */
    long session();
  }

  /** Whether it is a machine's word that is told: such a line may be a lie, and one of many. */
  default boolean isOfMachine() {
    return switch (this) {
      case Joined n -> true;
      case Left n -> true;
      case Noticed n -> true;
      case OrderFailed n -> true;
      case BackupMade n -> true;
      case BackupNotWhole n -> true;
      case StaysOn n -> true;
      case BringsNewer n -> true;
      case VersionChanged n -> true;
      case NewerIsThere n -> true;
      default -> false;
    };
  }

  /**
   * Reply: the server is on its way up.
   *
   * @param retrying whether the step failed and is tried again
   * @param until when its time is over, or 0
   */
  record Lighting(Phase phase, String step, boolean retrying, long until) implements Note {
    /** Without an end that was asked for. */
    public Lighting(Phase phase, String step, boolean retrying) {
      this(phase, step, retrying, 0);
    }
  }

  /** Reply: the server can be joined; {@code until} is when its time is over, or 0. */
  record UpFor(@Nullable String address, @Nullable String joinCode, long until) implements Note {
    /** Without an end that was asked for. */
    public UpFor(String address, String joinCode) {
      this(address, joinCode, 0);
    }
  }

  /**
   * Reply: somebody started it before; {@code address} is null until it is known.
   *
   * @param otherTime whether this start said how long, which changes nothing
   * @param stops when it stops by itself, for whoever said how long; or 0
   */
  record AlreadyOn(
      User by,
      Phase phase,
      @Nullable String address,
      @Nullable String joinCode,
      boolean otherTime,
      long stops)
      implements Note {
    /** To somebody who said nothing of how long. */
    public AlreadyOn(User by, Phase phase, String address, String joinCode) {
      this(by, phase, address, joinCode, false, 0);
    }
  }

  /**
   * Reply: it lost its machine, and another one is on its way up.
   *
   * @param otherTime whether this start said how long, which changes nothing
   */
  record Relit(Phase phase, boolean otherTime) implements Note {}

  /**
   * Reply: it is stopping; it will be lit again right afterwards.
   *
   * @param minutes for how long at most, or 0
   * @param until until when at the latest, or 0
   * @param otherTime whether another start waits already, and what this one said of how long
   *     changes nothing
   */
  record AgainAfterwards(User by, int minutes, long until, boolean otherTime) implements Note {
    /** For as long as anybody plays. */
    public AgainAfterwards(User by) {
      this(by, 0, 0, false);
    }
  }

  /** Reply: who may start it has changed since that was asked for, so it is not carried out. */
  record NoLongerAllowed() implements Note {}

  /** Reply: its version is pinned by the settings, so a start that is to bring another is none. */
  record Pinned() implements Note {}

  /** Reply: the time it was to last until is over by now, so it is not carried out. */
  record TimeIsPast(long until) implements Note {}

  /** Reply: what was started did not come up. */
  record CameToNothing(Ending ending) implements Note {}

  /** Reply: it is being stopped. */
  record Stopping(Phase phase) implements Note {}

  /** Reply: it stopped; {@code saved} is null where the game cannot tell. */
  record HasStopped(@Nullable Boolean saved, long minutes) implements Note {}

  /** Reply: somebody stopped it before. */
  record AlreadyStopping(Ending ending) implements Note {}

  /** Reply: there is nothing to stop. */
  record NotOn() implements Note {}

  /** Reply: somebody stopped it after this start was asked for, so it is not carried out. */
  record Overtaken() implements Note {}

  /** Reply: how one or several servers stand. */
  record Status(List<ServerLine> lines) implements Note {}

  /** Reply: the person has started it too often within an hour. */
  record TooManyStarts(int perHour) implements Note {}

  /** Reply: the month's budget is spent, so it is not started. */
  record BudgetSpent(long hours, int ofHours, double dollars, double ofDollars) implements Note {}

  /** Reply: the game is told to restart. */
  record Restarting() implements Note {}

  /** Reply: the agent did not say that it restarts the game. */
  record RestartUnconfirmed() implements Note {}

  /** Reply: the machine is told to back the world up. */
  record BackingUp() implements Note {}

  /** Reply: a backup that was asked for before is still being made. */
  record BackupUnderWay() implements Note {}

  /** Reply: the backup is made. */
  record BackupMade(String name, long size) implements Note {}

  /** Reply: the machine was gone before it said what became of the backup. */
  record BackupUnconfirmed() implements Note {}

  /** Reply: no stop comes by itself before then. */
  record Extended(long until) implements Note {}

  /** Reply: the line was handed to the game. */
  record Said(String text) implements Note {}

  /** Reply: for that, players must be able to join. */
  record NotReady(Phase phase) implements Note {}

  /** Reply: who is on; null where that is not known. */
  record WhoIsOn(@Nullable List<Player> roster, @Nullable Integer count) implements Note {}

  /** Reply, to one person: how to join. The password is no part of it: it is never stored. */
  record Connect(String address, @Nullable String joinCode) implements Note {}

  /** Reply: the sessions before, newest first. */
  record Past(List<Line> sessions) implements Note {

    /** One session. */
    public record Line(
        @Nullable User by,
        long startedAt,
        long endedAt,
        Ending.Cause cause,
        int peak,
        int lost,
        @Nullable String version) {}
  }

  /**
   * Reply: what a month cost.
   *
   * @param month such as {@code 2026-11}, in UTC as budgets are
   */
  record Costs(String month, List<CostLine> servers) implements Note {}

  /** Reply: the button belongs to a session that is over. */
  record OtherSession() implements Note {}

  /** Reply: something broke on the way, so it was not carried out. */
  record Broke() implements Note {}

  /** Announcement: what was asked could not be done on the machine. */
  record OrderFailed(String detail) implements Note {}

  /** Announcement: a command came too late to be carried out. */
  record TooLate(User user, CommandName command) implements Note {}

  /** Announcement: a reply that could no longer be delivered as one. */
  record ForUser(User user, Note note) implements Note {}

  /**
   * Announcement: an answer for one person alone could not be given, and is not told to others. The
   * person is asked to ask again.
   */
  record AnswerLost(User user, CommandName command) implements Note {}

  /** Announcement: players can join. */
  record Ready(String address, @Nullable String joinCode) implements Note {}

  /** Announcement: somebody joined. */
  record Joined(String name) implements Note {}

  /** Announcement: somebody left. */
  record Left(String name) implements Note {}

  /** Announcement: the world was saved and the machine is gone, or why it was not. */
  record Stopped(Ending ending, long minutes, int peak, @Nullable Cost cost) implements Note {
    /** Of which nobody knows what it cost. */
    public Stopped(Ending ending, long minutes, int peak) {
      this(ending, minutes, peak, null);
    }
  }

  /** Announcement: Azure had no room at one placement; the next is tried. */
  record TryingElsewhere(String size, String code) implements Note {}

  /** Announcement: Azure takes the machine back, or it vanished without a word. */
  record Evicted(boolean announced, @Nullable Boolean saved, boolean relighting) implements Note {}

  /** Announcement: it stops at a time unless somebody joins. */
  record IdleWarning(long session, long minutesLeft, boolean neverJoined) implements Warning {}

  /** Announcement: the time limit is near. */
  record TimeLimitWarning(long session, long minutesLeft) implements Warning {}

  /** Announcement: nothing has shown for very long that anybody is on. */
  record CeilingWarning(long session, long minutesLeft) implements Warning {}

  /** Announcement: most of the month's budget is spent; 0 stands for no such budget. */
  record BudgetWarning(long hours, int ofHours, double dollars, double ofDollars) implements Note {}

  /** Announcement: somebody was on after all, so the automatic stop is off. */
  record StaysOn() implements Note {}

  /** Announcement: a placement at the regular price is used. */
  record RegularPrice(String size, double pricePerHour) implements Note {}

  /** Announcement: more happened than could be told one by one. */
  record Folded(int count) implements Note {}

  /** To the operator: Azure refused something for good. */
  record AzureRefused(String scaleSet, String code, String message) implements Note {}

  /** To the operator: a machine is there that Hearth did not ask for. */
  record Foreign(String scaleSet, boolean adopted) implements Note {}

  /**
   * To the operator: a set's capacity is for more machines than the one that is there and wanted.
   */
  record TooMuchCapacity(String scaleSet, long capacity) implements Note {}

  /** To the operator: a machine runs, but its agent is silent. */
  record Silent(String scaleSet, long minutes) implements Note {}

  /** To the operator: a machine does not go away. */
  record Stuck(String scaleSet, Phase phase, long minutes) implements Note {}

  /** To the operator: a machine has run for very long. */
  record LongRunning(String scaleSet, long hours) implements Note {}

  /** To the operator: Discord waited for an answer nearly as long as it does. */
  record SlowAnswer(long millis) implements Note {}

  /** Answer: so many rows of the history are no longer of whoever asked. */
  record Forgotten(int rows) implements Note {}

  /** Announcement: the game reports trouble and goes on. */
  record Noticed(String detail) implements Note {}

  /**
   * To the operator: for long nothing has told whether anybody is on.
   *
   * @param sources what each source says
   */
  record PresenceUnknown(long minutes, List<Evidence> sources) implements Note {}

  /** To the operator: a newer version of the game runs than its profile was checked with. */
  record NewerVersion(String version, @Nullable String checked) implements Note {}

  /** Announcement: this start brings a newer version of the game. */
  record BringsNewer(Newer newer) implements Note {}

  /** Announcement: another version of the game runs than the last time. */
  record VersionChanged(String version, String before) implements Note {}

  /** Announcement: a newer version is there; {@code session} is whose button takes it. */
  record NewerIsThere(Newer newer, long session) implements Note {}

  /** Reply: the next start brings the newest version. */
  record NewestNextTime() implements Note {}

  /** To the operator, or to whoever ordered it: a backup is kept that holds no whole world. */
  record BackupNotWhole(String name, String why) implements Note {}

  /** To the operator: there is no backup, or no snapshot, and why. */
  record NoBackup(String why) implements Note {}

  /** To the operator: the same again, so many times, the newest of them here. */
  record Repeated(Note note, int count) implements Note {}

  /** To the operator: the game's log is no longer understood; the lines, masked, or null. */
  record Drift(String lines) implements Note {}

  /** To the operator: a message was given up; it is kept. */
  record Poisoned(String queue, String message) implements Note {}

  /** To the operator: neither the interaction nor the channel took an answer. */
  record AnswerRefused(User user, String why) implements Note {}

  /** To the operator: Discord refuses a channel, or to make a private one where that is null. */
  record ChannelRefused(@Nullable String channel, String why) implements Note {}
}
