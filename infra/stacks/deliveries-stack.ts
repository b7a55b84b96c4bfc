import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { EventChannel } from '#infra/constructs/event-channel';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

interface DeliveriesStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  readonly webhooks: EventChannel;
}

/** What a subscriber sees of the deliveries to it, what it asks for again, and the feed it reads itself. */
export class DeliveriesStack extends Stack {
  constructor(scope: Construct, id: string, props: DeliveriesStackProps) {
    super(scope, id, props);
    const { cell, api, webhooks } = props;
    const { register, feeds } = cell;
    const environment = { REGISTER_TABLE: register.name, FEED_TABLE: feeds.name };
    const reading = { cell, environment, owner: 'integration', access: [register.reads(), feeds.reads()] };


    api.route('GET /v1/subscriptions/{subscriptionId}/deliveries', new ServiceFunction(this, 'subscriptions/list-deliveries', {
      ...reading,
      failureImpact: {
        vi: 'Hệ thống không xem được tin nào của mình chưa gửi được.',
        en: 'A system cannot see which of its events were not delivered.',
      },
    }));
    api.route('GET /v1/subscriptions/{subscriptionId}/deliveries/{deliveryId}', new ServiceFunction(this, 'subscriptions/read-delivery', {
      ...reading,
      failureImpact: {
        vi: 'Đơn vị tích hợp không xem được vì sao tin không gửi được.',
        en: 'An integrator cannot see why a delivery failed.',
      },
    }));
    api.route('POST /v1/subscriptions/{subscriptionId}/replays', new ServiceFunction(this, 'subscriptions/request-replay', {
      ...reading,
      environment: { ...environment, WEBHOOK_WAKE_QUEUE_URL: webhooks.wakes.queue.queueUrl },
      access: [register.reads(), register.keepsSubscriptions(), feeds.reads(), feeds.writes(), webhooks.wakesUp()],
      failureImpact: {
        vi: 'Hệ thống bị mất sự kiện không yêu cầu gửi lại được.',
        en: 'A system that lost events cannot have them sent again.',
      },
    }));
    api.route('GET /v1/events', new ServiceFunction(this, 'subscriptions/read-feed', {
      ...reading,
      environment: { FEED_TABLE: feeds.name },
      access: [feeds.reads()],
      failureImpact: {
        vi: 'Hệ thống không có địa chỉ nhận không hay biết gì, hệ thống có thì không đọc bù được.',
        en: 'Systems without an endpoint learn of nothing, and those with one cannot catch up.',
      },
    }));
  }
}
