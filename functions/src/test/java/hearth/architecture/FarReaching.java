package hearth.architecture;

import com.azure.core.util.Context;
import com.networknt.schema.JsonSchemaFactory;
import hearth.discord.chat.DiscordChat;

/** Names nothing slow itself: that lies behind a library, a class of Hearth and one of its own. */
final class FarReaching {
  private FarReaching() {}

  static Class<?>[] neighbours() {
    return new Class<?>[] {JsonSchemaFactory.class, DiscordChat.class, Nearby.class};
  }

  /** Names the Azure SDK. */
  static final class Nearby {
    private Nearby() {}

    static Context context() {
      return Context.NONE;
    }
  }
}
