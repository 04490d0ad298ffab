import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

/** Writes the interface's types from the document that the service's own tests keep true. */
const document = new URL('../../docs/openapi.json', import.meta.url)
const target = new URL('../target/interface/schema.d.ts', import.meta.url)
const types = astToString(
  await openapi(JSON.parse(readFileSync(document, 'utf8')), { alphabetize: true, emptyObjectsUnknown: true }),
)
mkdirSync(new URL('.', target), { recursive: true })
writeFileSync(target, `// Made from docs/openapi.json by \`npm run types\`.\n\n${types}`)
