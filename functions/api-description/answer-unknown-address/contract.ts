import { httpContract } from '#functions/platform/http-contract';

export const contract = httpContract({
  route: '$default',
  access: 'public',
  idempotent: false,
  title: { vi: 'Địa chỉ không có', en: 'Answer for an address that does not exist' },
  description: { vi: 'Trả lời mọi yêu cầu tới địa chỉ không có trong API.', en: 'Answers whatever no other route knows.' },
  answers: {},
  problems: ['address-not-found', 'method-not-allowed'],
  example: {},
});
