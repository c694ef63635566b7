/** The findings of cdk-nag (AwsSolutions) that we know of and accept, each with its reason. A test holds the set. */
import { type Stack, Validations } from 'aws-cdk-lib';

export interface Acknowledgment {
  /** The construct it is about: its path below the stack. */
  at: string;
  id: string;
  reason: string;
}

export const acknowledgments: readonly Acknowledgment[] = [
  {
    at: 'Backbone/Undelivered',
    id: 'AwsSolutions-SQS3',
    reason: 'It is the dead-letter queue of the rules; the check knows only dead-letter queues of queues.',
  },
  {
    at: 'Front',
    id: 'AwsSolutions-APIG4',
    reason:
      'Each function refuses callers itself: signed posts, sessions of web pages, public proofs and bearer tokens of two shapes share paths, which no one authorizer of API Gateway covers.',
  },
  {
    at: 'SignIn/People',
    id: 'AwsSolutions-COG2',
    reason:
      'A second factor is offered, not demanded: districts that demand one have it at their own issuer, which takes the place of this pool.',
  },
  {
    at: 'SignIn/People',
    id: 'AwsSolutions-COG8',
    reason: 'The Plus plan is paid for each person and month; accounts are made by administrators only.',
  },
];

/** Acknowledges what of the list the stack has (a district's own issuer means no user pool). */
export const acknowledge = (stack: Stack) => {
  for (const { at, id, reason } of acknowledgments) {
    const construct = at
      .split('/')
      .reduce<ReturnType<typeof stack.node.tryFindChild>>((found, step) => found?.node.tryFindChild(step), stack);
    if (construct) Validations.of(construct).acknowledge({ id, reason });
  }
};
