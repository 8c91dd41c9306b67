// One placement of one server: a Uniform scale set that holds nothing until somebody plays.

import { profiles, toldOf } from 'games.bicep'
import { files, packedAgent, sources, template } from 'cloud-init.bicep'

param location string
param appName string
param setName string
param serverName string
param game string
@description('Where the OS disk lies, its priority, price and zones.')
param placement object
@description('What it is now, or shall be where it is new.')
param size string
@minValue(0)
@maxValue(1)
param capacity int
@description('A version of Canonical:ubuntu-24_04-lts:server.')
param imageVersion string
@description('Azure wants a user. Nothing listens for one.')
param adminUsername string
@description('Nobody has its other half.')
param publicKey string
@description('Does the size have accelerated networking?')
param acceleratedNetworking bool
@description('What the agent is told, but for who it is.')
param agent object
@description('For mount-world.sh.')
param world string
param tags object

var spot = (placement.?priority ?? 'Spot') == 'Spot'
// Its place is taken last, outside the lambda, which must not read other resources.
var nobody = '00000000-0000-0000-0000-000000000000'
// As cloud-init/render has it: characters of base 64, whole groups of four.
var userDataSize = 60000
var given = {
  agent: string(union(agent, { clientId: nobody }))
  profile: string(toldOf(json(profiles[game])))
  world: world
  rest: skip(packedAgent, userDataSize)
}
var written = map(files, file => {
  path: file.path
  permissions: file.permissions
  content: contains(file, 'given') ? given[file.?given ?? 'world'] : sources[file.?source ?? '']
})
var config = replace(template, 'write_files: []', 'write_files: ${string(written)}')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: '${appName}-${serverName}'
}
resource subnet 'Microsoft.Network/virtualNetworks/subnets@2025-05-01' existing = {
  name: '${appName}-network/machines'
}
resource ports 'Microsoft.Network/networkSecurityGroups@2025-05-01' existing = {
  name: '${appName}-${serverName}'
}

resource set 'Microsoft.Compute/virtualMachineScaleSets@2025-04-01' = {
  name: setName
  location: location
  tags: union(tags, { 'hearth:server': serverName })
  sku: { name: size, tier: 'Standard', capacity: capacity }
  zones: placement.?zones
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    orchestrationMode: 'Uniform'
    singlePlacementGroup: false
    // A second machine for a while, a machine back from the dead, a disk changed under a game:
    // none of these.
    overprovision: false
    automaticRepairsPolicy: { enabled: false }
    spotRestorePolicy: spot ? { enabled: false } : null
    upgradePolicy: {
      mode: 'Manual'
      automaticOSUpgradePolicy: { enableAutomaticOSUpgrade: false }
    }
    virtualMachineProfile: {
      priority: spot ? 'Spot' : 'Regular'
      userData: take(packedAgent, userDataSize)
      evictionPolicy: spot ? 'Delete' : null
      billingProfile: spot ? { maxPrice: json(placement.?maxPrice ?? '-1') } : null
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: 'ubuntu-24_04-lts'
          sku: 'server'
          version: imageVersion
        }
        osDisk: {
          createOption: 'FromImage'
          caching: 'ReadOnly'
          diffDiskSettings: { option: 'Local', placement: placement.disk }
        }
      }
      osProfile: {
        computerNamePrefix: '${serverName}-${placement.key}-'
        adminUsername: adminUsername
        customData: base64(replace(config, nobody, identity.properties.clientId))
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: { publicKeys: [{ path: '/home/${adminUsername}/.ssh/authorized_keys', keyData: publicKey }] }
        }
      }
      // Said, so that a newer version of the API cannot decide it.
      securityProfile: {
        securityType: 'TrustedLaunch'
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true }
      }
      diagnosticsProfile: { bootDiagnostics: { enabled: true } }
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            name: 'machine'
            properties: {
              primary: true
              enableAcceleratedNetworking: acceleratedNetworking
              networkSecurityGroup: { id: ports.id }
              ipConfigurations: [
                {
                  name: 'machine'
                  properties: {
                    subnet: { id: subnet.id }
                    publicIPAddressConfiguration: {
                      name: 'machine'
                      sku: { name: 'Standard' }
                      properties: { idleTimeoutInMinutes: 4 }
                    }
                  }
                }
              ]
            }
          }
        ]
      }
    }
  }
}
