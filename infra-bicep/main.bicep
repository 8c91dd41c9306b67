// Hearth, whole. Deployed by ./deploy, which says what is there already: a deployment without
// that is refused, because it could take the machine from under a running game.

targetScope = 'subscription'

import * as types from 'types.bicep'
import { profiles, secretsOf } from 'modules/games.bicep'
import { mostCharacters, serversSetting } from 'modules/fleet.bicep'
import { secretReference } from 'modules/settings.bicep'

@description('An Azure region with room for Spot machines of the sizes in the fleet.')
@minLength(1)
param location string
@description('What everything is named after: lower-case letters and digits.')
@minLength(3)
@maxLength(8)
param name string = 'hearth'
param resourceGroupName string = name
@description('The Discord application\'s id.')
@minLength(17)
@maxLength(20)
param discordApplicationId string
@description('The Discord application\'s public key: 64 hex digits.')
@minLength(64)
@maxLength(64)
param discordPublicKey string
@description('The slash command.')
param command string = 'server'
@description('The servers: declared here and nowhere else.')
param fleet types.fleet
@description('consumption: free while idle. flex: an instance always ready, about 5 euros a month.')
@allowed(['consumption', 'flex'])
param plan string = 'consumption'
@description('A version of Canonical:ubuntu-24_04-lts:server, or latest.')
@minLength(1)
param imageVersion string
@description('The most GB-seconds a day on the Consumption plan; 0: no limit.')
@minValue(0)
param dailyGbSeconds int = 30000
@description('Gigabytes of logs a day, as text.')
param dailyLogGb string = '0.1'
@description('The month\'s budget in the currency of the subscription; 0: none.')
@minValue(0)
// Made by ./deploy after everything else, for many subscriptions can have none.
#disable-next-line no-unused-params
param budgetAmount int = 20
@description('Who gets mails about the budget and Azure\'s alerts; none: the owners, about the budget only.')
param emails string[] = []
@description('What Azure wants to call the user of a machine. Nothing listens for one.')
@minLength(1)
param adminUsername string = 'keeper'
@description('Azure\'s own alert rules beside what the sweep tells: a little a month each.')
param alertRules bool = false
@description('May the app read what its resource group costs?')
param readsCosts bool = false
@description('A DNS zone for stable names; none if empty.')
param dnsZone string = ''
@minValue(1)
param backupDays int = 30
@description('Days that history is kept.')
@minValue(1)
@maxValue(9999)
param historyDays int = 400
@minValue(1)
@maxValue(5120)
param shareGiB int = 64
param version string = ''
@description('Of what this deployment is made; ./hearth up goes by it. Only it gives one.')
param fingerprint string = ''
@description('What is there already; only ./deploy gives it.')
param present types.present?
@description('Names of secrets that this deployment writes.')
param newSecretNames string[] = []
@secure()
@description('Their values by name.')
param newSecrets object = {}

var now = present == null
  ? fail('present: missing. Deploy with infra-bicep/deploy, which reads what is running first.')
  : present!
var unknownGames = filter(fleet.servers, server => !contains(profiles, server.game))
var servers = empty(unknownGames)
  ? fleet.servers
  : fail('fleet: ${unknownGames[0].name} plays ${unknownGames[0].game}, which modules/games.bicep does not list.')
var serverNames = map(servers, server => server.name)
var tags = { 'hearth:app': name }

var suffix = take(uniqueString(subscription().subscriptionId, resourceGroupName), 8)
var controlAccount = '${name}control${suffix}'
var hostAccount = '${name}host${suffix}'
var backupAccount = '${name}backup${suffix}'
var vaultName = '${name}-vault-${suffix}'
// A site cannot change its system, so each plan has its own; ./deploy says how to move.
var siteNames = { consumption: '${name}-${suffix}', flex: '${name}-flex-${suffix}' }
var siteName = siteNames[plan]
var worldAccounts = toObject(
  servers,
  server => server.name,
  server => '${name}w${take(uniqueString(subscription().subscriptionId, resourceGroupName, server.name), 12)}'
)
var storage = environment().suffixes.storage

var placements = flatten(map(servers, server => map(server.placements, placement => {
  server: server
  placement: placement
  set: '${name}-${server.name}-${placement.key}'
  capacity: now.sets[?'${name}-${server.name}-${placement.key}'].?capacity ?? 0
})))
// A set that has a machine keeps the size it has; what it is to be comes with the next start.
var sizes = map(placements, one => (one.capacity > 0 ? now.sets[one.set].size : one.placement.size))

var setting = serversSetting(fleet, name)

var settings = {
  DISCORD_APPLICATION_ID: discordApplicationId
  DISCORD_PUBLIC_KEY: discordPublicKey
  DISCORD_BOT_TOKEN: secretReference(vaultName, 'discord-bot-token', now.secrets)
  DISCORD_API: 'https://discord.com/api/v10'
  HEARTH_SERVERS: length(setting) <= mostCharacters
    ? setting
    : fail('fleet: becomes ${length(setting)} characters of HEARTH_SERVERS, and a setting holds ${mostCharacters}.')
  HEARTH_COMMAND: command
  HEARTH_MASTER_SECRET: secretReference(vaultName, 'hearth-master-secret', now.secrets)
  HEARTH_DNS_TOKEN: secretReference(vaultName, 'dns-token', now.secrets)
  HEARTH_PASSWORDS: secretReference(vaultName, 'game-passwords', now.secrets)
  HEARTH_LOOK: 'on'
  HEARTH_BELL: 'on'
  HEARTH_HISTORY_DAYS: string(historyDays)
  AZURE_SUBSCRIPTION_ID: subscription().subscriptionId
  HEARTH_RESOURCE_GROUP: resourceGroupName
  // The app wants it without the slash that environment() puts at its end.
  #disable-next-line no-hardcoded-env-urls
  AZURE_ARM_ENDPOINT: 'https://management.azure.com'
  HearthControl__queueServiceUri: 'https://${controlAccount}.queue.${storage}'
  HearthControl__tableServiceUri: 'https://${controlAccount}.table.${storage}'
  HEARTH_VERSION: version
}
var appSecrets = ['discord-bot-token', 'hearth-master-secret', 'dns-token', 'game-passwords']

// As long as an app on Windows is there its share needs them, also beside one on Flex.
var keys = (plan == 'consumption') || contains(now.sites, siteNames.consumption)

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  scope: group
  params: { location: location, appName: name, serverNames: serverNames, tags: tags }
}

module host 'modules/storage-host.bicep' = {
  name: 'storage-host'
  scope: group
  params: { location: location, accountName: hostAccount, keys: keys, tags: tags }
}

module control 'modules/storage-control.bicep' = {
  name: 'storage-control'
  scope: group
  params: { location: location, accountName: controlAccount, serverNames: serverNames, tags: tags }
}

module backups 'modules/storage-backups.bicep' = {
  name: 'storage-backups'
  scope: group
  params: {
    location: location
    accountName: backupAccount
    serverNames: serverNames
    keepDays: backupDays
    tags: tags
  }
}

module vault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: { location: location, vaultName: vaultName, names: newSecretNames, values: newSecrets, tags: tags }
}

module worlds 'modules/storage-worlds.bicep' = [for server in serverNames: {
  name: 'world-${server}'
  scope: group
  dependsOn: [vault]
  params: {
    location: location
    accountName: worldAccounts[server]
    serverName: server
    vaultName: vaultName
    shareGiB: shareGiB
    tags: tags
  }
}]

module network 'modules/network.bicep' = {
  name: 'network'
  scope: group
  params: { location: location, appName: name, tags: tags }
}

module ports 'modules/ports.bicep' = [for server in servers: {
  name: 'ports-${server.name}'
  scope: group
  params: {
    location: location
    appName: name
    serverName: server.name
    ports: map(json(profiles[server.game]).ports, port => { port: port.port, protocol: port.protocol })
    tags: tags
  }
}]

module roleDefinitions 'modules/role-definitions.bicep' = {
  name: 'role-definitions'
  scope: group
  params: { dns: !empty(dnsZone) }
}

module appRoles 'modules/roles-app.bicep' = {
  name: 'roles-app'
  scope: group
  dependsOn: [identities, roleDefinitions, control, host, vault]
  params: {
    appName: name
    controlAccount: controlAccount
    hostAccount: hostAccount
    vaultName: vaultName
    secretNames: filter(appSecrets, secret => contains(now.secrets, secret))
    readsCosts: readsCosts
  }
}

module serverRoles 'modules/roles-server.bicep' = [for server in servers: {
  name: 'roles-${server.name}'
  scope: group
  dependsOn: [identities, roleDefinitions, control, backups, worlds]
  params: {
    appName: name
    serverName: server.name
    controlAccount: controlAccount
    worldAccount: worldAccounts[server.name]
    backupAccount: backupAccount
    vaultName: vaultName
    secretNames: concat(
      ['world-${server.name}'],
      filter(secretsOf(json(profiles[server.game])), secret => contains(now.secrets, secret))
    )
  }
}]

module deployerRoles 'modules/roles-deployer.bicep' = {
  name: 'roles-deployer'
  scope: group
  dependsOn: [control, backups, vault]
  params: { controlAccount: controlAccount, backupAccount: backupAccount, vaultName: vaultName }
}

module insights 'modules/insights.bicep' = {
  name: 'insights'
  scope: group
  params: { location: location, appName: name, dailyCapGb: dailyLogGb, tags: tags }
}

// The app comes after its roles: its secrets are looked up as it starts.
module consumption 'modules/app-consumption.bicep' = if (plan == 'consumption') {
  name: 'app-consumption'
  scope: group
  dependsOn: [appRoles, insights]
  params: {
    location: location
    appName: name
    siteName: siteName
    hostAccount: hostAccount
    settings: settings
    dailyGbSeconds: dailyGbSeconds
    mostInstances: 5
    tags: tags
  }
}

module flex 'modules/app-flex.bicep' = if (plan == 'flex') {
  name: 'app-flex'
  scope: group
  dependsOn: [appRoles, insights]
  params: {
    location: location
    appName: name
    siteName: siteName
    hostAccount: hostAccount
    settings: settings
    mostInstances: 40
    tags: tags
  }
}

module sets 'modules/scale-set.bicep' = [for (one, i) in placements: {
  name: 'set-${one.set}'
  scope: group
  dependsOn: [network, ports, serverRoles]
  params: {
    location: location
    appName: name
    setName: one.set
    serverName: one.server.name
    game: one.server.game
    placement: one.placement
    size: sizes[i]
    capacity: one.capacity
    imageVersion: imageVersion
    adminUsername: adminUsername
    publicKey: now.publicKey
    acceleratedNetworking: contains(now.accelerated, sizes[i])
    agent: union(
      {
        v: 1
        server: one.server.name
        profile: '/etc/hearth/profile.json'
        queueServiceUri: 'https://${controlAccount}.queue.${storage}'
        bellUri: 'https://${siteName}.azurewebsites.net/api/bell'
        blobServiceUri: 'https://${worldAccounts[one.server.name]}.blob.${storage}'
        worldsContainer: 'worlds'
        backupServiceUri: 'https://${backupAccount}.blob.${storage}'
        backupsContainer: 'backups-${one.server.name}'
        shareServiceUri: 'https://${worldAccounts[one.server.name]}.file.${storage}'
        share: 'world'
        shareSecret: 'world-${one.server.name}'
        snapshots: 10
        keyVaultUri: 'https://${vaultName}${environment().suffixes.keyvaultDns}'
        stateDirectory: '/var/lib/hearth/state'
        worldDirectory: '/var/lib/hearth/share/world'
        cacheDirectory: '/var/lib/hearth/share/cache'
        bootFile: '/run/hearth/boot'
        mountRequest: '/run/hearth/requests/mount'
        mountReady: '/run/hearth/world-mounted'
      },
      one.server.?agent ?? {}
    )
    world: 'WORLD_ACCOUNT=${worldAccounts[one.server.name]}\nWORLD_SHARE=world\nWORLD_SECRET=world-${one.server.name}\nWORLD_SUFFIX=file.${storage}\n'
    tags: tags
  }
}]

module zone 'modules/dns.bicep' = if (!empty(dnsZone)) {
  name: 'dns'
  scope: group
  params: { zoneName: dnsZone, tags: tags }
}

module alerts 'modules/alerts.bicep' = if (alertRules && !empty(emails)) {
  name: 'alerts'
  scope: group
  dependsOn: [insights]
  params: { location: location, appName: name, emails: emails, tags: tags }
}

output siteName string = siteName
output interactionsUrl string = 'https://${siteName}.azurewebsites.net/api/interactions'
output vaultName string = vaultName
output resourceGroup string = resourceGroupName
output controlAccount string = controlAccount
output backupAccount string = backupAccount
output worldAccounts object = worldAccounts
output fingerprint string = fingerprint
