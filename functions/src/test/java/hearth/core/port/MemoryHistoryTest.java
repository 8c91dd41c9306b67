package hearth.core.port;

import hearth.core.history.History;

class MemoryHistoryTest extends HistoryContract {
  private final MemoryStateStore store = new MemoryStateStore();

  @Override
  protected StateStore store() {
    return store;
  }

  @Override
  protected History history() {
    return store;
  }
}
