// The types of main.bicepparam. Limits that Bicep cannot state are checked by ./deploy.

@export()
@description('Where a machine comes from. Becomes one scale set, <name>-<server>-<key>.')
type placement = {
  @description('Short and unique within its server.')
  @minLength(1)
  @maxLength(8)
  key: string
  @description('A size of machine, such as Standard_D2ads_v5. No B series: it cannot be Spot.')
  @minLength(1)
  size: string
  @description('Where this size holds the ephemeral OS disk.')
  disk: 'CacheDisk' | 'ResourceDisk' | 'NvmeDisk'
  @description('Spot unless said otherwise.')
  priority: ('Spot' | 'Regular')?
  @description('In US dollars, as text because Bicep has no decimals. For telling and for the budget.')
  pricePerHour: string?
  @description('The most to pay for an hour of Spot, as text; -1: up to the regular price.')
  maxPrice: string?
  @description('Availability zones; none: wherever there is room.')
  zones: string[]?
}

@export()
@description('What the agent is told beyond what follows from the names; docs/agent.md explains it.')
type agent = {
  variant: string?
  sha256: string?
  licenceAccepted: bool?
  backupMinutes: int?
  @description('How many snapshots of the world\'s share are kept, one a session; 10 unless said, 0: none are taken.')
  snapshots: int?
  @description('More environment for the game. No secrets: machines can read it.')
  environment: { *: string }?
}

@export()
@description('One game server. Everything it owns in Azure is named after it.')
type server = {
  @description('Lower-case letters, digits and single hyphens.')
  @minLength(1)
  @maxLength(32)
  name: string
  title: string?
  @description('A file in cloud-init/games, without .json.')
  game: string
  guild: string
  channel: string
  @description('What players type; one of the ports of the game.')
  @minValue(1)
  @maxValue(65535)
  port: int
  @description('In order of preference.')
  @minLength(1)
  @maxLength(16)
  placements: placement[]
  regularPrice: bool?
  @description('Who may do what: lists of everyone, role:<id>, user:<id>, permission:<NAME> by action.')
  allow: { *: string[] }?
  @description('What to do with a machine that was started outside Hearth.')
  foreign: ('adopt' | 'stop')?
  @description('Each as in contracts/servers.schema.json, in whole numbers.')
  limits: { *: int }?
  @description('Which version of the game runs: always, the newest at every start; ask, the one that had the world last, until a start takes a newer one; pinned, that one and its image. Not every image can hold its game: docs/games.md.')
  update: ('always' | 'ask' | 'pinned')?
  @description('Whether the game may make a world where the one it is asked for is not there: first, as long as this server never had one; always; never. A world lost must not be replaced without a word.')
  newWorld: ('first' | 'always' | 'never')?
  @description('This and the next two: as in contracts/servers.schema.json, which ./deploy goes by.')
  announce: object?
  hostname: object?
  private: object?
  @description('What the agent is told beyond what follows from the names.')
  agent: agent?
}

@export()
@description('All servers.')
type fleet = {
  @description('Where the operator is told of what needs a hand.')
  operatorChannel: string?
  @description('What holds for all servers of a guild.')
  guilds: { id: string, zone: string?, locale: string? }[]?
  @minLength(1)
  servers: server[]
}

@export()
@description('What is there already. ./deploy reads it, so that deploying never touches a running game.')
type present = {
  @description('For Azure, which wants one; nobody has its other half and nothing listens.')
  @minLength(40)
  publicKey: string
  @description('Scale sets that exist: what they are and how many machines they have.')
  sets: { *: { size: string, capacity: int } }
  @description('Names of the secrets that the vault has, or gets by this deployment.')
  secrets: string[]
  @description('Sizes in this region that have accelerated networking.')
  accelerated: string[]
  @description('Names of the function apps of the resource group.')
  sites: string[]
}
