package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules for single values, worded as Discord words them. */
public final class Values {
  private static final Pattern BITS = Pattern.compile("[0-9]+");
  private static final Pattern SCHEME = Pattern.compile("(https?|attachment)://\\S+");

  /** A web address, or the name of an attachment. */
  public static final Rule URL = matching(SCHEME, "URL_TYPE_INVALID_URL", "Not a well formed URL.");

  /** A bit set as a decimal text. */
  static final Rule BIT_SET =
      text(1, 20).and(matching(BITS, "NUMBER_TYPE_COERCE", "Value is not a bit set."));

  private Values() {}

  /** Notes that something is not there. */
  public static void missing(String path, Mistakes mistakes) {
    mistakes.add(path, "BASE_TYPE_REQUIRED", "This field is required");
  }

  /** A text of so many code points. */
  public static Rule text(int least, int most) {
    return (path, value, mistakes) -> {
      if (!value.isTextual()) {
        mistakes.add(path, "STRING_TYPE_CONVERT", "Could not interpret the value as string.");
        return;
      }
      length(
          path,
          value.textValue().codePointCount(0, value.textValue().length()),
          least,
          most,
          mistakes);
    };
  }

  /** A list of so many, each of one kind. */
  public static Rule list(int least, int most, Rule each) {
    return (path, value, mistakes) -> {
      if (!value.isArray()) {
        mistakes.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        return;
      }
      length(path, value.size(), least, most, mistakes);
      Rule.each(each).check(path, value, mistakes);
    };
  }

  private static void length(String path, int length, int least, int most, Mistakes mistakes) {
    if (length < least || length > most) {
      mistakes.add(
          path,
          least == 0 ? "BASE_TYPE_MAX_LENGTH" : "BASE_TYPE_BAD_LENGTH",
          least == 0
              ? "Must be " + most + " or fewer in length."
              : "Must be between " + least + " and " + most + " in length.");
    }
  }

  /** A whole number between these. */
  private static Rule whole(long least, long most) {
    return (path, value, mistakes) -> {
      if (!value.isIntegralNumber() || !value.canConvertToLong()) {
        mistakes.add(path, "NUMBER_TYPE_COERCE", "Value is not int.");
      } else if (value.asLong() > most) {
        String message = "int value should be less than or equal to " + most + ".";
        mistakes.add(path, "NUMBER_TYPE_MAX", message);
      } else if (value.asLong() < least) {
        String message = "int value should be greater than or equal to " + least + ".";
        mistakes.add(path, "NUMBER_TYPE_MIN", message);
      }
    };
  }

  /** One of these numbers. */
  static Rule oneOf(int... choices) {
    Set<Integer> known = Arrays.stream(choices).boxed().collect(Collectors.toSet());
    return (path, value, mistakes) -> {
      if (!value.isInt() || !known.contains(value.intValue())) {
        String message = "Value must be one of " + Arrays.toString(choices) + ".";
        mistakes.add(path, "BASE_TYPE_CHOICES", message);
      }
    };
  }

  /** A bit field that has no other bits than these. */
  public static Rule bits(int mask) {
    return whole(0, Integer.MAX_VALUE)
        .and(
            (path, value, mistakes) -> {
              if ((value.asInt() & ~mask) != 0) {
                String message = "Only the flags " + mask + " can be set here.";
                mistakes.add(path, "MESSAGE_FLAGS_INVALID", message);
              }
            });
  }

  /** A text of this pattern. */
  private static Rule matching(Pattern pattern, String code, String message) {
    return (path, value, mistakes) -> {
      if (!pattern.matcher(value.asText()).matches() || !value.isTextual()) {
        mistakes.add(path, code, message);
      }
    };
  }

  /** Whether a key of an object holds something. */
  public static boolean has(JsonNode object, String key) {
    JsonNode value = object.path(key);
    boolean empty = value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty();
    return object.hasNonNull(key) && !empty;
  }
}
