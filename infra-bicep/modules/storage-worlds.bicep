// One server's world: an SMB share, the container with its lease, and the share's key as a
// secret that only this server's machines may read.

param location string
param accountName string
param serverName string
param vaultName string
@minValue(1)
@maxValue(5120)
param shareGiB int
param tags object

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: accountName
  location: location
  tags: union(tags, { 'hearth:server': serverName })
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: true
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource fileService 'Microsoft.Storage/storageAccounts/fileServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    shareDeleteRetentionPolicy: { enabled: true, days: 30 }
    protocolSettings: {
      smb: {
        versions: 'SMB3.1.1'
        authenticationMethods: 'NTLMv2'
        channelEncryption: 'AES-128-GCM;AES-256-GCM'
      }
    }
  }
}

resource share 'Microsoft.Storage/storageAccounts/fileServices/shares@2025-08-01' = {
  parent: fileService
  name: 'world'
  properties: { accessTier: 'TransactionOptimized', shareQuota: shareGiB }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: { deleteRetentionPolicy: { enabled: true, days: 30 } }
}

resource worlds 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = {
  parent: blobService
  name: 'worlds'
  properties: { publicAccess: 'None' }
}

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

resource key 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  parent: vault
  name: 'world-${serverName}'
  tags: union(tags, { 'hearth:server': serverName })
  properties: { value: account.listKeys().keys[0].value }
}
