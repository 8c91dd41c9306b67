package hearth.azure.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import hearth.core.note.Note;
import hearth.core.state.State;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a state: {@code contracts/state.schema.json}. What a newer version wrote and
 * this one does not understand is carried along and written back, so that an upgrade in the middle
 * of a session, or its undoing, loses nothing.
 */
final class StateJson {
  private static final int VERSION = 1;

  private final ObjectMapper mapper;

  /**
   * A document as it was read.
   *
   * @param state what is understood of it
   * @param unknown the rest
   */
  record Read(State state, Unknown unknown) {}

  /**
   * The part of an object that was not understood.
   *
   * @param members unknown members
   * @param nested what is unknown inside known ones
   */
  record Unknown(Map<String, JsonNode> members, Map<String, Unknown> nested) {
    boolean isEmpty() {
      return members.isEmpty() && nested.isEmpty();
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface Kinds {}

  StateJson() {
    mapper = mapper();
  }

  /** Records as they are, notes by their kind, times as text. */
  static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(instants())
            .addMixIn(Note.class, Kinds.class)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    notes(Note.class).forEach(note -> builder.registerSubtypes(new NamedType(note, kind(note))));
    return builder.build();
  }

  /**
   * Instants as text, the only times a state holds. The module for all of {@code java.time} takes a
   * fresh process sixty classes more.
   */
  private static SimpleModule instants() {
    return new SimpleModule()
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addDeserializer(Instant.class, new InstantReader());
  }

  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString();
      try {
        return text == null
            ? (Instant) context.handleUnexpectedToken(Instant.class, parser)
            : Instant.parse(text);
      } catch (DateTimeParseException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "it is no time");
      }
    }
  }

  /** Makes ready to read and write: only TLS takes a fresh process longer. */
  void warm() {
    read(write(State.NEW, null));
  }

  /** All kinds of notes there are. */
  static Stream<Class<?>> notes(Class<?> sealed) {
    return sealed.isInterface()
        ? Stream.of(sealed.getPermittedSubclasses()).flatMap(StateJson::notes)
        : Stream.of(sealed);
  }

  /** {@code TryingElsewhere} is stored as {@code trying-elsewhere}. */
  static String kind(Class<?> note) {
    return note.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a document.
   *
   * @throws IllegalStateException where it is none: it was not written by Hearth, or by a version
   *     that this one cannot follow
   */
  Read read(String text) {
    try {
      JsonNode document = mapper.readTree(text);
      knowPhases(document.get("memory"));
      State state = mapper.treeToValue(document, State.class);
      return new Read(state, unknown(document, document(state)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the stored state cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** Earlier versions remembered of a start its length alone. */
  private void knowPhases(@Nullable JsonNode memory) {
    if (memory instanceof ObjectNode known && !known.has("lastStarts")) {
      ArrayNode starts = known.putArray("lastStarts");
      known.path("startSeconds").forEach(length -> starts.addObject().set("seconds", length));
    }
  }

  /** Writes a state, with what {@link #read} did not understand, or null. */
  String write(State state, Object unknown) {
    ObjectNode document = document(state);
    if (unknown instanceof Unknown carried) {
      carry(document, carried);
    }
    return document.toString();
  }

  private ObjectNode document(State state) {
    ObjectNode document = mapper.createObjectNode().put("v", VERSION);
    document.setAll((ObjectNode) mapper.valueToTree(state));
    return document;
  }

  private static Unknown unknown(JsonNode document, JsonNode understood) {
    Map<String, JsonNode> members = new HashMap<>();
    Map<String, Unknown> nested = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      JsonNode own = understood.get(member.getKey());
      if (own == null) {
        members.put(member.getKey(), member.getValue());
      } else if (own.isObject()) {
        Unknown inside = unknown(member.getValue(), own);
        if (!inside.isEmpty()) {
          nested.put(member.getKey(), inside);
        }
      }
    }
    return new Unknown(members, nested);
  }

  private static void carry(ObjectNode document, Unknown unknown) {
    unknown
        .members()
        .forEach(
            (name, value) -> {
              if (!document.has(name)) {
                document.set(name, value);
              }
            });
    unknown
        .nested()
        .forEach(
            (name, inside) -> {
              if (document.get(name) instanceof ObjectNode object) {
                carry(object, inside);
              }
            });
  }
}
