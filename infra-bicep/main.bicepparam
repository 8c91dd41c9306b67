// The one place where the fleet is declared. From it come the app's setting, the scale sets,
// the open ports, the storage and what each machine is told. Deploy with ./deploy.

using './main.bicep'

param location = 'westeurope'
param discordApplicationId = '1100000000000000000'
param discordPublicKey = '0000000000000000000000000000000000000000000000000000000000000000'
// One that `az vm image list --all --publisher Canonical --offer ubuntu-24_04-lts --sku server`
// prints. Pinned, so that tomorrow's machine is today's.
param imageVersion = '24.04.202609040'

param budgetAmount = 20
param emails = []

param fleet = {
  operatorChannel: '1100000000000000009'
  guilds: [
    { id: '1100000000000000001', zone: 'Europe/Berlin', locale: 'en' }
  ]
  // Each entry is one slot: all it owns is named after its name and shared with no other.
  servers: [
    {
      name: 'valheim'
      title: 'Valheim'
      game: 'valheim'
      guild: '1100000000000000001'
      channel: '1100000000000000002'
      port: 2456
      placements: [
        { key: 'a', size: 'Standard_D2ads_v5', disk: 'ResourceDisk', pricePerHour: '0.021' }
        { key: 'b', size: 'Standard_D2ds_v5', disk: 'ResourceDisk', pricePerHour: '0.024' }
        { key: 'r', size: 'Standard_D2ads_v5', disk: 'ResourceDisk', priority: 'Regular', pricePerHour: '0.103' }
      ]
      regularPrice: false
      allow: {
        start: ['everyone']
        stop: ['role:1100000000000000005', 'permission:MANAGE_GUILD']
        status: ['everyone']
      }
      limits: {
        saveSeconds: 120
        idleMinutes: 15
        monthlyHours: 150
      }
      agent: { backupMinutes: 60 }
    }
    {
      name: 'minecraft'
      title: 'Minecraft'
      game: 'minecraft-java'
      guild: '1100000000000000001'
      channel: '1100000000000000003'
      port: 25565
      placements: [
        { key: 'a', size: 'Standard_D2ads_v5', disk: 'ResourceDisk', pricePerHour: '0.021' }
      ]
      allow: {
        start: ['role:1100000000000000005']
        stop: ['role:1100000000000000005']
      }
      // By setting this you accept Minecraft's end user licence: https://aka.ms/MinecraftEULA
      agent: { licenceAccepted: true }
    }
  ]
}
