// The function app's rights. docs/roles.md says why; a test compares the two.

param appName string
param controlAccount string
param hostAccount string
param vaultName string
@description('Those secrets of the app that exist.')
param secretNames string[]
@description('May the app read what this resource group costs?')
param readsCosts bool

var roles = {
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  costManagementReader: '72fafb9e-0641-4937-9268-a91bfd8191a3'
}
var scaleSetRole = guid(resourceGroup().id, 'hearth-app')
var hostRoles = [roles.blobDataOwner, roles.queueDataContributor, roles.tableDataContributor]

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: '${appName}-app'
}
resource control 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: controlAccount
}
resource host 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: hostAccount
}
resource states 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-08-01' existing = {
  name: '${controlAccount}/default/servers'
}
resource secrets 'Microsoft.KeyVault/vaults/secrets@2026-02-01' existing = [for secret in secretNames: {
  name: '${vaultName}/${secret}'
}]

resource scaleSets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: resourceGroup()
  name: guid(resourceGroup().id, app.id, 'hearth-app')
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', scaleSetRole)
  }
}

resource queues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: control
  name: guid(control.id, app.id, roles.queueDataContributor)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.queueDataContributor)
  }
}

resource rows 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: states
  name: guid(states.id, app.id, roles.tableDataContributor)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableDataContributor)
  }
}

resource ofHost 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in hostRoles: {
  scope: host
  name: guid(host.id, app.id, role)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource reading 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (secret, i) in secretNames: {
  scope: secrets[i]
  name: guid(vaultName, secret, app.id, roles.secretsUser)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
  }
}]

resource costs 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (readsCosts) {
  scope: resourceGroup()
  name: guid(resourceGroup().id, app.id, roles.costManagementReader)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.costManagementReader)
  }
}
