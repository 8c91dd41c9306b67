package hearth.local.azurite;

import java.util.Locale;

/** Azurite's services, each on a port of its own. */
enum Service {
  BLOB,
  QUEUE,
  TABLE;

  /** As it stands in Azurite's options. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it stands in what Azurite prints. */
  String title() {
    return name().charAt(0) + word().substring(1);
  }
}
