package hearth.core.port;

class MemoryStateStoreTest extends StateStoreContract {
  private final MemoryStateStore store = new MemoryStateStore();

  @Override
  protected StateStore store() {
    return store;
  }

  @Override
  protected void lose(String server) {
    store.lose(server);
  }
}
