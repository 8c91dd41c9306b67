package hearth.discord;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAParameterSpec;
import org.junit.jupiter.api.Test;

class Ed25519Test {
  private static final EdDSAParameterSpec LIBRARY = EdDSANamedCurveTable.ED_25519_CURVE_SPEC;

  @Test
  void theCurveIsTheLibrarysOwn() {
    assertEquals(LIBRARY.getCurve(), Ed25519.CURVE);
  }

  @Test
  void soIsTheBasePoint() {
    assertEquals(LIBRARY.getB(), Ed25519.BASE);
    assertArrayEquals(LIBRARY.getB().toByteArray(), Ed25519.BASE.toByteArray());
  }
}
