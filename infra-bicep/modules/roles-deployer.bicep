// The rights that whoever deploys needs for doctor, kept and the runbook. Owner of a subscription is no right
// on the data in it. docs/roles.md says why; a test compares the two.

param controlAccount string
param backupAccount string
param vaultName string

var roles = {
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  blobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
}
var controlRoles = [roles.queueDataContributor, roles.tableDataContributor]
// Inside the module: a preview would skip one that were given it.
var person = deployer().objectId

resource control 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: controlAccount
}
resource backups 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: backupAccount
}
resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

// Without principalType: a person deploys, or a pipeline.
resource messagesAndRows 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in controlRoles: {
  scope: control
  name: guid(control.id, person, role)
  properties: {
    principalId: person
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource archives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: backups
  name: guid(backups.id, person, roles.blobDataReader)
  properties: {
    principalId: person
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataReader)
  }
}

resource secrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, person, roles.secretsUser)
  properties: {
    principalId: person
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
  }
}
