package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.http.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * JSON in single quotes of a size to choose: {@code @text} stands for so many letters, {@code
 * @list(item)} for so many items with {@code #} counting them, {@code @number} for the number;
 * {@code nobody} for mentions that ping nobody.
 */
public final class Template {
  private static final Pattern LIST = Pattern.compile("@list\\(([^()]*)\\)");

  private Template() {}

  public static JsonNode of(String template, int size) {
    String text = template.replace("nobody", "'allowed_mentions':{'parse':[]}");
    Matcher list = LIST.matcher(text);
    String full =
        list.replaceAll(
            found ->
                IntStream.range(0, size)
                    .mapToObj(i -> found.group(1).replace("#", "n" + i))
                    .collect(Collectors.joining(",", "[", "]")));
    String json = full.replace("@text", "x".repeat(size)).replace("@number", size + "");
    return Json.parse(json.replace('\'', '"'))
        .orElseThrow(() -> new IllegalArgumentException(json));
  }
}
