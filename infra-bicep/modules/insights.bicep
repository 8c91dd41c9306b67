// Logs and metrics, with a daily cap so that a flood cannot cost more than a known sum.

param location string
param appName string
@description('Gigabytes a day, as text because Bicep has no decimals.')
param dailyCapGb string
param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: '${appName}-logs'
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: json(dailyCapGb) }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${appName}-insights'
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}
