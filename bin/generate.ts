/**
 * `npm run generate`: writes what is derived from the code (event schemas, the event reference, the program file's
 * schema, the OpenAPI document) or from packages (the terms of the JSON-LD contexts).
 * Tests hold every file in step. A breaking change of a published event version is refused.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog } from '../events/catalog.ts';
import { breakingChanges } from '../events/compatibility.ts';
import { jsonSchemaOf, schemaPath } from '../events/json-schema.ts';
import { eventReference } from '../events/reference.ts';
import { concernRoutes } from '../functions/concerns/routes.ts';
import { credentialRoutes } from '../functions/credentials/routes.ts';
import { endorsementRoutes } from '../functions/endorsements/routes.ts';
import { intakeRoutes } from '../functions/intake/routes.ts';
import { noticeRoutes } from '../functions/notices/routes.ts';
import { openApi } from '../functions/platform/http/openapi.ts';
import { portfolioRoutes } from '../functions/portfolios/routes.ts';
import { programJsonSchema } from '../functions/programs/program-file.ts';
import { programRoutes } from '../functions/programs/routes.ts';
import { signInRoutes } from '../functions/sign-in/routes.ts';
import { statusRoutes } from '../functions/status/routes.ts';
import { submissionRoutes } from '../functions/submissions/routes.ts';
import { verificationRoutes } from '../functions/verification/routes.ts';
import { webhookRoutes } from '../functions/webhooks/routes.ts';
import { COMPILED_CONTEXTS, compileContexts } from './compile-contexts.ts';

const root = join(import.meta.dirname, '..');
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
};

for (const event of catalog) {
  const path = `events/schema/${schemaPath(event)}`;
  const current = jsonSchemaOf(event);
  const published = existsSync(join(root, path)) ? JSON.parse(readFileSync(join(root, path), 'utf8')) : current;
  const breaking = breakingChanges(published, current);
  if (breaking.length > 0) {
    console.error(
      `${event.type} version ${event.version} is published. Make a version ${event.version + 1} instead of changing it:`,
    );
    console.error(breaking.join('\n'));
    process.exit(1);
  }
  write(path, json(current));
}
write('docs/events.md', eventReference(catalog));
write('docs/program.schema.json', json(programJsonSchema()));

const capabilities = {
  concerns: concernRoutes,
  credentials: credentialRoutes,
  endorsements: endorsementRoutes,
  intake: intakeRoutes,
  notices: noticeRoutes,
  portfolios: portfolioRoutes,
  programs: programRoutes,
  'sign-in': signInRoutes,
  status: statusRoutes,
  submissions: submissionRoutes,
  verification: verificationRoutes,
  webhooks: webhookRoutes,
};
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
write('docs/openapi.json', json(openApi(version, capabilities)));
write(COMPILED_CONTEXTS, json(await compileContexts()));
