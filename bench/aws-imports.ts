import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const IMPORT = /^import \{([^}]+)\} from '(@aws-sdk\/[^']+)';$/gm;

/**
 * A module that imports from the AWS SDK what these files import, and nothing else. `id` is the same for the same imports.
 * Types are gone when it is bundled.
 */
export const awsImportsOf = (files: readonly string[]): { source: string; id: string } => {
  const names = new Map<string, Set<string>>();
  for (const file of files.filter((one) => !one.includes('node_modules'))) {
    for (const [, specifiers = '', package_ = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const values = specifiers.split(',').flatMap((one) => (/^\s*(type\b.*)?$/.test(one) ? [] : [one.trim()]));
      names.set(package_, new Set([...(names.get(package_) ?? []), ...values]));
    }
  }
  const imports = [...names].sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = imports.map(([package_, values]) => `import { ${[...values].sort().join(', ')} } from '${package_}';`);
  const kept = imports.flatMap(([, values]) => [...values].sort());
  const source = `${lines.join('\n')}\nexport const handler = () => [${kept.join(', ')}];\n`;
  return { source, id: hash('sha256', source).slice(0, 12) };
};
