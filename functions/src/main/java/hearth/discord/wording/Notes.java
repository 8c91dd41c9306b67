package hearth.discord.wording;

import hearth.core.CommandName;
import hearth.core.Cost;
import hearth.core.Evidence;
import hearth.core.Newer;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.StartTimes;
import hearth.core.User;
import hearth.core.fleet.Server;
import hearth.core.note.CostLine;
import hearth.core.note.Note;
import hearth.core.note.ServerLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Puts one server's notes into the words of one language. */
public final class Notes {
  private static final int LONGEST = 1900;

  private static final Map<Phase, Phrase> PARTS_OF_A_START =
      new EnumMap<>(
          Map.of(
              Phase.ALLOCATING, Phrase.START_ALLOCATING,
              Phase.BOOTING, Phrase.START_BOOTING,
              Phase.LOADING, Phrase.START_LOADING));

  private final Wording wording;
  private final String it;

  Notes(Wording wording, Server server) {
    this.wording = wording;
    this.it = "**" + Text.escape(server.title()) + "**";
  }

  String say(Note note) {
    return switch (note) {
      case Note.Lighting n ->
          say(Phrase.LIGHTING, "phase", wording.phase(n.phase()), "step", step(n))
              + until(n.until());
      case Note.UpFor n ->
          say(Phrase.UP_FOR, "ready", wording.ready(n.address(), n.joinCode())) + until(n.until());
      case Note.AlreadyOn n -> alreadyOn(n);
      case Note.Relit n ->
          say(Phrase.RELIT, "phase", wording.phase(n.phase())) + otherTime(n.otherTime());
      case Note.AgainAfterwards n -> againAfterwards(n);
      case Note.NoLongerAllowed n -> say(Phrase.NO_LONGER_ALLOWED);
      case Note.Pinned n -> say(Phrase.PINNED);
      case Note.TimeIsPast n -> say(Phrase.TIME_IS_PAST, "when", moment(n.until()));
      case Note.CameToNothing n -> say(Phrase.CAME_TO_NOTHING, "why", wording.why(n.ending()));
      case Note.Stopping n -> say(Phrase.STOPPING, "phase", wording.phase(n.phase()));
      case Note.HasStopped n ->
          say(
              saved(
                  n.saved(),
                  Phrase.HAS_STOPPED,
                  Phrase.HAS_STOPPED_SAVED,
                  Phrase.HAS_STOPPED_UNSAVED),
              "length",
              wording.length(n.minutes()));
      case Note.AlreadyStopping n -> say(Phrase.ALREADY_STOPPING, "why", wording.why(n.ending()));
      case Note.NotOn n -> say(Phrase.NOT_ON);
      case Note.NotReady n -> say(Phrase.NOT_READY, "phase", wording.phase(n.phase()));
      case Note.Overtaken n -> say(Phrase.OVERTAKEN);
      case Note.Status n -> status(n.lines());
      case Note.TooManyStarts n ->
          say(Phrase.TOO_MANY_STARTS, "count", Integer.toString(n.perHour()));
      case Note.BudgetSpent n ->
          budget(
              new Note.BudgetWarning(n.hours(), n.ofHours(), n.dollars(), n.ofDollars()),
              Phrase.BUDGET_SPENT_HOURS,
              Phrase.BUDGET_SPENT_MONEY);
      case Note.Restarting n -> say(Phrase.RESTARTING);
      case Note.RestartUnconfirmed n -> say(Phrase.RESTART_UNCONFIRMED);
      case Note.BackingUp n -> say(Phrase.BACKING_UP);
      case Note.BackupUnderWay n -> say(Phrase.BACKUP_UNDER_WAY);
      case Note.BackupMade n ->
          say(Phrase.BACKUP_MADE, "name", Text.code(n.name()), "size", wording.size(n.size()));
      case Note.BackupUnconfirmed n -> say(Phrase.BACKUP_UNCONFIRMED);
      case Note.Extended n -> say(Phrase.EXTENDED, "when", moment(n.until()));
      case Note.Said n -> say(Phrase.SAID, "text", Text.copy(n.text()));
      case Note.WhoIsOn n -> whoIsOn(n);
      case Note.Connect n -> say(Phrase.CONNECT, "ready", wording.ready(n.address(), n.joinCode()));
      case Note.Costs n -> costs(n);
      case Note.Past n -> past(n.sessions());
      case Note.OtherSession n -> say(Phrase.OTHER_SESSION);
      case Note.Broke n -> say(Phrase.BROKE);
      case Note.OrderFailed n -> say(Phrase.ORDER_FAILED, "why", Text.quote(n.detail()));
      case Note.TooLate n ->
          say(Phrase.TOO_LATE, "who", name(n.user()), "command", Text.code(n.command().typed()));
      case Note.ForUser n -> say(Phrase.FOR_USER, "who", name(n.user()), "answer", say(n.note()));
      case Note.AnswerLost n ->
          say(
              n.command().acts() ? Phrase.ANSWER_LOST_ACTED : Phrase.ANSWER_LOST,
              "who",
              name(n.user()),
              "command",
              Text.code(n.command().typed()),
              "status",
              Text.code(CommandName.STATUS.word()));
      case Note.Ready n -> say(Phrase.READY, "ready", wording.ready(n.address(), n.joinCode()));
      case Note.Joined n -> say(Phrase.JOINED, "who", Text.escape(n.name()));
      case Note.Left n -> say(Phrase.LEFT, "who", Text.escape(n.name()));
      case Note.Stopped n -> stopped(n);
      case Note.TryingElsewhere n ->
          say(Phrase.TRYING_ELSEWHERE, "size", Text.code(n.size()), "code", Text.escape(n.code()));
      case Note.Evicted n -> evicted(n);
      case Note.IdleWarning n ->
          say(
              n.neverJoined() ? Phrase.NEVER_JOINED_WARNING : Phrase.IDLE_WARNING,
              "length",
              wording.length(n.minutesLeft()));
      case Note.TimeLimitWarning n ->
          say(Phrase.TIME_LIMIT_WARNING, "length", wording.length(n.minutesLeft()));
      case Note.CeilingWarning n ->
          say(Phrase.CEILING_WARNING, "length", wording.length(n.minutesLeft()));
      case Note.BudgetWarning n ->
          budget(n, Phrase.BUDGET_WARNING_HOURS, Phrase.BUDGET_WARNING_MONEY);
      case Note.StaysOn n -> say(Phrase.STAYS_ON);
      case Note.RegularPrice n ->
          say(
              Phrase.REGULAR_PRICE,
              "size",
              Text.code(n.size()),
              "price",
              n.pricePerHour() == 0
                  ? ""
                  : wording.say(Phrase.PRICE_PER_HOUR, "price", dollars(n.pricePerHour(), 3)));
      case Note.Folded n -> say(Phrase.FOLDED, "count", Integer.toString(n.count()));
      case Note.AzureRefused n -> azureRefused(n);
      case Note.Foreign n ->
          say(
              n.adopted() ? Phrase.FOREIGN_ADOPTED : Phrase.FOREIGN_STOPPED,
              "set",
              Text.code(n.scaleSet()));
      case Note.TooMuchCapacity n ->
          say(
              Phrase.TOO_MUCH_CAPACITY,
              "set",
              Text.code(n.scaleSet()),
              "count",
              Long.toString(n.capacity()));
      case Note.Silent n ->
          say(Phrase.SILENT, "set", Text.code(n.scaleSet()), "length", wording.length(n.minutes()));
      case Note.Stuck n ->
          say(
              Phrase.STUCK,
              "set",
              Text.code(n.scaleSet()),
              "phase",
              wording.phase(n.phase()),
              "length",
              wording.length(n.minutes()));
      case Note.LongRunning n ->
          say(
              Phrase.LONG_RUNNING,
              "set",
              Text.code(n.scaleSet()),
              "length",
              wording.length(n.hours() * 60));
      case Note.SlowAnswer n ->
          say(Phrase.SLOW_ANSWER, "seconds", String.format(Locale.ROOT, "%.1f", n.millis() / 1e3));
      case Note.Noticed n -> say(Phrase.NOTICED, "why", Text.escape(n.detail()));
      case Note.PresenceUnknown n -> presenceUnknown(n);
      case Note.NewerVersion n ->
          say(
              Phrase.NEWER_VERSION,
              "version",
              Text.code(n.version()),
              "checked",
              Text.code(n.checked()));
      case Note.BringsNewer n -> newer(Phrase.BRINGS_NEWER, n.newer());
      case Note.NewerIsThere n ->
          newer(
              n.newer().when() == Newer.When.NEXT ? Phrase.NEWER_COMES : Phrase.NEWER_IS_THERE,
              n.newer());
      case Note.VersionChanged n ->
          say(
              Phrase.VERSION_CHANGED,
              "version",
              Text.code(n.version()),
              "before",
              Text.code(n.before()));
      case Note.NewestNextTime n -> say(Phrase.NEWEST_NEXT_TIME);
      case Note.BackupNotWhole n ->
          say(Phrase.BACKUP_NOT_WHOLE, "name", Text.code(n.name()), "why", Text.code(n.why()));
      case Note.NoBackup n -> say(Phrase.NO_BACKUP, "why", Text.code(n.why()));
      case Note.Forgotten n ->
          n.rows() == 0
              ? wording.say(Phrase.FORGOTTEN_NOTHING)
              : wording.say(Phrase.FORGOTTEN, "count", Integer.toString(n.rows()));
      case Note.Repeated n -> say(n.note()) + " (×" + n.count() + ")";
      case Note.Drift n ->
          say(Phrase.DRIFT) + (n.lines() == null ? "" : "\n" + Text.block(n.lines(), LONGEST / 2));
      case Note.Poisoned n ->
          say(Phrase.POISONED, "queue", Text.code(n.queue()), "message", Text.code(n.message()));
      case Note.ChannelRefused n ->
          n.channel() == null
              ? say(Phrase.PRIVATE_CHANNEL_REFUSED, "why", Text.sentence(n.why()))
              : say(
                  Phrase.CHANNEL_REFUSED,
                  "channel",
                  "<#" + Text.escape(n.channel()) + ">",
                  "why",
                  Text.sentence(n.why()));
      case Note.AnswerRefused n ->
          say(Phrase.ANSWER_REFUSED, "who", name(n.user()), "why", Text.sentence(n.why()));
    };
  }

  private String say(Phrase phrase, String... fills) {
    String[] all = new String[fills.length + 2];
    System.arraycopy(fills, 0, all, 0, fills.length);
    all[fills.length] = "it";
    all[fills.length + 1] = it;
    return wording.say(phrase, all);
  }

  private String newer(Phrase phrase, Newer newer) {
    return say(phrase, "version", Text.code(newer.version()), "over", Text.code(newer.over()));
  }

  private String alreadyOn(Note.AlreadyOn n) {
    String state =
        n.address() == null ? wording.phase(n.phase()) : wording.ready(n.address(), n.joinCode());
    String on =
        n.by() == null
            ? say(Phrase.ALREADY_ON, "state", state)
            : say(Phrase.ALREADY_ON_BY, "state", state, "by", wording.person(n.by()));
    return on + otherTime(n.otherTime()) + (n.otherTime() ? until(n.stops()) : "");
  }

  private String againAfterwards(Note.AgainAfterwards n) {
    String again =
        n.by() == null
            ? say(Phrase.AGAIN_AFTERWARDS)
            : say(Phrase.AGAIN_AFTERWARDS_BY, "by", wording.person(n.by()));
    String length =
        n.minutes() == 0
            ? until(n.until())
            : " " + say(Phrase.LASTS, "length", wording.length(n.minutes()));
    return again + length + otherTime(n.otherTime());
  }

  /** When it stops by itself, as a sentence of its own; nothing where that is not known. */
  private String until(long until) {
    return until == 0 ? "" : " " + say(Phrase.LASTS_UNTIL, "when", moment(until));
  }

  private String otherTime(boolean other) {
    return other
        ? " " + say(Phrase.OTHER_TIME, "command", Text.code(CommandName.EXTEND.word()))
        : "";
  }

  private String status(List<ServerLine> lines) {
    StringBuilder status = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = line(lines.get(i));
      if (status.length() + line.length() > LONGEST) {
        return status.append('\n').append(wording.more(lines.size() - i)).toString();
      }
      status.append(status.isEmpty() ? "" : "\n").append(line);
    }
    return status.toString();
  }

  private String line(ServerLine line) {
    String state =
        line.address() == null ? wording.phase(line.phase()) : wording.ready(line.address(), null);
    String text =
        wording.say(
            Phrase.STATUS_LINE, "title", "**" + Text.escape(line.title()) + "**", "state", state);
    if (line.phase() == Phase.RUNNING) {
      text += wording.say(Phrase.STATUS_PLAYERS, "players", wording.players(line.count()));
    }
    text += line.version() == null ? "" : " · " + Text.code(line.version());
    text += newer(line);
    text +=
        line.since() == 0 ? "" : wording.say(Phrase.STATUS_SINCE, "when", time(line.since(), 'R'));
    return line.starts() == null ? text : text + "\n-# " + starts(line.starts());
  }

  /** Each phase where at least one of its two figures is not nothing. */
  private String starts(StartTimes starts) {
    StringBuilder text =
        new StringBuilder(
            spread(
                Phrase.STATUS_STARTS, starts.whole(), "count", Integer.toString(starts.count())));
    for (Map.Entry<Phase, Phrase> part : PARTS_OF_A_START.entrySet()) {
      StartTimes.Spread spread = starts.phases().get(part.getKey());
      if (spread != null && spread.p90() > 0) {
        text.append(
            spread(Phrase.STATUS_START_PHASE, spread, "phase", wording.say(part.getValue())));
      }
    }
    return text.toString();
  }

  private String spread(Phrase phrase, StartTimes.Spread spread, String name, String value) {
    String median = Long.toString(spread.median());
    return wording.say(phrase, name, value, "median", median, "p90", Long.toString(spread.p90()));
  }

  private String newer(ServerLine line) {
    if (line.newer() == null) {
      return line.takesNewest() ? wording.say(Phrase.STATUS_TAKES_NEWEST) : "";
    }
    return wording.say(
        line.takesNewest() ? Phrase.STATUS_NEWER_COMES : Phrase.STATUS_NEWER_IS_THERE,
        "version",
        Text.code(line.newer()));
  }

  private String whoIsOn(Note.WhoIsOn n) {
    StringBuilder text =
        new StringBuilder(say(Phrase.WHO_IS_ON, "players", wording.players(n.count())));
    List<Player> roster = n.roster() == null ? List.of() : n.roster();
    for (int i = 0; i < roster.size(); i++) {
      Player player = roster.get(i);
      String line =
          "\n" + Text.escape(player.name()) + ", " + time(player.since().getEpochSecond(), 'R');
      if (text.length() + line.length() > LONGEST) {
        return text.append('\n').append(wording.more(roster.size() - i)).toString();
      }
      text.append(line);
    }
    return text.toString();
  }

  private String past(List<Note.Past.Line> sessions) {
    if (sessions.isEmpty()) {
      return say(Phrase.PAST_NONE);
    }
    StringBuilder text = new StringBuilder(say(Phrase.PAST));
    for (Note.Past.Line line : sessions) {
      String by =
          line.by() == null
              ? wording.startedBy(null, time(line.startedAt(), 'f'))
              : wording.startedBy(wording.person(line.by()), time(line.startedAt(), 'f'));
      text.append('\n')
          .append(
              wording.say(
                  Phrase.PAST_LINE,
                  "started",
                  by,
                  "length",
                  wording.length((line.endedAt() - line.startedAt()) / 60),
                  "peak",
                  Integer.toString(line.peak()),
                  "why",
                  wording.cause(line.cause())))
          .append(line.version() == null ? "" : " · " + Text.code(line.version()));
    }
    return Text.cut(text.toString(), LONGEST);
  }

  /** An estimate of each server, and of whoever started it. */
  private String costs(Note.Costs n) {
    StringBuilder text =
        new StringBuilder(wording.say(Phrase.COSTS, "month", Text.code(n.month())));
    for (int i = 0; i < n.servers().size(); i++) {
      String line = costs(n.servers().get(i));
      if (text.length() + line.length() > LONGEST) {
        return text.append('\n').append(wording.more(n.servers().size() - i)).toString();
      }
      text.append(line);
    }
    return text.toString();
  }

  private String costs(CostLine line) {
    StringBuilder text = new StringBuilder("\n**" + Text.escape(line.title()) + "**: ");
    text.append(sum(line.total()));
    if (line.present() != null) {
      text.append('\n')
          .append(wording.say(Phrase.COSTS_NOW, "cost", wording.costOrUnknown(line.present())));
    }
    if (line.budget() != null) {
      budget(line.budget()).forEach(one -> text.append('\n').append(one));
    }
    for (CostLine.OfPerson one : line.people()) {
      String who = one.by() == null ? wording.say(Phrase.COSTS_NOBODY) : wording.person(one.by());
      text.append("\n• ").append(who).append(": ").append(sum(one.sum()));
    }
    return line.more() == 0
        ? text.toString()
        : text.append('\n').append(wording.more(line.more())).toString();
  }

  private String sum(CostLine.Sum sum) {
    return sum.sessions() == 0
        ? wording.say(Phrase.COSTS_NOTHING)
        : wording.costOrUnknown(sum.cost()) + ", " + wording.length(sum.seconds() / 60);
  }

  private List<String> budget(CostLine.Budget budget) {
    List<String> lines = new ArrayList<>();
    if (budget.ofDollars() > 0) {
      lines.add(
          wording.say(
              Phrase.COSTS_BUDGET_MONEY,
              "spent",
              Wording.dollars(budget.dollars()),
              "budget",
              Wording.dollars(budget.ofDollars())));
    }
    if (budget.ofHours() > 0) {
      lines.add(
          wording.say(
              Phrase.COSTS_BUDGET_HOURS,
              "spent",
              String.format(Locale.ROOT, "%.1f", budget.hours()),
              "budget",
              Integer.toString(budget.ofHours())));
    }
    return lines;
  }

  private String stopped(Note.Stopped n) {
    Phrase phrase =
        saved(n.ending().saved(), Phrase.STOPPED, Phrase.STOPPED_SAVED, Phrase.STOPPED_UNSAVED);
    String peak =
        n.peak() == 0 ? "" : wording.say(Phrase.WITH_PEAK, "peak", Integer.toString(n.peak()));
    return say(
        phrase,
        "length",
        wording.length(n.minutes()),
        "peak",
        peak,
        "cost",
        costing(n.cost()),
        "why",
        wording.why(n.ending()));
  }

  private String costing(@Nullable Cost cost) {
    String amount = cost == null ? "" : wording.cost(cost);
    return amount.isEmpty() ? "" : ", " + amount;
  }

  private static Phrase saved(Boolean saved, Phrase unknown, Phrase yes, Phrase no) {
    if (saved == null) {
      return unknown;
    }
    return saved ? yes : no;
  }

  private String evicted(Note.Evicted n) {
    String saved = wording.saved(n.saved());
    String next = wording.say(n.relighting() ? Phrase.RELIGHTING : Phrase.STAYS_OFF);
    return say(n.announced() ? Phrase.EVICTED : Phrase.VANISHED, "saved", saved, "next", next);
  }

  private String budget(Note.BudgetWarning n, Phrase ofHours, Phrase ofMoney) {
    boolean money = n.ofDollars() > 0 && (n.ofHours() == 0 || isMoneyNearer(n));
    return money
        ? say(
            ofMoney,
            "spent",
            Wording.dollars(n.dollars()),
            "budget",
            Wording.dollars(n.ofDollars()))
        : say(ofHours, "spent", Long.toString(n.hours()), "budget", Integer.toString(n.ofHours()));
  }

  private static boolean isMoneyNearer(Note.BudgetWarning n) {
    return n.dollars() / n.ofDollars() > (double) n.hours() / n.ofHours();
  }

  private String azureRefused(Note.AzureRefused n) {
    String why =
        Text.code(n.code()) + (n.message() == null ? "" : " " + Text.sentence(n.message()));
    return say(Phrase.AZURE_REFUSED, "set", Text.code(n.scaleSet()), "why", why);
  }

  private String step(Note.Lighting n) {
    String step = wording.step(n.step(), n.retrying());
    return step.isEmpty() ? "" : " (" + step + ")";
  }

  private String presenceUnknown(Note.PresenceUnknown n) {
    StringJoiner sources = new StringJoiner(", ");
    for (Evidence one : n.sources()) {
      sources.add(Text.code(one.source()) + " " + (one.count() == null ? "?" : one.count()));
    }
    return say(
        Phrase.PRESENCE_UNKNOWN,
        "length",
        wording.length(n.minutes()),
        "sources",
        n.sources().isEmpty() ? wording.say(Phrase.NO_SOURCES) : sources.toString());
  }

  private static String name(User user) {
    return Text.escape(user.name());
  }

  /** A time to come: by the reader's clock, and from now. */
  public static String moment(long epochSecond) {
    return time(epochSecond, 't') + " (" + time(epochSecond, 'R') + ")";
  }

  private static String time(long epochSecond, char style) {
    return "<t:" + epochSecond + ":" + style + ">";
  }

  private static String dollars(double amount, int digits) {
    return String.format(Locale.ROOT, "$%." + digits + "f", amount);
  }
}
