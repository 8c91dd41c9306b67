// Identities: one for the function app, and one for each server's machines.

@minLength(1)
param location string
param appName string
param serverNames string[]
param tags object

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${appName}-app'
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
}

resource servers 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = [for server in serverNames: {
  name: '${appName}-${server}'
  location: location
  tags: union(tags, { 'hearth:server': server })
}]
