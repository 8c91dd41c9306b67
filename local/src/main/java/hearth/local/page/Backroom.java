package hearth.local.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What lies behind the counter: states, queues and machines as they are now. */
@FunctionalInterface
interface Backroom {
  /** Events for the page, each under a key that stays its own; never throws. */
  Map<String, ObjectNode> look();
}
