import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { ServiceApi } from '#infra/constructs/service-api';

/** The door: the HTTP API and who may be let in. The capabilities' stacks hang their routes on it. */
export class ApiStack extends Stack {
  readonly api: ServiceApi;

  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell }) {
    super(scope, id, props);
    const { oidc } = props.cell.stage;
    const issuer = new CfnParameter(this, 'OidcIssuer', { type: 'String', default: oidc.issuer, description: 'Who signs the access tokens' });
    const audience = new CfnParameter(this, 'OidcAudience', { type: 'String', default: oidc.audience, description: 'Whom the access tokens are meant for' });
    this.api = new ServiceApi(this, 'Api', { cell: props.cell, issuer, audience });
    new CfnOutput(this, 'ApiUrl', { value: this.api.url });
  }
}
