// Azure's own alert rules, by choice: each costs a little a month. The sweep tells the operator's
// channel the same for nothing; these also speak when the sweep itself has stopped.

param location string
param appName string
param emails string[]
param tags object

var rules = [
  {
    name: 'poison'
    says: 'A message was given up.'
    query: 'traces | where message has "was given up"'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failures'
    says: 'Functions have failed.'
    query: 'requests | where success == false'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 3
  }
  {
    name: 'slow'
    says: 'Discord waited longer than 2.5 s for an answer.'
    query: 'requests | where name == "interactions" and duration > 2500'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 2
  }
  {
    name: 'no-sweep'
    says: 'Nobody looks after the servers: the sweep has not run.'
    query: 'requests | where name == "sweep" and success == true'
    window: 'PT30M'
    operator: 'LessThan'
    threshold: 1
  }
]

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: '${appName}-insights'
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${appName}-operators'
  location: 'global'
  tags: union(tags, { 'hearth:server': 'shared' })
  properties: {
    groupShortName: take(appName, 12)
    enabled: true
    emailReceivers: map(emails, email => { name: email, emailAddress: email, useCommonAlertSchema: true })
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for rule in rules: {
  name: '${appName}-${rule.name}'
  location: location
  tags: union(tags, { 'hearth:server': 'shared' })
  properties: {
    displayName: rule.says
    severity: 2
    enabled: true
    scopes: [insights.id]
    evaluationFrequency: 'PT15M'
    windowSize: rule.window
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: rule.operator
          threshold: rule.threshold
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [people.id] }
  }
}]
