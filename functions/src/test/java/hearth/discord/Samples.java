package hearth.discord;

import hearth.core.Cost;
import hearth.core.Ending;
import hearth.core.Evidence;
import hearth.core.Newer;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.StartTime;
import hearth.core.StartTimes;
import hearth.core.User;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.CostLine;
import hearth.core.note.Note;
import hearth.core.note.ServerLine;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values for tests of what is shown. */
public final class Samples {
  private static final StartTimes STARTS =
      StartTimes.of(
          List.of(
              new StartTime(
                  9999,
                  Map.of(Phase.ALLOCATING, 999L, Phase.BOOTING, 9000L, Phase.LOADING, 999L))));
  public static final Server VALHEIM = server("Valheim");

  private Samples() {}

  public static Server server(String title) {
    return Servers.server(
        "valheim",
        title,
        "100",
        "200",
        List.of(new Placement("set", "Standard_D2as_v5", true, 0)),
        Servers.everyone(),
        Limits.DEFAULT);
  }

  /** One of every kind of note, made of a text wherever it holds one. */
  public static List<Note> notes(String text) {
    List<Note> notes = new ArrayList<>();
    kinds(Note.class).forEach(kind -> notes.add(note(kind, text)));
    return notes;
  }

  private static Stream<Class<?>> kinds(Class<?> sealed) {
    return sealed.isInterface()
        ? Stream.of(sealed.getPermittedSubclasses()).flatMap(Samples::kinds)
        : Stream.of(sealed);
  }

  private static Note note(Class<?> kind, String text) {
    try {
      RecordComponent[] components = kind.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = components[i].getType();
        values[i] = types[i] == List.class ? list(kind, text) : value(types[i], text);
      }
      return (Note) kind.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<?> list(Class<?> kind, String text) {
    if (kind == Note.WhoIsOn.class) {
      return List.of(new Player("key", text, Instant.EPOCH));
    }
    if (kind == Note.PresenceUnknown.class) {
      return List.of(new Evidence(text, 1));
    }
    if (kind == Note.Costs.class) {
      CostLine.Sum sum = new CostLine.Sum(2, 7200, new Cost(0.05, 60));
      return List.of(
          new CostLine(
              text,
              sum,
              new Cost(0, 60),
              List.of(
                  new CostLine.OfPerson(new User("1", text), sum),
                  new CostLine.OfPerson(null, CostLine.Sum.NONE)),
              3,
              new CostLine.Budget(2, 150, 0.05, 5)));
    }
    return kind == Note.Past.class
        ? List.of(new Note.Past.Line(new User("1", text), 0, 3600, Ending.Cause.IDLE, 3, 1, text))
        : List.of(new ServerLine(text, Phase.RUNNING, text, 3, 60, text, text, false, STARTS));
  }

  private static Object value(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    } else if (type == int.class || type == Integer.class) {
      return 2;
    } else if (type == long.class) {
      return 61L;
    } else if (type == double.class) {
      return 0.5;
    } else if (type == boolean.class || type == Boolean.class) {
      return true;
    } else if (type == User.class) {
      return new User("1", text);
    } else if (type == Ending.class) {
      return new Ending(Ending.Cause.ASKED, new User("1", text), false, text);
    } else if (type == Cost.class) {
      return new Cost(0.07, 60);
    } else if (type == Newer.class) {
      return new Newer(text, text, Newer.When.ASKED);
    } else if (type == Note.class) {
      return new Note.Joined(text);
    }
    return type.getEnumConstants()[0];
  }
}
