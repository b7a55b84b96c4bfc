import type { DocumentData } from '#domain/documents/rendering';

/** What a receipt shows, with names as long as real ones are. */
export function receiptSample(changes: DocumentData = {}): DocumentData {
  return {
    code: 'H99.101.01-261126-0001',
    number: '0001',
    agency: {
      name: 'Trung tâm Phục vụ hành chính công phường Bình Minh',
      nameInCapitals: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG BÌNH MINH',
      superiorInCapitals: 'ỦY BAN NHÂN DÂN PHƯỜNG BÌNH MINH',
    },
    placeAndDate: 'Phường Bình Minh, ngày 26 tháng 11 năm 2026',
    applicant: { fullName: 'Nguyễn Thị Hoàng Diễm Quỳnh', identityNumber: '001087654321', address: 'Số 12, ngõ 34, đường Trường Chinh, tổ dân phố số 5, phường Bình Minh', phone: '0901234567' },
    procedure: { name: 'Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi', code: '3.000722' },
    papers: [{ name: 'Giấy chứng sinh', form: 'Bản điện tử' }, { name: 'Tờ khai thay đổi thông tin cư trú', form: 'Bản chính' }],
    term: '4 ngày làm việc',
    receivedAt: '08 giờ 30 phút, ngày 26 tháng 11 năm 2026',
    dueAt: '17 giờ 00 phút, ngày 02 tháng 12 năm 2026',
    channel: 'Trực tuyến',
    sequence: '01',
    ...changes,
  };
}
