// Settings common to both plans of the function app.

@export()
@description('A Key Vault reference to a secret, or nothing where there is no such secret.')
func secretReference(vault string, secret string, present string[]) string =>
  contains(present, secret) ? '@Microsoft.KeyVault(VaultName=${vault};SecretName=${secret})' : ''

@export()
@description('Adds who the app is, and how the Functions host reaches its own storage.')
func withIdentity(settings object, clientId string, hostAccount string) object =>
  union(settings, {
    AZURE_CLIENT_ID: clientId
    HearthControl__credential: 'managedidentity'
    HearthControl__clientId: clientId
    AzureWebJobsStorage__accountName: hostAccount
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: clientId
  })
