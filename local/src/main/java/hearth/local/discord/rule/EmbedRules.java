package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** Limits of embeds beside the OpenAPI document's: of them together, and what must be there. */
final class EmbedRules {
  private static final int MOST_TEXT = 6000;

  private static final Rule PICTURE = Rule.needs("url").and(Rule.member("url", Values.URL));

  private static final Rule EMBED =
      Rule.member("url", Values.URL)
          .and(Rule.member("footer", Rule.needs("text").and(Rule.member("icon_url", Values.URL))))
          .and(Rule.member("image", PICTURE))
          .and(Rule.member("thumbnail", PICTURE))
          .and(
              Rule.member(
                  "author",
                  Rule.needs("name")
                      .and(Rule.member("url", Values.URL))
                      .and(Rule.member("icon_url", Values.URL))))
          .and(
              Rule.member(
                  "fields",
                  Rule.each(
                      Rule.member("name", Values.text(1, 256))
                          .and(Rule.member("value", Values.text(1, 1024))))));

  /** At most 6000 characters together. */
  static final Rule EMBEDS = Rule.each(EMBED).and(EmbedRules::size);

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
