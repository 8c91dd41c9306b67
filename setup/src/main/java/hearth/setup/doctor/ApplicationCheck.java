package hearth.setup.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.app.settings.Settings;
import hearth.discord.interaction.InteractionHandler;
import hearth.setup.DiscordApi;
import hearth.setup.DiscordApi.Answer;
import hearth.setup.Refusals;
import java.util.ArrayList;
import java.util.List;

/** The token, and whether it, the id and the public key are of one application. */
record ApplicationCheck(DiscordApi discord, Settings.ForDoor door) implements Check {

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    found.add(key());
    Answer self = discord.get("/users/@me");
    Answer application = discord.get("/applications/@me");
    if (!self.fine() || !application.fine()) {
      Answer refused = self.fine() ? application : self;
      String what = "Bot token: Discord answered " + refused.status();
      found.add(Finding.fail(what, Refusals.explain(refused, door.application())));
      return found;
    }
    found.add(
        Finding.ok("Bot token: Discord knows it as " + self.body().path("username").asText()));
    found.add(id(application.body()));
    found.add(sameKey(application.body()));
    found.add(endpoint(application.body()));
    return found;
  }

  private Finding key() {
    try {
      new InteractionHandler(door.application(), door.publicKey(), door.fleet(), door.command());
      return Finding.ok("Public key: 64 hex digits, a point of the curve");
    } catch (IllegalArgumentException e) {
      return Finding.fail(
          "Public key: " + e.getMessage(),
          "Copy it again into DISCORD_PUBLIC_KEY: developer portal, General Information, Public"
              + " Key.");
    }
  }

  private Finding id(JsonNode application) {
    return application.path("id").asText().equals(door.application())
        ? Finding.ok("Application: the token is this application's")
        : Finding.fail(
            "Application: the token is of application " + application.path("id").asText(),
            "DISCORD_APPLICATION_ID, DISCORD_PUBLIC_KEY and DISCORD_BOT_TOKEN must come from one"
                + " application in the developer portal.");
  }

  private Finding sameKey(JsonNode application) {
    String key = application.path("verify_key").asText("");
    return key.equalsIgnoreCase(door.publicKey())
        ? Finding.ok("Public key: the one that Discord signs for")
        : Finding.fail(
            "Public key: Discord signs with another one",
            "Copy it again into DISCORD_PUBLIC_KEY: developer portal, General Information, Public"
                + " Key.");
  }

  private static Finding endpoint(JsonNode application) {
    String endpoint = application.path("interactions_endpoint_url").asText("");
    boolean set = application.hasNonNull("interactions_endpoint_url") && !endpoint.isEmpty();
    String mend =
        "Developer portal, General Information, Interactions Endpoint URL:"
            + " https://<the function app>/api/interactions, then Save Changes.";
    if (!set) {
      return Finding.fail("Interactions endpoint: not set, so no command reaches Hearth", mend);
    }
    return endpoint.endsWith("/api/interactions")
        ? Finding.ok("Interactions endpoint: " + endpoint)
        : Finding.warn("Interactions endpoint: " + endpoint + " is not Hearth's usual path", mend);
  }
}
