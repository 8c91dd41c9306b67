package hearth.discord.chat;

import hearth.core.fleet.Server;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.SessionMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The nonce by which Discord posts a message once: the same for every attempt, and another for
 * every other message of every server.
 */
final class Nonce {
  /** Discord takes 25 characters; a server's name alone may be longer. */
  private static final int BYTES = 12;

  private Nonce() {}

  static String of(Server server, Announcement announcement) {
    return digest(server.name() + "|announcement|" + announcement.n());
  }

  static String of(Server server, SessionMessage message) {
    return digest(server.name() + "|session|" + message.session() + "|" + message.posts());
  }

  static String of(Server server, PrivateChannel channel) {
    return digest(server.name() + "|private|" + channel.session() + "|" + channel.revision());
  }

  private static String digest(String identity) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
