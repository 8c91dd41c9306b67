package hearth.local.discord.model;

import java.util.List;

/**
 * Somebody in the guild.
 *
 * @param permissions a bitset as a decimal number, as Discord sends it
 */
public record Person(String id, String name, List<String> roles, String permissions) {
  /** Copies the roles. */
  public Person {
    roles = List.copyOf(roles);
  }

  /** Somebody without special permissions. */
  public static Person of(String id, String name, String... roles) {
    return new Person(id, name, List.of(roles), "2147483648");
  }
}
