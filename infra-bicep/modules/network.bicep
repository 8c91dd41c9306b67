// The machines' network. Each has a public address of its own, which is also its way out: a
// NAT gateway would cost more than the games.

param location string
param appName string
param tags object

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: '${appName}-network'
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  properties: {
    addressSpace: { addressPrefixes: ['10.60.0.0/16'] }
    subnets: [
      {
        name: 'machines'
        properties: { addressPrefix: '10.60.0.0/22', defaultOutboundAccess: false }
      }
    ]
  }
}
