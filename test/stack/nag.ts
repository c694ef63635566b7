import { Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { acknowledgments } from '../../lib/acknowledgments.ts';
import { appWith } from './synthesized.ts';

const checked = () => {
  const made = appWith();
  Validations.of(made.app).addPlugins(new AwsSolutionsChecks(made.app));
  return made;
};

describe('cdk-nag', () => {
  it('finds nothing but what was acknowledged', () => {
    expect(() => checked().app.synth()).not.toThrow();
  });

  it('finds what was not', () => {
    const { app, stack } = checked();
    new Queue(stack, 'Loose');
    expect(() => app.synth()).toThrow();
  });

  it('has this set of acknowledgments, each about something that exists, each with a reason', () => {
    expect(acknowledgments.map(({ at, id }) => `${at} ${id}`)).toEqual([
      'Backbone/Undelivered AwsSolutions-SQS3',
      'Front AwsSolutions-APIG4',
      'SignIn/People AwsSolutions-COG2',
      'SignIn/People AwsSolutions-COG8',
    ]);
    const paths = appWith()
      .stack.node.findAll()
      .map(({ node }) => node.path.replace(/^Accolade\//, ''));
    for (const { at, reason } of acknowledgments) {
      expect(paths).toContain(at);
      expect(reason.length).toBeGreaterThan(60);
    }
  });
});
