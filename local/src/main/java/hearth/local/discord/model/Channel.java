package hearth.local.discord.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;

/**
 * A channel or a thread.
 *
 * @param document what Discord would say of it
 */
public record Channel(String id, ObjectNode document) {
  private static final int TEXT = 0;

  /** A text channel of a guild. */
  public static Channel text(String id, String guild, String name) {
    ObjectNode json = Json.object().put("id", id).put("type", TEXT).put("guild_id", guild);
    json.put("name", name).put("position", 0).put("nsfw", false).put("parent_id", (String) null);
    json.put("topic", (String) null).put("last_message_id", (String) null);
    json.putArray("permission_overwrites");
    return new Channel(id, json);
  }

  /** A thread in a channel. */
  public static Channel thread(String id, Channel parent, ObjectNode asked, int type, String owner) {
    ObjectNode json = Json.object().put("id", id).put("type", asked.path("type").asInt(type));
    json.put("guild_id", parent.document().path("guild_id").asText()).put("parent_id", parent.id());
    json.put("name", asked.path("name").asText()).put("owner_id", owner);
    json.putObject("thread_metadata")
        .put("archived", false)
        .put("locked", false)
        .put("auto_archive_duration", asked.path("auto_archive_duration").asInt(4320));
    return new Channel(id, json);
  }

  public String name() {
    return document.path("name").asText();
  }

  public boolean isThread() {
    return document.has("thread_metadata");
  }

  /** The channel with these changes. */
  public Channel changed(ObjectNode change) {
    ObjectNode next = document.deepCopy();
    change
        .properties()
        .forEach(
            field -> {
              boolean inside = isThread() && next.path("thread_metadata").has(field.getKey());
              ObjectNode target = inside ? (ObjectNode) next.get("thread_metadata") : next;
              target.set(field.getKey(), field.getValue());
            });
    return new Channel(id, next);
  }

  /** The channel with one overwrite of permissions more. */
  public Channel overwritten(String who, int type, long allow, long deny) {
    Channel copy = changed(Json.object());
    copy.document()
        .withArray("/permission_overwrites")
        .addObject()
        .put("id", who)
        .put("type", type)
        .put("allow", Long.toString(allow))
        .put("deny", Long.toString(deny));
    return copy;
  }
}
