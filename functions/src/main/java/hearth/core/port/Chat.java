package hearth.core.port;

import hearth.core.fleet.Server;
import hearth.core.state.SessionView;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.Reply;
import hearth.core.wanted.SessionMessage;
import org.jspecify.annotations.Nullable;

/** Discord, as far as Hearth needs it. The words are chosen behind this interface. */
public interface Chat {

  /**
   * Edits a deferred response.
   *
   * @return {@link Result.Done}, {@link Result.NotYet}, {@link Result.TokenDead}, {@link
   *     Result.Gone}, {@link Result.Later} or {@link Result.Refused}
   */
  Result.Edited edit(Server server, Reply reply);

  /**
   * Posts an announcement under an enforced nonce.
   *
   * @param channel where
   * @param thread the message in whose thread it is to stand, or null for the channel itself
   * @return {@link Result.Done} with the message's id, {@link Result.Later} or {@link
   *     Result.Refused}
   */
  Result.Delivered post(
      Server server, String channel, @Nullable String thread, Announcement announcement);

  /**
   * Makes a session's private channel, tells the connection details in it, or removes it.
   *
   * @return {@link Result.Done} with the channel's id, {@link Result.Later} or {@link
   *     Result.Refused}
   */
  Result.Delivered keep(Server server, PrivateChannel channel);

  /**
   * Posts the session message under an enforced nonce, or edits it where it has an id.
   *
   * @return {@link Result.Done} with the message's id, {@link Result.Gone}, {@link Result.Later} or
   *     {@link Result.Refused}
   */
  Result.Shown show(Server server, SessionMessage message, SessionView view);
}
