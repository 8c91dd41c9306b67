// A mail before the month costs more than was meant. Deployed by itself, after main.bicep: new,
// sponsored and partners' subscriptions can have no budget, and games are to run there all the same.

param appName string
@minValue(1)
@description('In the currency of the subscription.')
param amount int
@description('The first of a month, as 2026-01-01T00:00:00Z.')
param startDate string
@description('Who is written to; none: the owners of the subscription.')
param emails string[]

var thresholds = [
  { key: 'half', threshold: 50, type: 'Actual' }
  { key: 'spent', threshold: 100, type: 'Actual' }
  { key: 'forecast', threshold: 100, type: 'Forecasted' }
]

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: appName
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: toObject(thresholds, one => one.key, one => {
      enabled: true
      operator: 'GreaterThanOrEqualTo'
      threshold: one.threshold
      thresholdType: one.type
      contactEmails: emails
      contactRoles: empty(emails) ? ['Owner'] : []
    })
  }
}
