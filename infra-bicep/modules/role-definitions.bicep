// The two rights that no built-in role draws narrowly enough, action by action.

@description('Whether the app keeps names in a DNS zone of this resource group.')
param dns bool

var appActions = [
  'Microsoft.Compute/virtualMachineScaleSets/read'
  'Microsoft.Compute/virtualMachineScaleSets/write'
  'Microsoft.Compute/virtualMachineScaleSets/instanceView/read'
  'Microsoft.Compute/virtualMachineScaleSets/publicIPAddresses/read'
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read'
  'Microsoft.Compute/locations/operations/read'
  'Microsoft.Network/virtualNetworks/subnets/join/action'
  'Microsoft.Network/networkSecurityGroups/join/action'
  'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'
]
var here = resourceGroup().id
// Names of roles are unique in a tenant, which may have many subscriptions.
var deployment = '${resourceGroup().name} ${take(uniqueString(subscription().subscriptionId), 6)}'
var dnsActions = ['Microsoft.Network/dnsZones/A/write']

resource app 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(here, 'hearth-app')
  properties: {
    roleName: 'Hearth app (${deployment})'
    description: 'Lights and stops scale sets that exist; makes and deletes none of what they stand on.'
    type: 'CustomRole'
    assignableScopes: [here]
    permissions: [
      {
        actions: concat(appActions, dns ? dnsActions : [])
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
