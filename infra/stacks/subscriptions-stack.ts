import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { type EventChannels, wakesUp, wakeVariables } from '#infra/constructs/event-channels';
import { secretUse } from '#infra/constructs/secret-use';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

interface SubscriptionsStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  readonly channels: EventChannels;
}

/** What a test event may take, and what the gateway gives a call. */
const TESTING_SECONDS = 29;

/** Who is told of events, and where: subscriptions made, changed, paused, their secrets rotated. */
export class SubscriptionsStack extends Stack {
  constructor(scope: Construct, id: string, props: SubscriptionsStackProps) {
    super(scope, id, props);
    const { cell, api, channels } = props;
    const { register, feeds, key, stage } = cell;
    const registers = { REGISTER_TABLE: register.name };
    const wakes = wakeVariables(channels);
    // Whoever sends a test event refuses what the sender would refuse.
    const sends = { SECRET_KEY_ID: key.keyArn, ...(stage.allowsLoopbackWebhooks && { WEBHOOK_ALLOW_LOOPBACK: 'true' }) };
    const base = { cell, environment: registers, owner: 'integration', access: [register.reads()] };
    const keeping = [register.reads(), register.keepsSubscriptions()];


    api.route('POST /v1/subscriptions', new ServiceFunction(this, 'subscriptions/create-subscription', {
      ...base,
      environment: { ...registers, ...sends, FEED_TABLE: feeds.name },
      access: [...keeping, feeds.reads(), feeds.writes(), secretUse(key, 'seal', 'open')],
      timeoutSeconds: TESTING_SECONDS,
      failureImpact: { vi: 'Hệ thống không kết nối được, và người của cơ quan phải làm việc từ danh sách việc cần làm.', en: 'A system cannot be connected, and its people have to work from the inbox.' },
    }));
    api.route('GET /v1/subscriptions', new ServiceFunction(this, 'subscriptions/list-subscriptions', {
      ...base,
      failureImpact: { vi: 'Hệ thống không xem được mình đang đăng ký nhận những gì.', en: 'A system cannot see what it is subscribed to.' },
    }));
    api.route('GET /v1/subscriptions/{subscriptionId}', new ServiceFunction(this, 'subscriptions/read-subscription', {
      ...base,
      environment: { ...registers, FEED_TABLE: feeds.name },
      access: [register.reads(), feeds.reads()],
      failureImpact: { vi: 'Hệ thống có địa chỉ nhận bị hỏng không biết là mình đang hỏng.', en: 'A system whose endpoint fails cannot see that it does.' },
    }));
    api.route('PATCH /v1/subscriptions/{subscriptionId}', new ServiceFunction(this, 'subscriptions/change-subscription', {
      ...base,
      environment: { ...registers, ...sends, ...wakes },
      access: [...keeping, wakesUp(channels), secretUse(key, 'seal', 'open')],
      timeoutSeconds: TESTING_SECONDS,
      failureImpact: { vi: 'Hệ thống đã tạm dừng không chạy tiếp được; sự kiện của nó nằm chờ trong luồng.', en: 'A system that was stopped or paused cannot go on; its events wait in the feed.' },
    }));
    api.route('DELETE /v1/subscriptions/{subscriptionId}', new ServiceFunction(this, 'subscriptions/delete-subscription', {
      ...base,
      environment: { ...registers, ...wakes },
      access: [...keeping, wakesUp(channels)],
      failureImpact: { vi: 'Sự kiện vẫn được gửi tới địa chỉ lẽ ra không còn nhận nữa.', en: 'Events go on to an address that nobody should listen at any more.' },
    }));
    api.route('POST /v1/subscriptions/{subscriptionId}/secret-rotation', new ServiceFunction(this, 'subscriptions/rotate-secret', {
      ...base,
      environment: { ...registers, SECRET_KEY_ID: key.keyArn },
      access: [...keeping, secretUse(key, 'seal', 'open')],
      failureImpact: { vi: 'Khoá bí mật đã lộ vẫn còn được dùng để ký.', en: 'A secret that others know goes on signing.' },
    }));
    api.route('POST /v1/subscriptions/{subscriptionId}/test-event', new ServiceFunction(this, 'subscriptions/send-test-event', {
      ...base,
      environment: { ...registers, ...sends },
      access: [...keeping, secretUse(key, 'open')],
      timeoutSeconds: TESTING_SECONDS,
      failureImpact: { vi: 'Đơn vị tích hợp không thử được địa chỉ nhận, đến sự kiện thật đầu tiên mới biết.', en: 'An integrator cannot try the endpoint and finds out with the first real event.' },
    }));
  }
}
