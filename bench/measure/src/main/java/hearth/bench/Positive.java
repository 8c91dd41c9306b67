package hearth.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A count on the command line. */
public final class Positive implements ITypeConverter<Integer> {
  /** Made by picocli. */
  public Positive() {}

  @Override
  public Integer convert(String value) {
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new TypeConversionException("'" + value + "' is not a whole number above 0");
    }
    return Integer.valueOf(value);
  }
}
