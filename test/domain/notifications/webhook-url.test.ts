import { describe, expect, test } from '@jest/globals';
import { webhookUrlFault } from '#domain/notifications/webhook-url';

describe('in a real cell', () => {
  test.each<[string, string | undefined]>([
    ['https://hooks.agency.example/mot-cua?v=1', undefined],
    ['https://hooks.agency.example:443/', undefined],
    ['http://hooks.agency.example/', 'must begin with https:'],
    ['http://localhost:9999/', 'must begin with https:'],
    ['javascript:alert(1)', 'must begin with https:'],
    ['https://hooks.agency.example:22/', 'must use port 443'],
    ['https://a:b@hooks.agency.example/', 'must not contain a user name or password'],
    ['hooks.agency.example', 'not a URL'],
  ])('%s: %p', (url, fault) => {
    expect(webhookUrlFault(url, { allowLoopback: false })).toBe(fault);
  });
});

describe('in the local cell', () => {
  test.each<[string, string | undefined]>([
    ['http://127.0.0.1:9999/hook', undefined],
    ['http://localhost:9999/hook', undefined],
    ['http://[::1]:9999/hook', undefined],
    ['ftp://127.0.0.1/', 'must begin with http: or https:'],
    ['http://10.0.0.1:9999/hook', 'must begin with https:'],
    ['http://localhost.agency.example/', 'must begin with https:'],
  ])('%s: %p', (url, fault) => {
    expect(webhookUrlFault(url, { allowLoopback: true })).toBe(fault);
  });
});
