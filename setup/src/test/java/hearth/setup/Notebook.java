package hearth.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A terminal that keeps what is printed and answers every question alike. */
public final class Notebook implements Terminal {
  private final List<String> lines = new ArrayList<>();
  private final Boolean answer;

  private Notebook(Boolean answer) {
    this.answer = answer;
  }

  public static Notebook unattended() {
    return new Notebook(null);
  }

  public static Notebook answering(boolean yes) {
    return new Notebook(yes);
  }

  @Override
  public void print(String line) {
    lines.add(line);
  }

  @Override
  public Optional<Boolean> confirm(String question) {
    lines.add(question);
    return Optional.ofNullable(answer);
  }

  public String text() {
    return String.join("\n", lines);
  }
}
