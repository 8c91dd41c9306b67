package hearth.bench.cold;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An app to be measured.
 *
 * @param name what the table calls it
 * @param jars what its class loader is given
 * @param functions its entry points
 * @param call the name of the function that is called
 */
record Subject(String name, List<Path> jars, List<String> functions, String call) {

  String path() {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  Subject calling(String other) {
    return new Subject(name, jars, functions, other);
  }
}
