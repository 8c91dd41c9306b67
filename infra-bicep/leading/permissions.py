"""The permissions that the bot needs in a channel, and those that it has there by Discord's rules."""

ADMINISTRATOR = 1 << 3
NEEDED = {"View Channels": 1 << 10, "Send Messages": 1 << 11, "Embed Links": 1 << 14, "Read Message History": 1 << 16}
# The permissions that the invitation asks for. Managing channels is for private ones alone: docs/discord.md has it.
INVITED = sum(NEEDED.values())


def invitation(application):
    """The page on which somebody with Manage Server lets the bot in, with these rights and the slash commands."""
    return f"https://discord.com/oauth2/authorize?client_id={application}&scope=bot%20applications.commands&permissions={INVITED}"


def held(guild, bot, roles, member, channel):
    """
    The bit set of a member in a channel, as Discord's reference computes it: everybody's role and the
    member's, then the channel's overwrites for everybody, for the roles together, for the member.
    """
    own = {guild, *(member.get("roles") or ())}
    base = 0
    for role in roles:
        if role["id"] in own:
            base |= int(role["permissions"])
    if base & ADMINISTRATOR:
        return -1
    overwrites = {one["id"]: one for one in channel.get("permission_overwrites") or ()}
    for group in ({guild}, own - {guild}, {bot}):
        told = [overwrites[one] for one in group if one in overwrites]
        deny = allow = 0
        for one in told:
            deny |= int(one["deny"])
            allow |= int(one["allow"])
        base = (base & ~deny) | allow
    return base


def lacking(bits):
    """The names of what is missing there of what every channel needs."""
    return [name for name, bit in NEEDED.items() if not bits & bit]
