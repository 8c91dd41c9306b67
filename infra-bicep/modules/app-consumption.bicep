// The function app on the Consumption plan, Windows: nothing a month within the free grant.

import { withIdentity } from 'settings.bicep'

param location string
param appName string
@description('Unique in the world: <siteName>.azurewebsites.net.')
param siteName string
param hostAccount string
param settings object
@description('The most GB-seconds a day, so that a flood costs no more than a known sum; 0: no limit.')
@minValue(0)
param dailyGbSeconds int
@minValue(1)
@maxValue(200)
param mostInstances int
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: '${appName}-app'
}
resource host 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: hostAccount
}
resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: '${appName}-insights'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: '${appName}-plan'
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  sku: { name: 'Y1', tier: 'Dynamic' }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: siteName
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  kind: 'functionapp'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    dailyMemoryTimeQuota: dailyGbSeconds
    siteConfig: {
      javaVersion: '21'
      // The version of the host's own runtime; without it a new app may begin on an older one.
      netFrameworkVersion: 'v6.0'
      use32BitWorkerProcess: false
      functionAppScaleLimit: mostInstances
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
    FUNCTIONS_EXTENSION_VERSION: '~4'
    FUNCTIONS_WORKER_RUNTIME: 'java'
    WEBSITE_RUN_FROM_PACKAGE: '1'
    // The plan mounts its share with a key; there is no way without.
    WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: 'DefaultEndpointsProtocol=https;AccountName=${hostAccount};AccountKey=${host.listKeys().keys[0].value};EndpointSuffix=${environment().suffixes.storage}'
    WEBSITE_CONTENTSHARE: siteName
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
