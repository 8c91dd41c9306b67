package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;

/** Discord's limits of a message's embeds. */
final class EmbedRules {
  private static final int MOST_TEXT = 6000;
  private static final int LONGEST_URL = 2048;
  private static final Rule URL = Values.url(LONGEST_URL);
  private static final Rule PICTURE = new Shape().needs("url", URL);

  private static final Rule FIELD =
      new Shape()
          .needs("name", Values.text(1, 256))
          .needs("value", Values.text(1, 1024))
          .may("inline", Values.YES_OR_NO);

  private static final Rule EMBED =
      new Shape()
          .may("title", Values.text(0, 256))
          .may("type", Values.text(0, 32))
          .may("description", Values.text(0, 4096))
          .may("url", URL)
          .may("timestamp", Values.text(1, 64))
          .may("color", Values.whole(0, 0xFFFFFF))
          .may("footer", new Shape().needs("text", Values.text(1, 2048)).may("icon_url", URL))
          .may("image", PICTURE)
          .may("thumbnail", PICTURE)
          .may(
              "author",
              new Shape().needs("name", Values.text(1, 256)).may("url", URL).may("icon_url", URL))
          .may("fields", Values.list(0, 25, FIELD));

  /** At most ten, with at most 6000 characters together. */
  static final Rule EMBEDS = Values.list(0, 10, EMBED).and(EmbedRules::size);

  private EmbedRules() {}

  private static void size(String path, JsonNode embeds, Mistakes mistakes) {
    int text = 0;
    for (JsonNode embed : embeds) {
      text += length(embed, "/title") + length(embed, "/description");
      text += length(embed, "/footer/text") + length(embed, "/author/name");
      for (JsonNode field : embed.path("fields")) {
        text += length(field, "/name") + length(field, "/value");
      }
    }
    if (text > MOST_TEXT) {
      mistakes.add(path, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }
  }

  private static int length(JsonNode object, String pointer) {
    String text = object.at(pointer).asText();
    return text.codePointCount(0, text.length());
  }
}
