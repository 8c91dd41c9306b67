// Backups: a container a server. Machines may write and read but not delete, and what they
// overwrite stays as a version.

param location string
param accountName string
param serverNames string[]
@minValue(1)
param keepDays int
param tags object

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: accountName
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Cool'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 30 }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = [for server in serverNames: {
  parent: blobService
  name: 'backups-${server}'
  properties: { publicAccess: 'None' }
}]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-08-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobService]
  properties: {
    policy: {
      rules: [
        {
          enabled: true
          name: 'old-backups'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['backups-'] }
            actions: {
              baseBlob: { delete: { daysAfterModificationGreaterThan: keepDays } }
              version: { delete: { daysAfterCreationGreaterThan: keepDays } }
            }
          }
        }
      ]
    }
  }
}
