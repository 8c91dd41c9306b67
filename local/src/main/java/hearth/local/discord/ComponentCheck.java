package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Holds a message's components to Discord's limits. */
final class ComponentCheck {
  private static final int ROW = 1;
  private static final int BUTTON = 2;
  private static final int TEXT_SELECT = 3;
  private static final int LINK = 5;
  private static final int MOST = 40;
  private static final int MOST_TEXT = 4000;
  private static final Set<Integer> SELECTS = Set.of(3, 5, 6, 7, 8);
  private static final Set<Integer> SECOND_VERSION = Set.of(9, 10, 11, 12, 13, 14, 17);

  private final Mistakes mistakes;
  private final boolean secondVersion;
  private final Set<String> customIds = new HashSet<>();
  private int count;
  private int text;

  ComponentCheck(Mistakes mistakes, boolean secondVersion) {
    this.mistakes = mistakes;
    this.secondVersion = secondVersion;
  }

  void all(JsonNode components) {
    mistakes.count("components", components, 0, secondVersion ? MOST : 5);
    for (int i = 0; i < components.size(); i++) {
      top("components." + i, components.get(i));
    }
    if (count > MOST || text > MOST_TEXT) {
      mistakes.add("components", "BASE_TYPE_BAD_LENGTH", "Too many components or too much text.");
    }
  }

  private void top(String path, JsonNode component) {
    int type = component.path("type").asInt();
    boolean allowed = type == ROW || (secondVersion && SECOND_VERSION.contains(type));
    if (!allowed) {
      mistakes.add(path + ".type", "UNION_TYPE_CHOICES", "Not a component for this place.");
      return;
    }
    one(path, component);
  }

  private void one(String path, JsonNode component) {
    count++;
    int type = component.path("type").asInt();
    if (type == ROW) {
      row(path, component.path("components"));
    } else if (type == BUTTON) {
      button(path, component);
    } else if (SELECTS.contains(type)) {
      select(path, component, type);
    } else {
      second(path, component);
    }
  }

  private void row(String path, JsonNode inside) {
    mistakes.required(path + ".components", inside);
    mistakes.count(path + ".components", inside, 1, 5);
    for (int i = 0; i < inside.size(); i++) {
      int type = inside.get(i).path("type").asInt();
      String place = path + ".components." + i;
      if (type != BUTTON && !(SELECTS.contains(type) && inside.size() == 1)) {
        mistakes.add(place + ".type", "UNION_TYPE_CHOICES", "Five buttons or one select.");
      } else {
        one(place, inside.get(i));
      }
    }
  }

  private void button(String path, JsonNode button) {
    int style = button.path("style").asInt();
    if (style < 1 || style > 6) {
      mistakes.add(path + ".style", "BASE_TYPE_CHOICES", "Value must be one of 1 to 6.");
    }
    mistakes.length(path + ".label", button.path("label"), 1, 80);
    if (style == LINK) {
      mistakes.required(path + ".url", button.path("url"));
    } else if (style < LINK) {
      customId(path, button);
    }
    if (button.path("label").isMissingNode() && button.path("emoji").isMissingNode()) {
      mistakes.required(path + ".label", button.path("label"));
    }
  }

  private void select(String path, JsonNode select, int type) {
    customId(path, select);
    mistakes.length(path + ".placeholder", select.path("placeholder"), 0, 150);
    JsonNode options = select.path("options");
    if (type == TEXT_SELECT) {
      mistakes.required(path + ".options", options);
      mistakes.count(path + ".options", options, 1, 25);
    }
    for (int i = 0; i < options.size(); i++) {
      String place = path + ".options." + i;
      for (String name : new String[] {"label", "value"}) {
        mistakes.required(place + "." + name, options.get(i).path(name));
        mistakes.length(place + "." + name, options.get(i).path(name), 1, 100);
      }
      mistakes.length(place + ".description", options.get(i).path("description"), 0, 100);
    }
  }

  private void second(String path, JsonNode component) {
    text += component.path("content").asText().length();
    JsonNode inside = component.path("components");
    for (int i = 0; i < inside.size(); i++) {
      one(path + ".components." + i, inside.get(i));
    }
    if (component.has("accessory")) {
      one(path + ".accessory", component.get("accessory"));
    }
  }

  private void customId(String path, JsonNode component) {
    JsonNode id = component.path("custom_id");
    mistakes.required(path + ".custom_id", id);
    mistakes.length(path + ".custom_id", id, 1, 100);
    if (id.isTextual() && !customIds.add(id.textValue())) {
      String message = "Component custom id cannot be duplicated";
      mistakes.add(path + ".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", message);
    }
  }
}
