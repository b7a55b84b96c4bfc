import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { type EventChannels, wakesUp, wakeVariables } from '#infra/constructs/event-channels';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

interface DeliveriesStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  readonly channels: EventChannels;
}

/** What a subscriber sees of the deliveries to it, what it asks for again, and the feed it reads itself. */
export class DeliveriesStack extends Stack {
  constructor(scope: Construct, id: string, props: DeliveriesStackProps) {
    super(scope, id, props);
    const { cell, api, channels } = props;
    const { register, feeds } = cell;
    const environment = { REGISTER_TABLE: register.name, FEED_TABLE: feeds.name };
    const reading = { cell, environment, owner: 'integration', access: [register.reads(), feeds.reads()] };
    this.wakeDeliveries(props);

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
      environment: { ...environment, ...wakeVariables(channels) },
      access: [register.reads(), register.keepsSubscriptions(), feeds.reads(), feeds.writes(), wakesUp(channels)],
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

  private wakeDeliveries({ cell, channels }: DeliveriesStackProps): void {
    const sweeper = new ServiceFunction(this, 'webhooks/wake-deliveries', {
      cell,
      owner: 'integration',
      failureImpact: {
        vi: 'Thông báo phải thử lại sau hơn mười lăm phút không được gửi lại, và lời gọi bị mất không ai tìm ra.',
        en: 'What is to be tried again after more than a quarter of an hour is not, and a lost wake is found by nobody.',
      },
      environment: { FEED_TABLE: cell.feeds.name, ...wakeVariables(channels) },
      access: [cell.feeds.reads('due'), wakesUp(channels)],
      timeoutSeconds: 50,
    });
    new Rule(this, 'EveryMinute', {
      description: 'Wakes deliveries that are due',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(sweeper.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}
