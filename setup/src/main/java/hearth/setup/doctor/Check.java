package hearth.setup.doctor;

import hearth.setup.Problem;
import java.util.List;

/** One look at something. */
@FunctionalInterface
interface Check {
  /**
   * The findings.
   *
   * @throws Problem where nothing could be seen
   */
  List<Finding> look();
}
