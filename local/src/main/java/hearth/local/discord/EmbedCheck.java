package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Holds a message's embeds to Discord's limits. */
final class EmbedCheck {
  private static final int MOST_TEXT = 6000;
  private static final Set<String> KEYS =
      Set.of(
          "title",
          "type",
          "description",
          "url",
          "timestamp",
          "color",
          "footer",
          "image",
          "thumbnail",
          "video",
          "provider",
          "author",
          "fields");

  private final Mistakes mistakes;
  private int text;

  EmbedCheck(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  void all(JsonNode embeds) {
    mistakes.count("embeds", embeds, 0, 10);
    for (int i = 0; i < embeds.size(); i++) {
      one("embeds." + i, embeds.get(i));
    }
    if (text > MOST_TEXT) {
      mistakes.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }
  }

  private void one(String path, JsonNode embed) {
    mistakes.keys(path, embed, KEYS);
    text(path + ".title", embed.path("title"), 0, 256);
    text(path + ".description", embed.path("description"), 0, 4096);
    text(path + ".footer.text", embed.at("/footer/text"), 0, 2048);
    text(path + ".author.name", embed.at("/author/name"), 0, 256);
    JsonNode fields = embed.path("fields");
    mistakes.count(path + ".fields", fields, 0, 25);
    for (int i = 0; i < fields.size(); i++) {
      String place = path + ".fields." + i;
      mistakes.required(place + ".name", fields.get(i).path("name"));
      mistakes.required(place + ".value", fields.get(i).path("value"));
      text(place + ".name", fields.get(i).path("name"), 1, 256);
      text(place + ".value", fields.get(i).path("value"), 1, 1024);
    }
  }

  private void text(String path, JsonNode value, int least, int most) {
    mistakes.length(path, value, least, most);
    text += value.asText().length();
  }
}
