/** Which entry each function was made from, read from the construct tree. */
import { relative } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { NodeFunction } from '../../lib/parts/node-function.ts';

export const entries = (stack: Stack) =>
  stack.node
    .findAll()
    .filter((each) => each instanceof NodeFunction)
    .map(({ entry, fn }) => ({
      entry: relative('.', entry),
      logicalId: stack.getLogicalId(fn.node.defaultChild as CfnFunction),
    }));
