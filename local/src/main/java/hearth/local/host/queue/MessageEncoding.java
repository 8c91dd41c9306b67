package hearth.local.host.queue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The encoding of a message's bytes in a queue: host.json's {@code messageEncoding}. */
enum MessageEncoding {
  BASE64 {
    @Override
    String encode(byte[] message) {
      return Base64.getEncoder().encodeToString(message);
    }

    @Override
    Optional<String> decode(String text) {
      try {
        return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  },

  NONE {
    @Override
    String encode(byte[] message) {
      return new String(message, StandardCharsets.UTF_8);
    }

    @Override
    Optional<String> decode(String text) {
      return Optional.of(text);
    }
  };

  abstract String encode(byte[] message);

  /** The message, or nothing when it was not encoded so. */
  abstract Optional<String> decode(String text);
}
