package hearth.core.wanted;

import hearth.core.WithBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delivery target 'session message': one message a session, owned by the bot and edited in
 * place.
 *
 * @param session whose it is
 * @param messageId Discord's id, or null until it was posted
 * @param revision grows with every change of what it shows
 * @param done the revision that Discord last accepted
 * @param posts how many times a post was begun: the nonce is made of it
 * @param firstAttempt when the present post was tried first, or null
 * @param attempts failed attempts in a row
 * @param notBefore the next attempt's time, or null
 * @param refusals how often in a row Discord refused it
 */
@WithBuilder
public record SessionMessage(
    long session,
    String messageId,
    long revision,
    long done,
    int posts,
    Instant firstAttempt,
    int attempts,
    Instant notBefore,
    int refusals) {

  /** The message of a session that begins. */
  public static SessionMessage of(long session) {
    return new SessionMessage(session, null, 1, 0, 0, null, 0, null, 0);
  }

  public boolean isDone() {
    return done >= revision;
  }

  /** It shows something else: what was refused before may be taken now. */
  public SessionMessage changed() {
    return but().revision(revision + 1).notBefore(refusals > 0 ? null : notBefore).build();
  }

  /**
   * Discord refused that revision: it is tried again then, or with the next change where that is
   * null. A post that was refused was not made.
   */
  public SessionMessage refused(long refused, @Nullable Instant again) {
    boolean posted = messageId != null;
    return but()
        .done(again == null ? Math.max(done, refused) : done)
        .posts(posted ? posts : Math.max(0, posts - 1))
        .firstAttempt(posted ? firstAttempt : null)
        .attempts(0)
        .notBefore(again)
        .refusals(refusals + 1)
        .build();
  }

  /** Begins a post, or goes on with one whose nonce still holds. */
  public SessionMessage attempted(Instant now) {
    if (messageId != null) {
      return this;
    }
    boolean fresh =
        firstAttempt == null || firstAttempt.plus(Announcement.NONCE_WINDOW).isBefore(now);
    return fresh ? but().posts(posts + 1).firstAttempt(now).build() : this;
  }

  public SessionMessage delivered(String id, long accepted) {
    return afresh(id, Math.max(done, accepted));
  }

  public SessionMessage later(Instant when) {
    return but().attempts(attempts + 1).notBefore(when).build();
  }

  /** A person deleted it again: nothing more is tried in this session. */
  public SessionMessage givenUp() {
    return afresh(null, Long.MAX_VALUE);
  }

  /** A person deleted it: it is posted once more. */
  public SessionMessage lost() {
    return posts > 1 ? givenUp() : afresh(null, 0);
  }

  private SessionMessage afresh(String id, long accepted) {
    return new SessionMessage(session, id, revision, accepted, posts, null, 0, null, 0);
  }

  private SessionMessageBuilder but() {
    return SessionMessageBuilder.builder(this);
  }
}
