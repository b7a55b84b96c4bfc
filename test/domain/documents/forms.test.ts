import { describe, expect, it, test } from '@jest/globals';
import { formContent, dossierForm } from '#domain/documents/forms/dossier-forms';
import { reachedForms, sealedForm } from '#domain/documents/forms/sealed-forms';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { Story } from '#test/domain/dossiers/story';
import { sourceOf, STORIES } from './form-stories.ts';

const content = (form: keyof typeof STORIES, language: 'vi' | 'en' = 'vi') => formContent(form, sourceOf(STORIES[form](), language));

describe('form 01, the receipt', () => {
  it('says who, what, from when and until when, with the papers by their own names', () => {
    expect(content('receipt')).toMatchObject({
      madeAt: '2026-10-05T02:00:00.000Z',
      data: {
        code: 'H26.16-261005-0001',
        number: '261005-0001',
        agency: { nameInCapitals: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG HOÀNG VĂN THỤ', superiorInCapitals: 'ỦY BAN NHÂN DÂN TỈNH MẪU' },
        placeAndDate: 'Hoàng Văn Thụ, ngày 05 tháng 10 năm 2026',
        applicant: { fullName: 'Nguyễn Thị Bí Mật', identityNumber: '001099012345' },
        receivedAt: '08 giờ 30 phút, ngày 05 tháng 10 năm 2026',
        dueAt: '17 giờ 00 phút, ngày 08 tháng 10 năm 2026',
        term: '3 ngày làm việc',
        papers: [{ name: 'Tờ khai điện tử liên thông (Mẫu số 01)', form: 'Bản điện tử' }, { name: 'Giấy chứng sinh hoặc giấy tờ thay thế', form: 'Bản điện tử' }],
      },
    });
  });

  it('keeps the first appointment, whatever happens to the dossier afterwards', () => {
    const story = STORIES.receipt();
    const before = formContent('receipt', sourceOf(story));
    story.at('2026-10-05 15:00').answer('birth-registration').advance();
    expect(formContent('receipt', sourceOf(story))).toEqual(before);
  });

  it('is not there before the desk has accepted', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').create().submit();
    expect(refusalOf(() => formContent('receipt', sourceOf(story)))).toBe('form-not-reached');
  });
});

describe('form 02, the request for a supplement', () => {
  it('lists what to supply and why, until when, and whom to call: the one-stop', () => {
    expect(content('supplement-request').data).toMatchObject({
      items: [expect.stringContaining('Giấy chứng sinh'), expect.any(String)],
      reasons: [expect.any(String), expect.any(String)],
      contact: { name: 'Trung tâm Phục vụ hành chính công phường Hoàng Văn Thụ', phone: '0900 000 101' },
    });
  });

  it('can be read again after the supplement has come', () => {
    const story = STORIES['supplement-request']();
    const before = formContent('supplement-request', sourceOf(story));
    story.at('2026-10-06 09:00').supplement();
    expect(formContent('supplement-request', sourceOf(story))).toEqual(before);
  });
});

describe('form 03, the refusal', () => {
  it('says with its reasons whether it was refused at the desk or in the end', () => {
    expect(content('refusal').data).toMatchObject({ refused: 'tiếp nhận', reasons: [expect.stringContaining('Bình Minh'), expect.any(String)] });
    const story = STORIES.receipt().at('2026-10-05 15:00').answer('birth-registration', 'cannot').advance();
    expect(formContent('refusal', sourceOf(story)).data).toMatchObject({ refused: 'giải quyết', reasons: [expect.stringContaining('Chưa đủ điều kiện')] });
  });
});

describe('the list of sealed forms', () => {
  test.each(dossierForm.options)('names exactly those that can be drawn, after the story of the form "%s"', (told) => {
    const source = sourceOf(STORIES[told]());
    const drawn = sealedForm.options.flatMap((form) => (refusalOf(() => formContent(form, source)) !== 'form-not-reached' ? [{ form, at: formContent(form, source).madeAt }] : []));
    expect(reachedForms(source.events).map(({ form, at }) => ({ form, at }))).toEqual(drawn);
  });

  it('has the numbers of the circular', () => {
    expect(reachedForms(STORIES['stop-notice']().recorded).map(({ number }) => number)).toEqual(['01', '05']);
  });
});

describe('form 04, the apology', () => {
  it('names the appointment that was missed, the reason and the new one', () => {
    expect(content('apology').data).toMatchObject({ missedDueAt: '17 giờ 00 phút, ngày 12 tháng 10 năm 2026', newDueAt: '17 giờ 00 phút, ngày 15 tháng 10 năm 2026', reason: expect.stringContaining('xác minh') });
  });
});

describe('form 05, the stop notice', () => {
  it('says on what ground, how far the dossier was, and what goes back', () => {
    expect(content('stop-notice').data).toMatchObject({ ground: 'Theo đề nghị của người nộp hồ sơ', stateAtStop: 'Đã tiếp nhận, đang giải quyết', returned: [expect.any(Object), expect.any(Object)] });
  });
});

describe('form 06, the control sheet', () => {
  it('has a line for each hand-over with its outcome, and nothing of the applicant', () => {
    const { data } = content('control-sheet');
    expect(data).toMatchObject({
      settlingAgency: expect.stringContaining('Ủy ban nhân dân'),
      rows: [
        { from: expect.stringContaining('Trung tâm'), outcome: 'Sớm hạn', handedOverAt: '09:00 05/10/2026' },
        { from: expect.stringContaining('Ủy ban nhân dân'), to: expect.stringContaining('Công an'), outcome: 'Sớm hạn' },
        { to: expect.stringContaining('bảo hiểm'), outcome: 'Đang giải quyết' },
      ],
    });
    expect(JSON.stringify(data)).not.toMatch(/Bí Mật|001099012345/);
  });
});

test.each(dossierForm.options)('%s speaks English too, and of Vietnamese leaves only names and what officers wrote', (form) => {
  const { items: _items, reasons: _reasons, ...ours } = content(form, 'en').data;
  const text = JSON.stringify(ours);
  expect(text).not.toMatch(/giờ|ngày|tháng|Bản điện tử|Sớm hạn/);
});

function refusalOf(attempt: () => unknown): string {
  try {
    attempt();
    return 'granted';
  } catch (error) {
    return error instanceof Error ? (error.message.split(':')[0] ?? '') : 'unknown';
  }
}
