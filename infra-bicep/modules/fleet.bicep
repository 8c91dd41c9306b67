// From the fleet as main.bicepparam declares it to the app's setting HEARTH_SERVERS.

import * as types from '../types.bicep'

@export()
@description('What an app setting can hold on Windows.')
var mostCharacters = 32767

func placementSetting(scaleSet string, placement types.placement) object =>
  union(
    { scaleSet: scaleSet, size: placement.size, priority: placement.?priority ?? 'Spot' },
    contains(placement, 'pricePerHour') ? { pricePerHour: json(placement.?pricePerHour ?? '0') } : {}
  )

func serverSetting(server types.server, name string) object =>
  union(
    {
      name: server.name
      title: server.?title ?? server.name
      game: server.game
      guild: server.guild
      channel: server.channel
      port: server.port
      placements: map(
        server.placements,
        placement => placementSetting('${name}-${server.name}-${placement.key}', placement)
      )
      regularPrice: server.?regularPrice ?? false
      allow: server.?allow ?? {}
      foreign: server.?foreign ?? 'stop'
      limits: server.?limits ?? {}
    },
    contains(server, 'update') ? { update: server.?update } : {},
    contains(server, 'newWorld') ? { newWorld: server.?newWorld } : {},
    contains(server, 'announce') ? { announce: server.?announce } : {},
    contains(server, 'hostname') ? { hostname: server.?hostname } : {},
    contains(server, 'private') ? { private: server.?private } : {}
  )

@export()
@description('The setting, as contracts/servers.schema.json says.')
func serversSetting(fleet types.fleet, name string) string =>
  string(union(
    { v: 1, servers: map(fleet.servers, server => serverSetting(server, name)) },
    contains(fleet, 'operatorChannel') ? { operatorChannel: fleet.?operatorChannel } : {},
    contains(fleet, 'guilds') ? { guilds: fleet.?guilds } : {}
  ))
