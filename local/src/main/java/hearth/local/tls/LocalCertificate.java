package hearth.local.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for localhost and 127.0.0.1, made once in a directory: {@code
 * server.p12} with the key, {@code trust.p12} for JVMs and {@code server.pem} for other clients.
 */
public final class LocalCertificate {
  private static final String PASSWORD = "hearth-local";
  private static final String ALIAS = "localhost";
  private static final String SERVER = "server.p12";
  private static final String TRUST = "trust.p12";
  private static final String PEM = "server.pem";

  private final Path directory;

  private LocalCertificate(Path directory) {
    this.directory = directory;
  }

  /**
   * The certificate in {@code directory}, made now when it is not there yet.
   *
   * @throws UncheckedIOException when the directory cannot be written
   * @throws IllegalStateException when the JDK's keytool fails
   */
  public static LocalCertificate in(Path directory) {
    LocalCertificate certificate = new LocalCertificate(directory.toAbsolutePath());
    try {
      Files.createDirectories(directory);
      if (!Stream.of(SERVER, TRUST, PEM).allMatch(name -> Files.exists(directory.resolve(name)))) {
        certificate.make();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no certificate can be made in " + directory, e);
    }
    return certificate;
  }

  /** The PKCS12 store with key and certificate. */
  public Path keyStore() {
    return directory.resolve(SERVER);
  }

  /** The PKCS12 store with the certificate alone, for {@code javax.net.ssl.trustStore}. */
  public Path trustStore() {
    return directory.resolve(TRUST);
  }

  /** The certificate as PEM. */
  public Path pem() {
    return directory.resolve(PEM);
  }

  /** The password of both stores; it protects nothing, the stores' format demands one. */
  public String password() {
    return PASSWORD;
  }

  /** The server's side of TLS. */
  public SSLContext serverContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore()), PASSWORD.toCharArray());
      return context(keys.getKeyManagers(), null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate in " + directory + " is unusable", e);
    }
  }

  /** A client's trust in this certificate and no other. */
  public SSLContext clientContext() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustStore()));
      return context(null, trust.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trust store in " + directory + " is unusable", e);
    }
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private static KeyStore load(Path file) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private void make() throws IOException {
    // Made apart and moved, so that whoever comes at the same time never meets half a store.
    Path making = Files.createTempDirectory(directory, "making");
    String server = making.resolve(SERVER).toString();
    String pem = making.resolve(PEM).toString();
    keytool(
        List.of(
            "-genkeypair -keyalg EC -groupname secp256r1 -validity 3650 -dname CN=localhost"
                .split(" ")),
        List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-keystore", server));
    keytool(List.of("-exportcert", "-rfc", "-file", pem), List.of("-keystore", server));
    keytool(
        List.of("-importcert", "-noprompt", "-file", pem),
        List.of("-keystore", making.resolve(TRUST).toString()));
    for (String name : List.of(PEM, TRUST, SERVER)) {
      Files.move(
          making.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.delete(making);
  }

  private static void keytool(List<String> what, List<String> where) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(what);
    command.addAll(where);
    command.addAll(List.of("-alias", ALIAS, "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool ran", e);
    }
  }
}
