import type { App, StackProps } from 'aws-cdk-lib';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { DocumentsStack } from '#infra/stacks/documents-stack';
import { FormsStack } from '#infra/stacks/forms-stack';
import { SigningStack } from '#infra/stacks/signing-stack';

/** The stacks about what agencies draw, write and sign. `named` makes a stack's name of its word. */
export function addDocumentStacks(app: App, named: (word: string) => string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }): void {
  new SigningStack(app, named('Signing'), props);
  new FormsStack(app, named('Forms'), props);
  new DocumentsStack(app, named('Documents'), props);
}
