/** The stack as a template, synthesized once without bundling, for every test of this folder. */
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { AccoladeStack } from '../../lib/accolade-stack.ts';
import { readStageConfig } from '../../lib/stage-config.ts';

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });
const Template = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
  Outputs: z.record(z.string(), z.unknown()),
});
export type Template = z.infer<typeof Template>;

/** The context of cdk.json: the feature flags and the default configuration. */
export const cdkContext = () => CdkJson.parse(JSON.parse(readFileSync('cdk.json', 'utf8'))).context;

export const defaultConfig = () => z.record(z.string(), z.unknown()).parse(cdkContext().accolade);

/** An app of cdk.json, with some of the configuration changed. Asset bundles are left out: they cost most of the time. */
export const appWith = (changes: Readonly<Record<string, unknown>> = {}) => {
  const accolade = { ...defaultConfig(), ...changes };
  const app = new App({ context: { ...cdkContext(), accolade, 'aws:cdk:bundling-stacks': [] } });
  const config = readStageConfig(app.node);
  return { app, config, stack: new AccoladeStack(app, config.stackName, config) };
};

export const templateWith = (changes: Readonly<Record<string, unknown>> = {}): Template => {
  const { app, config } = appWith(changes);
  return Template.parse(app.synth().getStackByName(config.stackName).template);
};

let synthesized: Template | undefined;
export const template = (): Template => {
  synthesized ??= templateWith();
  return synthesized;
};

/** The resources of one type, by logical id, each held against what a test needs of its properties. */
export const ofType = <Schema extends z.ZodType>(type: string, properties: Schema, from: Template = template()) =>
  Object.entries(from.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties }]) => ({ id, ...(properties.parse(Properties) as z.infer<Schema> & object) }));

/** The logical id a Ref or GetAtt points at. */
export const target = (value: unknown): string => {
  const read = z
    .union([
      z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
      z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((get) => get['Fn::GetAtt'][0]),
    ])
    .safeParse(value);
  return read.success ? read.data : '';
};
