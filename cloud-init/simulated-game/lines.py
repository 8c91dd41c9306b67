"""What each game prints, by kind. Fields: at, n, name, steam, owner, key; of a save also save, world.

    boot ─▶ ready ─▶ join, leave, saving, save ─▶ stopping, saving, save, end
"""

V = "{at:%m/%d/%Y %H:%M:%S}: "
M = "[{at:%H:%M:%S}] [Server thread/INFO]: "
B = "[{at:%Y-%m-%d %H:%M:%S}:000 INFO] "
F = "{at:%Y-%m-%d %H:%M:%S} "
P = "[{at:%Y-%m-%d %H:%M:%S}] [LOG] "
S = "[{at:%Y.%m.%d-%H.%M.%S}:000][  0]"

VALHEIM = {
    "boot": [
        V + "Valheim version: l-1.0.17 (network version 40)",
        V + "Load world: {world} ({world})",
        V + "Game server connected",  # Steam's logon: a new world is still to be generated
    ],
    "ready": [V + "Opened Steam server"],
    "join": [
        V + "Got connection SteamID {steam}",
        V + "Got handshake from client {steam}",
        V + "Got character ZDOID from {name} : {owner}:1",
    ],
    "leave": [
        V + "Closing socket {steam}",
        V + "Destroying abandoned non persistent zdo {owner}:1 owner {owner}",
    ],
    "saving": [
        V + "World save (1/5) Cloud & Backup checks done [0ms] => Save number {save}",
        V + "World save (2/5) Chunks writing done [21ms]",
    ],
    "save": [
        V + "World save (3/5) DB2 writing done [9ms]",
        V + "World save (4/5) FWL writing done [4ms]",
        V + "World save (5/5) done. Total time [53ms]",
    ],
    "stopping": [V + "Game - OnApplicationQuit"],
    "end": [V + "Net scene destroyed"],
    "refused": [V + "Error bad password:The password must not be part of the server's name"],
    "corrupt": [V + "World load failed mid-file. Exiting without save. Check backups!"],
}
CODE = "167812"
CROSSPLAY = VALHEIM | {
    "ready": [V + "Opened PlayFab server", V + 'Session "Hearth" registered with join code ' + CODE],
    "join": [
        V + 'Player joined server "Hearth" that has join code ' + CODE + ", now {n} player(s)",
        V + "Got handshake from client playfab/{key}",
        V + "Got character ZDOID from {name} : {owner}:1",
    ],
    "leave": [
        V + "Destroying abandoned non persistent zdo {owner}:1 owner {owner}",
        V + 'Player disconnected from server "Hearth" that has join code ' + CODE + ", now {n} player(s)",
    ],
}
HEARTH = {
    "boot": ["hearth: step world"],
    "ready": ["hearth: ready"],
    "join": ["hearth: join {key} {name}"],
    "leave": ["hearth: leave {key}"],
    "save": ["hearth: saved"],
}
LINES = {
    "valheim": VALHEIM,
    "valheim-crossplay": CROSSPLAY,
    "minecraft-java": {
        "boot": [M + "Starting minecraft server version 26.3", M + 'Preparing level "{world}"'],
        "ready": [M + 'Done (3.456s)! For help, type "help"'],
        "join": [M + "{name}[/192.0.2.7:55072] logged in with entity id 62", M + "{name} joined the game"],
        "leave": [M + "{name} lost connection: Disconnected", M + "{name} left the game"],
        "saved on order": [M + "Saved the game"],
        "save": [M + "ThreadedAnvilChunkStorage: All dimensions are saved"],
        "stopping": [M + "Stopping server", M + "Saving chunks for level 'ServerLevel[{world}]'/minecraft:overworld"],
    },
    "minecraft-bedrock": {
        "boot": [B + "Starting Server"],
        "ready": [B + "Server started."],
        "join": [B + "Player connected: {name}, xuid: {owner}", B + "Player Spawned: {name} xuid: {owner}, pfid: 1a"],
        "leave": [B + "Player disconnected: {name}, xuid: {owner}, pfid: 1a"],
        "stopping": [B + "Stopping server..."],
        "save": ["Quit correctly"],
    },
    "factorio": {
        "ready": ["   0.577 Hosting game at IP ADDR:({{0.0.0.0:34197}})"],
        "join": [F + "[JOIN] {name} joined the game"],
        "leave": [F + "[LEAVE] {name} left the game"],
        "stopping": ["16.011 Received SIGINT, shutting down"],
        "save": ["16.030 Info MainLoop.cpp:448: Saving progress: 100.000000%"],
        "end": ["16.528 Goodbye"],
    },
    "terraria": {
        "boot": ["Terraria Server v1.4.5.8", "Listening on port 7777"],
        "ready": [": Server started"],
        "join": ["192.0.2.9:1 is connecting...", "{name} has joined."],
        "leave": ["{name} has left."],
        "stopping": ["Saving before exit..."],
        "save": ["Backing up world file"],
    },
    "palworld": {
        "ready": ["Running Palworld dedicated server on :8211"],
        "join": [P + "{name} joined the server. (User id: steam_{steam}, Player id: {key}0000000000000000)"],
        "leave": [P + "{name} left the server. (User id: steam_{steam})"],
    },
    "satisfactory": {
        "ready": [S + "LogInit: Display: Game Engine Initialized."],
        "join": [S + "LogNet: Login request: ?Name={name} userId: Epic:1 (ForeignId=[Type=1 Handle=0 RepData=[{key}])"],
        "leave": [S + "LogNet: UChannel::Close: Sending CloseBunch. ChIndex == 0. Name: x, UniqueId: Epic:1 "
                  "(ForeignId=[Type=1 Handle=0 RepData=[{key}])"],
    },
    "godot": HEARTH | {"boot": ["Godot Engine v4.7.1.stable.official - https://godotengine.org"]},
    "linuxgsm": HEARTH,
    "generic": HEARTH,
}  # fmt: skip
