// Opens to one server's machines its game's ports, and nothing else. No SSH, and no way
// from another server's machine.

param location string
param appName string
param serverName string
@description('Of the game\'s profile: port and protocol (tcp or udp).')
param ports { port: int, protocol: string }[]
param tags object

var gameRules = map(ports, (one, i) => {
  name: 'game-${one.port}-${one.protocol}'
  properties: {
    priority: 100 + i
    direction: 'Inbound'
    access: 'Allow'
    protocol: one.protocol == 'tcp' ? 'Tcp' : 'Udp'
    sourceAddressPrefix: 'Internet'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: string(one.port)
  }
})
var neighbours = {
  name: 'no-neighbours'
  properties: {
    priority: 4000
    direction: 'Inbound'
    access: 'Deny'
    protocol: '*'
    sourceAddressPrefix: 'VirtualNetwork'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
  }
}

resource group 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: '${appName}-${serverName}'
  location: location
  tags: union(tags, { 'hearth:server': serverName })
  properties: { securityRules: concat(gameRules, [neighbours]) }
}
