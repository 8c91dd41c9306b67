// The two rights that no built-in role draws narrowly enough, action by action.

@description('Whether the app keeps names in a DNS zone of this resource group.')
param dns bool

// Which actions the app's calls need; kept beside its client, whose test holds the calls to the list.
var calls = loadJsonContent('../../functions/src/main/azure/actions.json')
var actions = flatten(map(calls, call => call.actions))
var here = resourceGroup().id
// Names of roles are unique in a tenant, which may have many subscriptions.
var deployment = '${resourceGroup().name} ${take(uniqueString(subscription().subscriptionId), 6)}'

resource app 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(here, 'hearth-app')
  properties: {
    roleName: 'Hearth app (${deployment})'
    description: 'Lights and stops scale sets that exist; makes and deletes none of what they stand on.'
    type: 'CustomRole'
    assignableScopes: [here]
    permissions: [
      {
        actions: filter(actions, action => (dns || !startsWith(action, 'Microsoft.Network/dnsZones/')))
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
  }
}

resource machine 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(here, 'hearth-machine')
  properties: {
    roleName: 'Hearth machine (${deployment})'
    description: 'Reads and writes blobs and takes their leases, and deletes none.'
    type: 'CustomRole'
    assignableScopes: [here]
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
        ]
        notDataActions: []
      }
    ]
  }
}
