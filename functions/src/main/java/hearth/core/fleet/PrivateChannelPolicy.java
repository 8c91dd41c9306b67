package hearth.core.fleet;

import java.util.List;

/**
 * A channel of their own for those who play: made for each session, removed after it.
 *
 * @param roles who sees it beside whoever started the session and the bot: Discord's role ids
 * @param category the category it is made in, or null
 */
public record PrivateChannelPolicy(List<String> roles, String category) {}
