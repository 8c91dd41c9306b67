package hearth.local.discord.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Sees what a person in the channels would see, in order. Called while the store is locked: return
 * soon and ask the stand-in nothing.
 */
public interface ChannelView {
  /** A message appeared. */
  default void messageCreated(Message message) {}

  /** A message changed. */
  default void messageEdited(Message message) {}

  /** A message is gone. */
  default void messageDeleted(Message message) {}

  /** The initial response to an interaction arrived at Discord. */
  default void responseReceived(Interaction interaction, JsonNode callback) {}
}
