// The vault, and the secrets whose values came with this deployment; others stay as they are.

param location string
param vaultName string
@description('Names of the secrets to write.')
param names string[]
@secure()
@description('Their values by name.')
param values object
param tags object

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: vaultName
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 30
  }
}

resource secrets 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = [for name in names: {
  parent: vault
  name: name
  properties: { value: values[name] }
}]
