/** The CDK app: one stack for each stage. `npm run synth` prints its template. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AccoladeStack } from '../lib/accolade-stack.ts';
import { readStageConfig, StageConfigInvalid } from '../lib/stage-config.ts';

try {
  const app = new App();
  const config = readStageConfig(app.node);
  new AccoladeStack(app, config.stackName, config);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
} catch (error) {
  if (!(error instanceof StageConfigInvalid)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
