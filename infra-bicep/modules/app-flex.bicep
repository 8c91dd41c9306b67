// The function app on the Flex Consumption plan: one instance always ready for Discord, for
// about 5 euros a month.

import { withIdentity } from 'settings.bicep'

param location string
param appName string
@description('Unique in the world: <siteName>.azurewebsites.net.')
param siteName string
param hostAccount string
param settings object
@minValue(40)
@maxValue(1000)
param mostInstances int
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: '${appName}-app'
}
resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: '${appName}-insights'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: '${appName}-flex'
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: siteName
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    functionAppConfig: {
      runtime: { name: 'java', version: '21' }
      scaleAndConcurrency: {
        instanceMemoryMB: 512
        maximumInstanceCount: mostInstances
        alwaysReady: [{ name: 'http', instanceCount: 1 }]
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${hostAccount}.blob.${environment().suffixes.storage}/deployments'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
    }
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: union(withIdentity(settings, identity.properties.clientId, hostAccount), {
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  })
}

resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

resource scmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}
