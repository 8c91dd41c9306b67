// Backups: a container a server. Machines may write and read but not delete, and what they
// overwrite stays as a version. They are deleted after keepDays, but for those that are named kept_.

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
      // A server's backups begin with its name. Those that begin with kept_ are of a world before a newer
      // version of its game opened it: they stay until a person deletes them. A rule has ten prefixes at most.
      rules: [for first in range(0, (length(serverNames) + 9) / 10): {
          enabled: true
          name: 'old-backups-${first}'
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: map(take(skip(serverNames, first * 10), 10), server => 'backups-${server}/${server}-')
            }
            actions: {
              baseBlob: { delete: { daysAfterModificationGreaterThan: keepDays } }
              version: { delete: { daysAfterCreationGreaterThan: keepDays } }
            }
          }
      }]
    }
  }
}
