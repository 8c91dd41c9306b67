"""Lines that each game prints, by kind. Fields: at, n, name, steam, owner, key; of a save also save, world; version.

    boot ─▶ ready ─▶ join, leave, saving, save ─▶ stopping, saving, save, end
"""

V = "{at:%m/%d/%Y %H:%M:%S}: "
M = "[{at:%H:%M:%S}] [Server thread/INFO]: "
B = "[{at:%Y-%m-%d %H:%M:%S}:000 INFO] "
F = "{at:%Y-%m-%d %H:%M:%S} "
P = "[{at:%Y-%m-%d %H:%M:%S}] [LOG] "
S = "[{at:%Y.%m.%d-%H.%M.%S}:000][  0]"
E = "{at:%Y-%m-%d %H:%M:%S}.000 supervisord: enshrouded-server [I {at:%H:%M:%S},000] "
D = "{at:%Y-%m-%dT%H:%M:%S} 12.345 INF "
SEVEN = "EntityID=171, PltfmId='Steam_{steam}', CrossId='EOS_1', OwnerID='Steam_{steam}', PlayerName='{name}', ClientNumber='1'"
Z = "LOG  : General      f:0 st:34,952,371> "
L = "{at:%Y-%m-%d %H:%M:%S}: "

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
    "ready": [
        V + "Opened PlayFab server",
        V + 'Session "Hearth" registered with join code ' + CODE,
        V + 'Session "Hearth" with join code ' + CODE + " and IP 203.0.113.10:2456 is active with 0 player(s)",
    ],
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
        "boot": [M + "Starting minecraft server version {version}", M + 'Preparing level "{world}"'],
        "ready": [M + 'Done (3.456s)! For help, type "help"'],
        "join": [M + "{name}[/192.0.2.7:55072] logged in with entity id 62", M + "{name} joined the game"],
        "leave": [M + "{name} lost connection: Disconnected", M + "{name} left the game"],
        "saved on order": [M + "Saving the game (this may take a moment!)", M + "Saved the game"],
        "save": [M + "ThreadedAnvilChunkStorage: All dimensions are saved"],
        "stopping": [M + "Stopping server", M + "Saving chunks for level 'ServerLevel[{world}]'/minecraft:overworld"],
    },
    "minecraft-bedrock": {
        "boot": [B + "Starting Server"],
        "ready": [B + "Server started."],
        "join": [B + "Player connected: {name}, xuid: {owner}", B + "Player Spawned: {name} xuid: {owner}, pfid: 1a"],
        "leave": [B + "Player disconnected: {name}, xuid: {owner}, pfid: 1a"],
        "held": [B + "Data saved. Files are now ready to be copied.", B + "world/db/000005.ldb:1917, world/level.dat:2304"],
        "not held": [B + "A previous save has not been completed."],
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
    "enshrouded": {
        "ready": [E + "[Session] 'HostOnline' (up)!"],
        "join": [E + "[server] Player '{name}' logged in with Permissions:"],
        "leave": [E + "[server] Remove Player '{name}'"],
        "save": [E + "[server] Saved"],
    },
    "7-days-to-die": {
        "boot": [D + "Version: V 2.5 (b23) Compatibility Version: V 2.5, Build: LinuxServer 64 Bit"],
        "ready": [D + "StartGame done"],
        "join": [D + "PlayerSpawnedInWorld (reason: JoinMultiplayer, position: 1, 61, -9): " + SEVEN],
        "leave": [D + "Player disconnected: " + SEVEN],
        "save": [D + "World saved"],
    },
    "v-rising": {
        "boot": ["Initialize engine version: 2022.3.58f1 (ed7f6eacb62e)"],
        "ready": ["[Server] Startup Completed - Disabling Scene Loading Systems"],
        "join": ["User '{{Steam {owner}}}' '{steam}', approvedUserIndex: 0, Character: '{name}' connected as ID '0,1', Entity '2,1'."],
        "leave": ["User '{{Steam {owner}}}' disconnected. approvedUserIndex: 0 Reason: ConnectionClosedByPeer"],
        "save": ["PersistenceV2 - Finished Saving to '/saves/AutoSave_{save}.save.gz'"],
    },
    "project-zomboid": {
        "boot": [Z + "version=42.20.4 0200076f 2026-09-11 08:13:47 (ZB) demo=false"],
        "ready": [Z + "*** SERVER STARTED ****"],
        "join": [Z + 'ConnectionManager: [fully-connected] "" connection: guid={owner} ip=192.0.2.4 steam-id={steam} access= '
                 'username="{name}" connection-type="UDPRakNet"'],
        "leave": [Z + 'Disconnected player "{name}" {steam}'],
        "saved on order": [Z + "SaveAll took 73.0732 ms", Z + "Saving finish", Z + "Saving took 105.6815 ms"],
        "stopping": [Z + "Quit", Z + "Shutdown handling started", Z + "Server exited"],
        "save": [Z + "SaveAll took 73.0732 ms", Z + "Saving finish", Z + "Saving took 105.6815 ms"],
        "end": [Z + "Shutdown handling finished"],
    },
    "luanti": {
        "boot": [L + "[Main]: Using game specified by --gameid on the command line"],
        "ready": [L + 'ACTION[Main]: Server for gameid="minetest_game" listening on 0.0.0.0:30000.'],
        "join": [L + "ACTION[Server]: {name} [192.0.2.7] joins game. List of players: {name}"],
        "leave": [L + "ACTION[Server]: {name} leaves game. List of players: "],
        "stopping": [L + "ACTION[Main]: Server: Shutting down"],
    },
    "godot": HEARTH | {"boot": ["Godot Engine v4.7.1.stable.official - https://godotengine.org"]},
    "linuxgsm": HEARTH,
    "generic": HEARTH,
}  # fmt: skip
