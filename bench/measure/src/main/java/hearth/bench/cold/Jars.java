package hearth.bench.cold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Makes jars of compiled classes. */
final class Jars {
  private Jars() {}

  /** A jar of the classes of one package. */
  static Path of(Path classes, String packageName, Path jar) {
    return write(jar, zip -> add(zip, classes, packageName));
  }

  /** The same, among all that another jar holds except Hearth's own classes. */
  static Path among(Path other, Path classes, String packageName, Path jar) {
    return write(
        jar,
        zip -> {
          copy(zip, other, name -> !name.startsWith("hearth/"));
          add(zip, classes, packageName);
        });
  }

  private interface Filling {
    void fill(ZipOutputStream zip) throws IOException;
  }

  private static Path write(Path jar, Filling filling) {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      filling.fill(zip);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ZipOutputStream zip, Path classes, String packageName)
      throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      files = listed.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
      Files.copy(file, zip);
      zip.closeEntry();
    }
  }

  private static void copy(ZipOutputStream zip, Path jar, Predicate<String> wanted)
      throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : from.stream().filter(each -> wanted.test(each.getName())).toList()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = from.getInputStream(entry)) {
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
    }
  }
}
