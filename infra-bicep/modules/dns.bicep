// A zone for the servers' stable names. The app writes their A records; declared here, every
// deployment would take the address from a running game.

param zoneName string
param tags object

resource zone 'Microsoft.Network/dnsZones@2018-05-01' = {
  name: zoneName
  location: 'global'
  tags: union(tags, { 'hearth:server': 'shared' })
  properties: { zoneType: 'Public' }
}
