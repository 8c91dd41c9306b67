// The two queues, what of them was given up (poison, then kept), an inbox for each server, and the state's table. No keys.

param location string
param accountName string
param serverNames string[]
param tags object

var queueNames = concat(
  ['commands', 'commands-poison', 'commands-kept'],
  ['game-events', 'game-events-poison', 'game-events-kept'],
  map(serverNames, server => 'agent-${server}')
)
var tableNames = ['servers']

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: accountName
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-08-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' = [for queue in queueNames: {
  parent: queueService
  name: queue
}]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-08-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-08-01' = [for table in tableNames: {
  parent: tableService
  name: table
}]
