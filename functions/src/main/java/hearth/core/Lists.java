package hearth.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lists that never change: each of these gives another one. */
public final class Lists {
  private Lists() {}

  /** The list itself, or an empty one in place of none. */
  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** With one more at its end. */
  public static <T> List<T> plus(List<T> list, T one) {
    List<T> more = new ArrayList<>(list.size() + 1);
    more.addAll(list);
    more.add(one);
    return List.copyOf(more);
  }

  /** With one more at its end, and without the first where it grows longer than that. */
  public static <T> List<T> plus(List<T> list, T one, int most) {
    List<T> more = plus(list, one);
    return more.size() > most ? more.subList(more.size() - most, more.size()) : more;
  }

  /** Without those that are such. */
  public static <T> List<T> without(List<T> list, Predicate<? super T> such) {
    for (T one : list) {
      if (such.test(one)) {
        return list.stream().filter(such.negate()).toList();
      }
    }
    return list;
  }

  /** Without those. */
  public static <T> List<T> without(List<T> list, Collection<T> those) {
    return without(list, those::contains);
  }

  /** Without that one. */
  public static <T> List<T> minus(List<T> list, T one) {
    return without(list, one::equals);
  }

  /** With each replaced. */
  public static <T> List<T> mapped(List<T> list, UnaryOperator<T> change) {
    return list.isEmpty() ? list : list.stream().map(change).toList();
  }

  /** With the one at that place replaced. */
  public static <T> List<T> replaced(List<T> list, int place, T other) {
    List<T> changed = new ArrayList<>(list);
    changed.set(place, other);
    return List.copyOf(changed);
  }
}
