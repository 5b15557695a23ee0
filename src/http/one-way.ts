import type { BoundOperation } from '../protocol/bound.ts';

/** Whether an operation has no output: once the partner accepted there is nothing to say, and 204 says it. */
export function answersNothing({ operation, outputSchema }: BoundOperation): boolean {
  return outputSchema.type === 'null' || operation.example.output === undefined;
}
