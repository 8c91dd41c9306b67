// The rights of one server's machines. docs/roles.md says why; a test compares the two.

param appName string
param serverName string
param controlAccount string
param worldAccount string
param backupAccount string
param vaultName string
@description('The secrets of its game that exist, and its share\'s key.')
param secretNames string[]

var roles = {
  queueMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
  queueMessageProcessor: '8a0f0c08-91a1-4084-bc3d-661d67233fed'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
}
var blobRole = guid(resourceGroup().id, 'hearth-machine')

resource machine 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: '${appName}-${serverName}'
}
resource events 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' existing = {
  name: '${controlAccount}/default/game-events'
}
resource inbox 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' existing = {
  name: '${controlAccount}/default/agent-${serverName}'
}
resource worlds 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' existing = {
  name: '${worldAccount}/default/worlds'
}
resource backups 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' existing = {
  name: '${backupAccount}/default/backups-${serverName}'
}
resource secrets 'Microsoft.KeyVault/vaults/secrets@2026-02-01' existing = [for secret in secretNames: {
  name: '${vaultName}/${secret}'
}]

resource sending 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: events
  name: guid(events.id, machine.id, roles.queueMessageSender)
  properties: {
    principalId: machine.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.queueMessageSender)
  }
}

resource receiving 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: inbox
  name: guid(inbox.id, machine.id, roles.queueMessageProcessor)
  properties: {
    principalId: machine.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.queueMessageProcessor)
  }
}

resource leasing 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: worlds
  name: guid(worlds.id, machine.id, 'hearth-machine')
  properties: {
    principalId: machine.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobRole)
  }
}

resource backingUp 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: backups
  name: guid(backups.id, machine.id, 'hearth-machine')
  properties: {
    principalId: machine.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobRole)
  }
}

resource reading 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (secret, i) in secretNames: {
  scope: secrets[i]
  name: guid(vaultName, secret, machine.id, roles.secretsUser)
  properties: {
    principalId: machine.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
  }
}]
