package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.port.Chat;
import hearth.core.port.DnsNames;
import hearth.core.port.MemoryStateStore;
import hearth.core.port.Outbox;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.port.ScaleSets;
import hearth.core.port.StateStore;
import hearth.core.state.SessionView;
import hearth.core.state.Step;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.Reply;
import hearth.core.wanted.Scale;
import hearth.core.wanted.SessionMessage;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A world and a store that note every call, and answer as they are told. */
final class Recorder implements ScaleSets, Chat, Outbox, DnsNames, StateStore {
  /** What was called, in order. */
  final List<String> calls = new ArrayList<>();

  /** Where the states really are. */
  final MemoryStateStore memory = new MemoryStateStore();

  /** What a call's name is answered with; null for what it is answered with usually. */
  Function<String, Result> answers = call -> null;

  /** Called before each save, by its number from 1 on. */
  java.util.function.IntConsumer beforeSave = n -> {};

  private int saves;

  Ports ports() {
    return new Ports(this, this, this, this, "operators");
  }

  /** What a set shows unless it is told otherwise: trouble. */
  static final Result.Later NOTHING_NEW = new Result.Later(Duration.ZERO, false);

  @SuppressWarnings("unchecked") // A test answers a call with what that call can give.
  private <R extends Result> R call(String name, R usual) {
    calls.add(name);
    R told = (R) answers.apply(name);
    return told == null ? usual : told;
  }

  @Override
  public Versioned load(String server) {
    calls.add("read");
    return memory.load(server);
  }

  @Override
  public Optional<Versioned> save(String server, Versioned from, Step next) {
    saves++;
    calls.add("write");
    beforeSave.accept(saves);
    return memory.save(server, from, next);
  }

  @Override
  public Result.Seen look(String scaleSet, String operation) {
    return call("look " + scaleSet, NOTHING_NEW);
  }

  @Override
  public Result.Scaled begin(Scale scale, String etag) {
    return call("begin " + scale.scaleSet() + "=" + scale.capacity() + " " + etag, done(null));
  }

  @Override
  public Result.Delivered remove(String scaleSet, String instance) {
    return call("remove " + scaleSet + "/" + instance, done(null));
  }

  @Override
  public Result.Edited edit(Server server, Reply reply) {
    return call("edit", done("1"));
  }

  @Override
  public Result.Delivered keep(Server server, PrivateChannel channel) {
    return call("keep", done("4"));
  }

  @Override
  public Result.Delivered post(
      Server server, String channel, String thread, Announcement announcement) {
    return call("post " + announcement.note().getClass().getSimpleName(), done("2"));
  }

  @Override
  public Result.Shown show(Server server, SessionMessage message, SessionView view) {
    return call("show", done("3"));
  }

  @Override
  public Result.Sent tick(Server server, Tick tick, Instant now) {
    return call("tick", done(null));
  }

  @Override
  public Result.Delivered inbox(Server server, InboxMessage message) {
    return call("inbox", done(null));
  }

  @Override
  public Result.Delivered point(Server server, String address) {
    return call("point", done(null));
  }

  private static Result.Done done(String reference) {
    return new Result.Done(reference);
  }
}
