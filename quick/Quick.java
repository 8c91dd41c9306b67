import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs single tests after an edit, in one JVM and without Maven: {@code ./hearth test NAME}.
 *
 * <p>It compiles the files that changed, without Error Prone, lint or formatting, into {@code
 * target/quick}, from where nothing is packaged. If what other files see of them changed, it
 * compiles everything again. {@code ./hearth test} remains the judge.
 */
class Quick {
  /** The builders of records are generated; no other processor is on the class path. */
  private static final List<String> OPTIONS =
      List.of(
          "--release=21", "-g", "-parameters", "-proc:full", "-nowarn", "-XDstringConcat=inline");

  /** JUnit asks to say which of its pools is meant. */
  private static final String POOL =
      "--config=junit.jupiter.execution.parallel.config.executor-service=FORK_JOIN_POOL";

  /**
   * Takes modules, separated by commas, of which the last is tested and stands on those before it;
   * then arguments of JUnit's console.
   */
  public static void main(String[] args) throws IOException {
    boolean recompile = false;
    String tested = "";
    for (String module : args[0].split(",")) {
      recompile = new Quick(module, "main").compile(recompile);
      tested = module;
    }
    new Quick(tested, "test").compile(recompile);
    List<String> junit = new ArrayList<>(List.of(args).subList(1, args.length));
    junit.addAll(
        0, List.of("execute", "--disable-banner", "--details=tree", "--fail-if-no-tests", POOL));
    System.exit(run("junit", junit));
  }

  private final Path sources;
  private final Path classes;
  private final Path record;

  private Quick(String module, String kind) {
    // By this name ArchUnit knows which classes are tests.
    Path target = Path.of(module, "target", "quick", "out");
    sources = Path.of(module, "src", kind, "java");
    classes = target.resolve(kind);
    record = target.resolve(kind + ".sources");
  }

  /** Whether anything changed that other files may have been compiled against. */
  private boolean compile(boolean all) throws IOException {
    Map<String, String> now = stamps();
    Map<String, String> before = recorded();
    List<String> changed =
        now.keySet().stream().filter(f -> !now.get(f).equals(before.get(f))).toList();
    boolean whole = all || !now.keySet().containsAll(before.keySet()) || before.isEmpty();
    if (!whole && changed.isEmpty()) {
      return false;
    }
    Path fresh = Files.createDirectories(classes.resolveSibling("fresh"));
    try {
      if (!whole) {
        javac(fresh, changed);
        whole = !visible(fresh, changed).equals(visible(classes, changed));
      }
      if (whole) {
        delete(fresh);
        // The old classes must not stand in for ones that are gone.
        delete(classes);
        Files.deleteIfExists(record);
        javac(fresh, List.copyOf(now.keySet()));
        Files.move(fresh, classes);
      } else {
        for (Path old : classesOf(classes, changed)) {
          Files.delete(old);
        }
        for (Path made : classesOf(fresh, changed)) {
          Files.move(
              made, classes.resolve(fresh.relativize(made)), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } finally {
      delete(fresh);
    }
    Files.write(
        record, now.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList());
    return whole;
  }

  private void javac(Path into, List<String> files) {
    List<String> arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(
        List.of(
            "-d",
            into.toString(),
            "-sourcepath",
            "",
            "-cp",
            System.getProperty("java.class.path")));
    arguments.addAll(files);
    if (run("javac", arguments) != 0) {
      System.exit(1);
    }
  }

  /** The part that other files can see: members that are not private, and values of constants. */
  private String visible(Path folder, List<String> files) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-package", "-constants"));
    classesOf(folder, files).stream()
        .map(Path::toString)
        .filter(path -> !path.matches(".*\\$\\d.*"))
        .forEach(arguments::add);
    StringWriter shown = new StringWriter();
    PrintWriter out = new PrintWriter(shown);
    ToolProvider.findFirst("javap").orElseThrow().run(out, out, arguments.toArray(String[]::new));
    return shown.toString();
  }

  /** The class files of these sources, nested classes with them. */
  private List<Path> classesOf(Path folder, List<String> files) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String file : files) {
      Path source = sources.relativize(Path.of(file));
      String name = source.getFileName().toString().replace(".java", "");
      Path directory = folder.resolve(source).getParent();
      if (Files.isDirectory(directory)) {
        try (Stream<Path> all = Files.list(directory)) {
          all.filter(p -> p.getFileName().toString().matches("\\Q" + name + "\\E(\\$.*)?\\.class"))
              .sorted()
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private Map<String, String> stamps() throws IOException {
    Map<String, String> stamps = new TreeMap<>();
    if (Files.isDirectory(sources)) {
      try (Stream<Path> all = Files.walk(sources)) {
        for (Path file : all.filter(p -> p.toString().endsWith(".java")).toList()) {
          stamps.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
      }
    }
    return stamps;
  }

  private Map<String, String> recorded() throws IOException {
    Map<String, String> stamps = new TreeMap<>();
    if (Files.exists(record)) {
      for (String line : Files.readAllLines(record)) {
        String[] parts = line.split("\t");
        stamps.put(parts[0], parts[1]);
      }
    }
    return stamps;
  }

  private static int run(String tool, List<String> arguments) {
    return ToolProvider.findFirst(tool)
        .orElseThrow()
        .run(System.out, System.err, arguments.toArray(String[]::new));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
