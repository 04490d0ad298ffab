import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

/** Writes the interface's types from the document that the service's own tests keep true. */
const document = new URL('../../docs/openapi.json', import.meta.url)
const target = new URL('../src/shared/api/schema.gen.d.ts', import.meta.url)
if (!existsSync(document)) process.exit(0)
const types = astToString(await openapi(JSON.parse(readFileSync(document, 'utf8')), { alphabetize: true }))
writeFileSync(target, `// Made from docs/openapi.json by \`npm run types\`; not kept in the repository.\n\n${types}`)
