// Prints the operations of Azurite's blob and queue service, which it generated from Microsoft's Swagger.
import { createRequire } from 'node:module'

const require = createRequire(process.argv[2])
const told = {}
for (const service of ['blob', 'queue']) {
  const generated = `./dist/src/${service}/generated/artifacts`
  const specifications = require(`${generated}/specifications.js`).default
  const names = require(`${generated}/operation.js`).default
  for (const [number, one] of Object.entries(specifications)) {
    if (!one) continue
    const named = (parameters = []) => parameters.map(({ mapper }) => ({
      name: mapper.serializedName ?? mapper.headerCollectionPrefix,
      needed: Boolean(mapper.required || mapper.isConstant),
      value: mapper.isConstant ? mapper.defaultValue : null,
    }))
    told[`${service} ${names[number]}`] = {
      service, method: one.httpMethod, path: `/${one.path ?? ''}`,
      query: named(one.queryParameters), headers: named(one.headerParameters),
    }
  }
}
console.log(JSON.stringify(told))
