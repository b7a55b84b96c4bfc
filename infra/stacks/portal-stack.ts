import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { EventChannel } from '#infra/constructs/event-channel';
import { secretUse } from '#infra/constructs/secret-use';
import { ServiceFunction } from '#infra/constructs/service-function';

/** What the national portal is told of every dossier: a channel of its own, and the one function that may read personal data to send it away. */
export class PortalStack extends Stack {
  readonly portal: EventChannel;

  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell }) {
    super(scope, id, props);
    const { cell } = props;
    const { dossiers, register, key, stage } = cell;
    const { wire, unit, destination } = stage.nationalPortal;
    const owner = 'integration';
    const humanCost = {
      vi: 'Cổng Dịch vụ công quốc gia không biết hồ sơ đã đi đến đâu, và người dân xem ở đó chỉ thấy trạng thái cũ.',
      en: 'The national portal does not learn how far dossiers have come, and people who look there see an old status.',
    };
    this.portal = new EventChannel(this, 'Portal', { cell, area: 'portal', owner, humanCost });
    this.portal.deliveredBy(new ServiceFunction(this, 'portal/sync-portal', {
      cell,
      owner,
      failureImpact: humanCost,
      environment: {
        ...this.portal.environment,
        DOSSIER_TABLE: dossiers.name,
        SECRET_KEY_ID: key.keyArn,
        PORTAL_WIRE: wire,
        PORTAL_UNIT: unit,
        PORTAL_DESTINATION: destination,
        ...(stage.allowsLoopbackWebhooks && { WEBHOOK_ALLOW_LOOPBACK: 'true' }),
      },
      access: [this.portal.delivers(), dossiers.reads(), register.reads(), secretUse(key, 'open')],
      timeoutSeconds: this.portal.timeoutSeconds,
    }));
  }
}
